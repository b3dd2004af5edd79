"""A LoRA beside the checkpoint, merged into its weights (Hu et al. 2021: W + scale · up · down)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from torch import Tensor

from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import read_tensors

#: Prefixes of the layouts that diffusers tells apart; bare keys are the UNet's.
KNOWN_PREFIXES = ("unet.", "text_encoder.", "lora_unet_", "lora_te_")


def merge_lora(pipeline: Any, path: Path, scale: float) -> None:
    """Add the LoRA in `path` to a diffusers StableDiffusionPipeline's weights, `scale` times.

    @raises CheckpointError those of `read_tensors`, `unsupported`, `wrong-shape`
    """
    state = {key: value for key, value in read_tensors(path).items() if isinstance(value, Tensor)}
    if not any("lora" in key for key in state):
        raise CheckpointError("unsupported", f"{path} holds no LoRA: none of its tensors' names says so.")
    if not any(key.startswith(KNOWN_PREFIXES) for key in state):
        state = {f"unet.{key}": value for key, value in state.items()}
    try:
        pipeline.load_lora_weights(state, adapter_name="merged")
    except (RuntimeError, ValueError, KeyError) as error:
        raise CheckpointError("wrong-shape", f"{path} does not fit the checkpoint: it was made for another base. ({str(error).splitlines()[0]})") from error
    if not pipeline.get_list_adapters():
        raise CheckpointError("wrong-shape", f"{path} names no layer of the checkpoint: it was made for another base.")
    pipeline.fuse_lora(lora_scale=scale)
    pipeline.unload_lora_weights()
