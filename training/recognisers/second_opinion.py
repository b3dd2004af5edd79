"""second-opinion: the image-space recogniser that votes beside FERAnno. `second_opinion.pt`.

A plain convolutional network on pixels, trained on identities of its own with strong changes of light and camera. It learns the
action units beside the classes (a second head, not exported): they teach it where to look.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from training import runs
from training.data import Split, load_split, to_planes
from training.device import training_device
from training.evaluate.metrics import expected_calibration_error
from training.facs import CLASSES, COLUMNS
from training.recognisers import training_loop
from training.recognisers.augment import SHUFFLED, PatchBasis, degrade, mirrored, noised, photometric, seen_at, shifted, to_tensor
from training.recognisers.calibration import calibrate, clear_expressions
from training.recognisers.training_loop import Schedule, prepare, soft_cross_entropy, train
from training.recognisers.training_loop import add_arguments as add_arguments

CHECKPOINT = "second_opinion.pt"
SEED = 7310
#: Free combinations weaker than this have no class a stranger would name.
STRONG = 0.6


@dataclass(frozen=True)
class SecondOpinionConfig:
    image: int = 128
    widths: tuple[int, ...] = (16, 32, 64, 96)  # at 1/2, 1/4, 1/8 … of the image
    blocks: tuple[int, ...] = (0, 0, 1, 2)
    spatial: int = 16
    head: int = 96


PRESETS = {
    "cpu": (SecondOpinionConfig(), Schedule(60_000, 64, 2e-3)),
    "gpu": (SecondOpinionConfig(image=256, widths=(16, 32, 64, 96, 128), blocks=(0, 0, 1, 1, 2)), Schedule(128_000, 128, 2e-3)),
    "smoke": (SecondOpinionConfig(widths=(4, 4, 8, 8), blocks=(0, 0, 0, 1), spatial=2, head=8), Schedule(32, 8, 2e-3)),
}


class _ConvNorm(nn.Module):
    """Convolution and batch norm; `fold` makes them one convolution."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.norm: nn.Module = nn.BatchNorm2d(outputs, momentum=0.05)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.conv(x))

    def fold(self) -> None:
        assert isinstance(self.norm, nn.BatchNorm2d)
        self.conv = fuse_conv_bn_eval(self.conv, self.norm)
        self.norm = nn.Identity()

    def unfold(self) -> None:
        """A batch norm that folds into this very convolution again: what it measured itself is lost."""
        conv, outputs = self.conv, self.conv.out_channels
        self.conv = nn.Conv2d(conv.in_channels, outputs, 3, stride=(conv.stride[0], conv.stride[1]), padding=1, bias=False)
        self.norm = nn.BatchNorm2d(outputs, momentum=0.05)
        assert conv.bias is not None  # what a folded one has in place of its norm
        with torch.no_grad():
            self.conv.weight.copy_(conv.weight)
            self.norm.weight.fill_((1 + self.norm.eps) ** 0.5)
            self.norm.bias.copy_(conv.bias)


class _Residual(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = _ConvNorm(width, width), _ConvNorm(width, width)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.second(F.relu(self.first(x))))


class SecondOpinion(nn.Module):
    """image [B,3,H,W] in −1…1 → logits [B,8] (divided by the checkpoint's temperature before a softmax)."""

    def __init__(self, config: SecondOpinionConfig) -> None:
        super().__init__()
        self.config = config
        layers: list[nn.Module] = []
        inputs = 3
        for width, blocks in zip(config.widths, config.blocks, strict=True):
            layers += [_ConvNorm(inputs, width, stride=2), nn.ReLU(), *(_Residual(width) for _ in range(blocks))]
            inputs = width
        self.body = nn.Sequential(*layers)
        cells = (config.image >> len(config.widths)) ** 2
        self.squeeze = nn.Conv2d(inputs, config.spatial, 1)
        self.pooled_norm = nn.LayerNorm(config.spatial * cells)
        self.hidden = nn.Linear(config.spatial * cells, config.head)
        self.norm = nn.LayerNorm(config.head)
        self.classes = nn.Linear(config.head, len(CLASSES))
        self.action_units = nn.Linear(config.head, len(COLUMNS))  # teaches, is not exported

    def features(self, image: Tensor) -> Tensor:
        cells = self.squeeze(self.body(seen_at(image, self.config.image))).flatten(1)
        return self.norm(F.relu(self.hidden(F.dropout(self.pooled_norm(cells), 0.1, self.training))))

    def with_units(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Logits, and logits of the AU intensities [B,47]."""
        features = self.features(image)
        return self.classes(features), self.action_units(features)

    def forward(self, image: Tensor) -> Tensor:
        return self.classes(self.features(image))

    def fold(self) -> SecondOpinion:
        """Batch norms folded into their convolutions and the AU head left out, in place: what the pack ships."""
        self.eval()
        for module in self.modules():
            if isinstance(module, _ConvNorm):
                module.fold()
        del self.action_units
        return self

    def unfold(self) -> SecondOpinion:
        """What `fold` did taken back, in place; the AU head, which only teaches, begins anew."""
        for module in list(self.modules()):
            if isinstance(module, _ConvNorm):
                module.unfold()
        self.action_units = nn.Linear(self.config.head, len(COLUMNS))
        return self


def build(config: SecondOpinionConfig | dict[str, Any] | None = None) -> SecondOpinion:
    if isinstance(config, dict):
        said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in config.items()}
        config = SecondOpinionConfig(**said)
    # torch's types leave this form of `to` out.
    return SecondOpinion(config or SecondOpinionConfig()).to(memory_format=torch.channels_last)  # type: ignore[call-overload]


def load(path: Path) -> SecondOpinion:
    """The trained network for the exporter: frozen, in evaluation mode, folded."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = build(state["config"])
    model.load_state_dict(state["state"])
    return model.fold().requires_grad_(False)


def labelled(split: Split) -> np.ndarray:
    """Indices of the faces fit to learn classes from: all but weak free combinations."""
    return np.flatnonzero((split.kind != 3) | (split.intensity >= STRONG))


@torch.no_grad()
def predict(model: nn.Module, images: np.ndarray, batch: int = 100) -> Tensor:
    return torch.cat([model(to_tensor(images[i : i + batch])) for i in range(0, len(images), batch)])


def measure(model: nn.Module, held_out: Split) -> tuple[float, dict]:
    """Temperature fitted on the first half of the held-out faces; figures measured on the second."""
    logits, half = predict(model, held_out.images), len(held_out) // 2
    temperature = calibrate(logits, held_out)
    probabilities = torch.softmax(logits[half:] / temperature, dim=-1).numpy()
    truth, clear = held_out.class_index[half:], clear_expressions(held_out)[half:]
    right = probabilities.argmax(axis=1) == truth
    per_class = {name: float(right[clear & (truth == i)].mean()) for i, name in enumerate(CLASSES) if (clear & (truth == i)).any()}
    return temperature, {
        "n": len(truth),
        "n_clear": int(clear.sum()),
        "accuracy_clear": float(right[clear].mean()) if clear.any() else None,
        "accuracy_all": float(right.mean()),
        "ece_clear": expected_calibration_error(probabilities[clear], truth[clear]) if clear.any() else None,
        "ece_all": expected_calibration_error(probabilities, truth),
        "accuracy_per_class": per_class,
    }


def run(args: argparse.Namespace) -> None:
    config, schedule = PRESETS[args.preset]
    prepared = prepare("second-opinion", CHECKPOINT, schedule, args)
    if prepared is None:
        return
    schedule, path, partial = prepared
    folder = path.parent
    split, held_out = (load_split(folder / "renders", name, side=config.image) for name in ("second_opinion", "heldout"))
    torch.manual_seed(SEED)
    device = training_device()
    model, pixels_of = build(config), split.pixels(device)
    training_loop.start_from(args.start_from, model)
    model.to(device)
    chosen, side = labelled(split), split.images.shape[1]
    basis = PatchBasis(split.images[:: max(len(split) // 400, 1)], device)
    parameters = sum(p.numel() for p in model.parameters())
    print(f"second-opinion: {len(chosen)} of {len(split)} faces, {parameters / 1e3:.0f} k parameters")

    def loss_of(rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        torch.manual_seed(int(rng.integers(2**31)))  # dropout
        index = rng.choice(chosen, schedule.batch)
        images, au = mirrored(shifted(pixels_of[torch.from_numpy(index).to(device)], rng, 5 * side // 128), split.au[index], rng)
        pixels = photometric(to_planes(images), rng, 0.3)
        pixels, done = degrade(pixels, rng, 0.3, basis)
        pixels = noised(pixels, rng.uniform(0, 0.04, len(index)), rng)
        whole = torch.from_numpy(done != SHUFFLED).float().to(device)
        logits, units = model.with_units(pixels)
        classes = soft_cross_entropy(logits, torch.from_numpy(split.label[index]).to(device))
        unit_loss = F.binary_cross_entropy_with_logits(units, torch.from_numpy(au).to(device), reduction="none").mean(dim=1)
        loss = (whole * (classes + 4.0 * unit_loss)).mean()
        return loss, {"class": classes.mean().item(), "units": unit_loss.mean().item()}

    if not train("second-opinion", model, schedule, SEED, loss_of, partial, args.stop_after):
        return
    temperature, metrics = measure(model.cpu(), held_out)
    runs.save_checkpoint(
        path,
        {
            "state": model.state_dict(),
            "temperature": temperature,
            "metrics": metrics,
            "config": asdict(config),
        },
    )
    partial.unlink(missing_ok=True)
    print(f"second-opinion: temperature {temperature:.2f}, {metrics}")
