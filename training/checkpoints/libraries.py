"""diffusers and transformers, quiet, and where torchvision may be one of another build of torch."""

from __future__ import annotations

import importlib
import sys

import torch

#: Kept: with the library the operators' names would go.
_names: list[torch.library.Library] = []


def prepare_libraries() -> None:
    """Call before the first import of diffusers or transformers."""
    mend_torchvision()
    import diffusers
    import transformers

    for library in (diffusers, transformers):
        library.logging.set_verbosity_error()
        library.logging.disable_progress_bar()


def mend_torchvision() -> None:
    """transformers asks whether torchvision is there, not whether it loads, and goes down with it where it does not.

    Its C++ part does not load beside a build of torch for processors alone. While torchvision is imported it asks for two operators of that
    part, and needs no more than to find their names.
    """
    if _names or "torchvision" in sys.modules:
        return
    try:
        importlib.import_module("torchvision")
    except ImportError:
        return
    except RuntimeError as error:
        if "torchvision::nms does not exist" not in str(error):
            raise
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        operators = torch.library.Library("torchvision", "FRAGMENT")
        for name in ("nms", "qnms"):
            operators.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _names.append(operators)
