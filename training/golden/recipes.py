"""Recipes that golden values are made of."""

from __future__ import annotations

from typing import Any


def recipe(**parts: Any) -> dict[str, Any]:
    """A recipe of format version 1 (src/domain/recipe/recipe.ts) with these parts changed."""
    return {
        "format": "synfer-recipe",
        "version": 1,
        "pack": "synfer-faces-256",
        "expression": None,
        "prompt": "",
        "negativePrompt": "",
        "seed": 7,
        "steps": 6,
        "sampler": "ddim",
        "textGuidance": 2.0,
        "auStrength": 1.0,
        "semanticGuidance": {"strength": 0.0, "start": 0.3, "end": 1.0, "iterations": 1},
        "layout": None,
        "au": {},
    } | parts
