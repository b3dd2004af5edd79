"""A diffusers folder: which parts are there, in which files, and whether the studio can run them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from torch import Tensor

from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import FileKind, count_parameters, read_json, read_tensors, require_kind

#: Names under which diffusers and transformers save weights, the preferred first: halves before pickles, nothing with "non_ema".
WEIGHT_NAMES = tuple(
    f"{stem}{variant}.{ending}"
    for ending in ("safetensors", "bin")
    for variant in ("", ".fp16")
    for stem in ("diffusion_pytorch_model", "model", "pytorch_model")
)
#: The parts that hold weights.
NETWORKS = ("text_encoder", "unet", "vae")
#: Parts of a UNet's configuration for which the studio has no input.
UNSUPPORTED_INPUTS = ("class_embed_type", "addition_embed_type", "encoder_hid_dim_type", "time_cond_proj_dim", "num_class_embeds")


@dataclass(frozen=True)
class Network:
    """One network of the folder: its configuration and the files that hold its weights (more than one where sharded)."""

    name: str
    config: dict[str, Any]
    weights: tuple[Path, ...]

    @property
    def parameters(self) -> int:
        return sum(count_parameters(path) for path in self.weights)


@dataclass(frozen=True)
class CheckpointFolder:
    """A whole diffusers folder of the Stable Diffusion 1 and 2 line."""

    path: Path
    text_encoder: Network
    unet: Network
    vae: Network
    tokenizer: Path
    scheduler: dict[str, Any]

    @property
    def scale(self) -> int:
        """Pixels a latent's side: the VAE halves once less than it has widths."""
        return 2 ** (len(self.vae.config["block_out_channels"]) - 1)

    @property
    def image(self) -> int:
        """Side of the picture that the UNet was trained on, pixels."""
        return int(self.unet.config.get("sample_size") or 64) * self.scale


def open_folder(path: Path) -> CheckpointFolder:
    """@raises CheckpointError `not-found`, `not-a-checkpoint`, `damaged`, `incomplete`, `unsupported`, `wrong-shape`"""
    if path.is_file():
        raise CheckpointError(
            "unsupported",
            f"{path} is a file; a diffusers folder is needed. `StableDiffusionPipeline.from_single_file(…).save_pretrained(folder)` makes one of it.",
        )
    if not path.is_dir():
        raise CheckpointError("not-found", f"There is no folder {path}.")
    missing = [name for name in (*NETWORKS, "tokenizer", "scheduler") if not (path / name).is_dir()]
    if missing:
        raise CheckpointError(
            "incomplete",
            f"{path} lacks {', '.join(missing)}. A diffusers folder holds text_encoder, tokenizer, unet, vae and scheduler, each in a folder of its name.",
        )
    _require_pipeline(path)
    folder = CheckpointFolder(
        path=path,
        text_encoder=_network(path, "text_encoder"),
        unet=_network(path, "unet"),
        vae=_network(path, "vae"),
        tokenizer=path / "tokenizer",
        scheduler=read_json(path / "scheduler" / "scheduler_config.json"),
    )
    _require_fit(folder)
    return folder


def _require_pipeline(path: Path) -> None:
    index = path / "model_index.json"
    if not index.is_file():
        return
    name = str(read_json(index).get("_class_name", "StableDiffusionPipeline"))
    if name != "StableDiffusionPipeline":
        raise CheckpointError("unsupported", f"{path} is a {name}. Stable Diffusion 1.x, 2.x and Turbo (StableDiffusionPipeline) can be exported.")


def _network(path: Path, name: str) -> Network:
    config = read_json(path / name / "config.json")
    weights = _weights(path / name)
    for file in weights:
        require_kind(file, FileKind.SAFETENSORS, FileKind.TORCH, FileKind.PICKLE)
    return Network(name, config, weights)


def _weights(folder: Path) -> tuple[Path, ...]:
    for name in WEIGHT_NAMES:
        if (folder / name).is_file():
            return (folder / name,)
        index = folder / f"{name}.index.json"
        if index.is_file():
            shards = tuple(folder / shard for shard in sorted(set(read_json(index)["weight_map"].values())))
            absent = [shard.name for shard in shards if not shard.is_file()]
            if absent:
                raise CheckpointError("incomplete", f"{folder} lacks {', '.join(absent)}, which {index.name} names.")
            return shards
    raise CheckpointError("incomplete", f"{folder} holds no weights. One of {', '.join(WEIGHT_NAMES[:2])} … is expected.")


def _require_fit(folder: CheckpointFolder) -> None:
    unet, vae, text = folder.unet.config, folder.vae.config, folder.text_encoder.config
    channels, latent = unet.get("in_channels", 4), vae.get("latent_channels", 4)
    if channels != latent:
        raise CheckpointError(
            "unsupported",
            f"The UNet reads {channels} channels and the VAE gives {latent}: an inpainting, depth or picture-to-picture model, which needs a picture the studio does not give.",
        )
    asks = [key for key in UNSUPPORTED_INPUTS if unet.get(key) is not None]
    if asks:
        raise CheckpointError(
            "unsupported", f"The UNet has inputs that the studio does not have ({', '.join(asks)}): SDXL, unCLIP and LCM models cannot be exported."
        )
    if unet.get("cross_attention_dim") != text.get("hidden_size"):
        raise CheckpointError(
            "wrong-shape",
            f"The UNet reads text of width {unet.get('cross_attention_dim')}, the text encoder writes {text.get('hidden_size')}: they are of different checkpoints.",
        )


@contextmanager
def with_true_names(network: Network) -> Iterator[Path]:
    """A folder from which `from_pretrained` reads this network, whatever its files were called: pickles become safetensors."""
    with TemporaryDirectory(prefix="checkpoint-") as temporary:
        folder = Path(temporary)
        source = network.weights[0].parent
        (folder / "config.json").write_bytes((source / "config.json").read_bytes())
        name = "model.safetensors" if network.name == "text_encoder" else "diffusion_pytorch_model.safetensors"
        only = network.weights[0]
        if len(network.weights) == 1 and require_kind(only, *FileKind) is FileKind.SAFETENSORS:
            (folder / name).symlink_to(only.resolve())
        else:
            _save(network.weights, folder / name)
        yield folder


def _save(weights: tuple[Path, ...], path: Path) -> None:
    from safetensors.torch import save_file

    state: dict[str, Tensor] = {}
    for file in weights:
        tensors = read_tensors(file)
        state |= {key: value.contiguous() for key, value in tensors.get("state_dict", tensors).items() if isinstance(value, Tensor)}
    save_file(state, path, metadata={"format": "pt"})
