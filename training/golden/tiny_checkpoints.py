"""Tiny checkpoints with random weights, laid out as people's real ones are: what the exporter's tests and golden packs are made of.

Base folders of the Stable Diffusion 1.5 and 2.1 kind, a LoRA, FineFace's two adapter files, an adapter as IP-Adapter saves it, a classifier.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.checkpoints.libraries import prepare_libraries
from training.facs import CLASS_PROMPTS
from training.onnx_store import round_to_half

#: Stable Diffusion 1.5's own scheduler_config.json; 2.1-base's is the same but for its version.
PNDM = {
    "_class_name": "PNDMScheduler",
    "num_train_timesteps": 1000,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "skip_prk_steps": True,
    "set_alpha_to_one": False,
    "steps_offset": 1,
    "clip_sample": False,
    "trained_betas": None,
}
DDIM = {**{key: value for key, value in PNDM.items() if key != "skip_prk_steps"}, "_class_name": "DDIMScheduler"}
#: 2.1 at 768 pixels.
DDIM_V = {**DDIM, "prediction_type": "v_prediction"}
#: Turbo's.
EULER_TRAILING = {**DDIM, "_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing", "prediction_type": "epsilon"}
DPM = {
    "_class_name": "DPMSolverMultistepScheduler",
    "num_train_timesteps": 1000,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "timestep_spacing": "leading",
    "steps_offset": 1,
    "algorithm_type": "dpmsolver++",
    "solver_order": 2,
}


@dataclass(frozen=True)
class Kind:
    """What tells one line of checkpoints from another."""

    text_width: int
    #: Projections of the transformers in the UNet: convolutions in 1.5, linear in 2.1.
    linear_projection: bool
    text_activation: str
    pad_token: str
    scheduler: dict[str, Any] = field(default_factory=lambda: PNDM)
    #: Channels of the UNet's blocks.
    widths: tuple[int, int] = (16, 32)


SD_1_5 = Kind(text_width=32, linear_projection=False, text_activation="quick_gelu", pad_token="<|endoftext|>")
SD_2_1 = Kind(text_width=40, linear_projection=True, text_activation="gelu", pad_token="!")


def write_checkpoint(folder: Path, kind: Kind, seed: int = 0) -> Path:
    """A diffusers folder of this kind: latents 4×8×8, pictures of 32 pixels."""
    prepare_libraries()
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(seed)
    vocabulary = write_tokenizer(folder / "tokenizer", kind.pad_token)
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary,
            hidden_size=kind.text_width,
            intermediate_size=kind.text_width,
            num_hidden_layers=2,
            num_attention_heads=2,
            hidden_act=kind.text_activation,
            bos_token_id=vocabulary - 2,
            eos_token_id=vocabulary - 1,
            pad_token_id=vocabulary - 1,
        )
    )
    unet = UNet2DConditionModel(
        sample_size=8,
        layers_per_block=1,
        block_out_channels=kind.widths,
        norm_num_groups=8,
        cross_attention_dim=kind.text_width,
        attention_head_dim=4,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        use_linear_projection=kind.linear_projection,
    )
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        block_out_channels=(8, 16, 16),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=32,
        scaling_factor=0.18215,
    )
    for network in (text, unet, vae):
        _liven(network)
        round_to_half(network)
    text.save_pretrained(folder / "text_encoder")
    unet.save_pretrained(folder / "unet")
    vae.save_pretrained(folder / "vae")
    _name_as_older_versions_do(folder / "text_encoder" / "model.safetensors")
    (folder / "scheduler").mkdir()
    (folder / "scheduler" / "scheduler_config.json").write_text(json.dumps(kind.scheduler))
    (folder / "model_index.json").write_text(json.dumps(_index(kind)))
    return folder


def _index(kind: Kind) -> dict[str, Any]:
    absent = {part: [None, None] for part in ("safety_checker", "feature_extractor", "image_encoder")}
    return {
        "_class_name": "StableDiffusionPipeline",
        **absent,
        "scheduler": ["diffusers", kind.scheduler["_class_name"]],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    }


def _liven(network: nn.Module) -> None:
    """As libraries initialise them, words and steps hardly matter to the result: then a mistake in them would not show."""
    for parameter in network.parameters():
        if parameter.ndim > 1:
            parameter.data *= 1.5


def _name_as_older_versions_do(path: Path) -> None:
    """Checkpoints that are about were saved with `text_model.` before every name, and with the positions' numbers."""
    from safetensors.torch import load_file, save_file

    state = {key if key.startswith("text_model.") else f"text_model.{key}": value for key, value in load_file(path).items()}
    state["text_model.embeddings.position_ids"] = torch.arange(77)[None]
    save_file(state, path, metadata={"format": "pt"})


def write_tokenizer(folder: Path, pad_token: str) -> int:
    """vocab.json and merges.txt as CLIP's, with the class prompts' words merged; returns the vocabulary's size."""
    from tokenizers import pre_tokenizers

    folder.mkdir(parents=True)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet(), key=lambda c: (c != "!", c))
    tokens, merges = [*alphabet, *(f"{c}</w>" for c in alphabet)], []
    for word in dict.fromkeys(" ".join(CLASS_PROMPTS.values()).split()):
        parts = [*word[:-1], f"{word[-1]}</w>"]
        whole = parts[0]
        for part in parts[1:]:
            if f"{whole} {part}" not in merges:
                merges.append(f"{whole} {part}")
            whole += part
            if whole not in tokens:
                tokens.append(whole)
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(tokens)}))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    config = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": 77,
        "do_lower_case": True,
        "add_prefix_space": False,
        "errors": "replace",
        "bos_token": _special("<|startoftext|>"),
        "eos_token": _special("<|endoftext|>"),
        "unk_token": _special("<|endoftext|>"),
        "pad_token": pad_token,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return len(tokens)


def _special(content: str) -> dict[str, Any]:
    return {"__type": "AddedToken", "content": content, "lstrip": False, "normalized": True, "rstrip": False, "single_word": False}


def cross_attentions(folder: Path) -> dict[int, tuple[str, int, int]]:
    """Number among the UNet's processors → (layer, width, text width) of its cross-attentions."""
    from diffusers import UNet2DConditionModel

    unet = UNet2DConditionModel.from_pretrained(folder / "unet")
    modules = dict(unet.named_modules())
    named = {i: name.removesuffix(".processor") for i, name in enumerate(unet.attn_processors)}
    return {i: (layer, modules[layer].inner_dim, modules[layer].cross_attention_dim) for i, layer in named.items() if layer.endswith("attn2")}


def _random(generator: torch.Generator, *shape: int, deviation: float = 0.2) -> Tensor:
    return (torch.randn(*shape, generator=generator) * deviation).half().float()


def write_fineface(folder: Path, base: Path, seed: int = 1) -> list[Path]:
    """FineFace's `au_encoder.ckpt` and `attn_processors.ckpt` for this base; its encoding has 64 numbers, here 16."""
    generator = torch.Generator().manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    encoder, attention = folder / "au_encoder.ckpt", folder / "attn_processors.ckpt"
    torch.save({"au_encoder.weight": _random(generator, 16, 12), "au_encoder.bias": _random(generator, 16)}, encoder)
    state = {}
    for layer, width, text in cross_attentions(base).values():
        for part in "kv":
            state[f"{layer}.processor.au_to_{part}.weight"] = _random(generator, width, text)
    torch.save(state, attention)
    return [encoder, attention]


def write_ip_adapter(path: Path, base: Path, columns: int = 41, seed: int = 2) -> Path:
    """{"image_proj", "ip_adapter"} as IP-Adapter's training saves it, for this base."""
    generator = torch.Generator().manual_seed(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    layers = cross_attentions(base)
    text = next(iter(layers.values()))[2]
    adapter = {f"{i}.to_{part}_ip.weight": _random(generator, width, text) for i, (_, width, text) in layers.items() for part in "kv"}
    torch.save({"image_proj": {"proj.weight": _random(generator, text, columns), "proj.bias": _random(generator, text)}, "ip_adapter": adapter}, path)
    return path


def write_lora(path: Path, base: Path, rank: int = 4, seed: int = 3) -> Path:
    """A LoRA of the UNet's attention, named as diffusers saves it."""
    from safetensors.torch import save_file

    generator = torch.Generator().manual_seed(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {}
    for layer, width, text in cross_attentions(base).values():
        for matrix, source in (("to_q", width), ("to_k", text), ("to_v", text), ("to_out.0", width)):
            state[f"unet.{layer}.{matrix}.lora_A.weight"] = _random(generator, rank, source)
            state[f"unet.{layer}.{matrix}.lora_B.weight"] = _random(generator, width, rank)
    save_file(state, path)
    return path


#: The tiny classifier's voter.json: reads the middle three quarters, in half their pixels.
VOTER = {
    "format": "synfer-voter",
    "version": 2,
    "name": "Tiny classifier",
    "source": "the tests",
    "licence": "MIT",
    "trainedBy": "nobody",
    "graph": "classifier.pt",
    "input": {
        "name": "input",
        "size": {"width": 12, "height": 12},
        "crop": {"of": "middle", "share": 0.75},
        "colour": "rgb",
        "layout": "nchw",
        "mean": [0.5, 0.4, 0.3],
        "deviation": [0.2, 0.25, 0.3],
    },
    "expression": {
        "output": "logits",
        "classes": ["Anger", "disgust", "afraid", "happy", "neutral", "sad", "surprise", "other"],
        "gives": "logits",
        "temperature": 0.5,
    },
}


def classifier_network(seed: int = 4) -> nn.Module:
    """Pictures [B,3,12,12], scaled → logits [B,8]; with what classifiers have: strides, norms, groups, pooling."""
    torch.manual_seed(seed)
    network = nn.Sequential(
        nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(),
        nn.Conv2d(16, 16, 3, padding=1, groups=4), nn.SiLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.Hardswish(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 8),
    )  # fmt: skip
    _liven(network)
    round_to_half(network)
    return network.eval().requires_grad_(False)


def write_classifier(folder: Path) -> Path:
    """A torch script and its voter.json; returns the former."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "voter.json").write_text(json.dumps(VOTER))
    path = folder / str(VOTER["graph"])
    torch.jit.script(classifier_network()).save(str(path))
    return path
