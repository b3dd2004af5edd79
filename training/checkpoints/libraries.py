"""diffusers and transformers, quiet, and where torchvision may be one of another torch."""

from __future__ import annotations

import sys


def prepare_libraries() -> None:
    """Call before the first import of diffusers or transformers."""
    _set_broken_torchvision_aside()
    import diffusers
    import transformers

    for library in (diffusers, transformers):
        library.logging.set_verbosity_error()
        library.logging.disable_progress_bar()


def _set_broken_torchvision_aside() -> None:
    """transformers asks whether torchvision is there, not whether it loads: one built for another torch takes it down.

    The exporter needs none, so what does not load is treated as absent.
    """
    if "torchvision" in sys.modules:
        return
    try:
        import torchvision  # noqa: F401
    except ImportError:
        return
    except RuntimeError:
        sys.modules["torchvision"] = None  # type: ignore[assignment]
