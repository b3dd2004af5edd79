"""What the tests say of a pack."""

from typing import Any

PACK: dict[str, Any] = {
    "id": "synfer-tiny",
    "version": "0.0.1",
    "student": {"steps": 4, "textGuidance": 2.0},
    "defaults": {
        "steps": 2,
        "sampler": "ddim",
        "textGuidance": 2.0,
        "auStrength": 1.0,
        "semanticGuidance": {"strength": 1.5, "start": 0.3, "end": 1.0, "iterations": 1},
    },
}
