"""A checkpoint's networks in memory: base, LoRA merged, adapter installed, everything rounded to what the pack stores."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn

from training.checkpoints.adapter import AuAdapter, install, read_adapter
from training.checkpoints.errors import CheckpointError
from training.checkpoints.folder import CheckpointFolder, Network, with_true_names
from training.checkpoints.libraries import prepare_libraries
from training.checkpoints.lora import merge_lora
from training.onnx_store import round_to_half


@dataclass(frozen=True)
class Additions:
    """What stands beside the folder."""

    adapter: tuple[Path, ...] = ()
    #: Names of the adapter's columns, where its file does not say (au_columns.py).
    columns: tuple[str, ...] | None = None
    #: What intensity E is in the adapter's vector, where it is not the adapter's usual.
    maximum: float | None = None
    lora: tuple[Path, ...] = ()
    lora_scale: float = 1.0
    #: Layers of the text encoder left out at its end, as diffusers' `clip_skip`.
    clip_skip: int = 0
    #: File of the classifier that guides, or the folder of its voter.json; the networks of `Checkpoint` are without it.
    classifier: Path | None = None


@dataclass(frozen=True)
class Checkpoint:
    """Networks of diffusers and transformers, in evaluation mode, float32 holding float16 values."""

    folder: CheckpointFolder
    tokenizer: Any
    text_encoder: Any
    unet: Any
    vae: Any
    adapter: AuAdapter | None


def load_checkpoint_folder(folder: CheckpointFolder, additions: Additions) -> Checkpoint:
    """@raises CheckpointError"""
    prepare_libraries()
    from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextModel, CLIPTokenizer

    tokenizer = CLIPTokenizer.from_pretrained(folder.tokenizer)
    text_encoder = _load(CLIPTextModel, folder.text_encoder)
    unet, vae = _load(UNet2DConditionModel, folder.unet), _load(AutoencoderKL, folder.vae)
    if additions.lora:
        pipeline = StableDiffusionPipeline(
            vae=vae,
            text_encoder=text_encoder,
            tokenizer=tokenizer,
            unet=unet,
            scheduler=_any_scheduler(),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
        for path in additions.lora:
            merge_lora(pipeline, path, additions.lora_scale)
    skip_layers(text_encoder, additions.clip_skip)
    adapter = None
    if additions.adapter:
        adapter = read_adapter(list(additions.adapter), int(folder.text_encoder.config["hidden_size"]), additions.columns, additions.maximum)
        install(adapter, unet)
    modules: list[nn.Module] = [text_encoder, unet, vae, *([adapter.token] if adapter else [])]
    for module in modules:
        module.requires_grad_(False)
        round_to_half(module.eval())
        if not all(parameter.isfinite().all() for parameter in module.parameters()):
            raise CheckpointError("damaged", f"The weights of {type(module).__name__} hold numbers that are no numbers, or beyond what float16 can say.")
    return Checkpoint(folder, tokenizer, text_encoder, unet, vae, adapter)


def _load(kind: Any, network: Network) -> Any:
    with with_true_names(network) as folder:
        try:
            model, info = kind.from_pretrained(folder, output_loading_info=True)
        except (RuntimeError, ValueError, KeyError, OSError) as error:
            raise CheckpointError("wrong-shape", f"The weights of {network.name} do not fit its config.json: {str(error).splitlines()[0]}") from error
    missing = [key for key in info["missing_keys"] if not key.endswith("position_ids")]
    if missing:
        raise CheckpointError("incomplete", f"The weights of {network.name} lack {len(missing)} tensors, such as {sorted(missing)[0]}.")
    if info.get("mismatched_keys"):
        raise CheckpointError(
            "wrong-shape", f"The weights of {network.name} have other shapes than its config.json says, such as {sorted(map(str, info['mismatched_keys']))[0]}."
        )
    return model.float()


def _any_scheduler() -> Any:
    from diffusers import DDIMScheduler

    return DDIMScheduler(steps_offset=1, clip_sample=False)


def skip_layers(text_encoder: Any, count: int) -> None:
    """Leave out the last `count` layers, the final norm staying: what diffusers' `clip_skip` reads."""
    if count == 0:
        return
    model = getattr(text_encoder, "text_model", text_encoder)
    layers = model.encoder.layers
    if not 0 < count < len(layers):
        raise CheckpointError("unanswered", f"--clip-skip {count}: the text encoder has {len(layers)} layers.")
    model.encoder.layers = layers[:-count]
