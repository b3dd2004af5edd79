"""estimate: what a preset's stages would take on one H100, extrapolated from their operations; nothing is measured on a GPU.

A stage's floating-point operations are counted on one step without numbers in it (PyTorch's meta device), through the losses the
stages train with. They are divided by a share of the card's peak; a step takes no less than a floor, for launches, small kernels and
what the processor does for it. Rendering and evaluation are the processor's: seconds a face, over as many cores as they use.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from training.evaluate.conditions import CONDITIONS
from training.evaluate.stage import DEFAULT_N, DEFAULT_PROCESSES
from training.networks.autoencoder import Autoencoder
from training.networks.denoiser import Denoiser
from training.networks.feranno import Feranno, FerannoHead
from training.networks.guide import Guide
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS, Preset, StageSize
from training.recognisers import judge, second_opinion
from training.render.dataset import splits
from training.schedule import alphas_cumprod
from training.stages.autoencoder import SHARPENED, Sharpener, reconstruction_loss, region_weights
from training.stages.diffusion import CAPTIONS_A_FACE, denoising_loss
from training.stages.feranno import head_config
from training.stages.guide import LEVELS_A_FACE
from training.stages.student import STEPS, TEACHER_STEPS, Trajectories, distillation_loss

META = torch.device("meta")
#: An H100 SXM's dense bfloat16 peak, by its data sheet.
PEAK = 989e12
#: Assumed shares of that peak: for matrix products of these widths, and for convolutions of few channels, which wait for memory.
SHARES = {"matrix products": 0.25, "convolutions": 0.03}
#: Assumed least seconds a step: thousands of launches; with pictures changed one by one where a recogniser learns.
STEP_FLOOR, RECOGNISER_STEP_FLOOR = 0.03, 0.08
#: Assumed seconds of one core: a face prepared for Cycles, whose paths the GPU traces meanwhile; a caption drawn and encoded; a graph exported.
RENDER_SECONDS, CAPTION_SECONDS, EXPORT_SECONDS = 2.0, 0.0002, 60
#: Assumed operations a second of one core in WebAssembly.
CORE = 2.5e10


@dataclass(frozen=True)
class Row:
    """One stage: what it counts, its operations (0: none on the GPU), its seconds."""

    stage: str
    counted: str
    operations: float
    seconds: float


def operations(step: Callable[[], object]) -> int:
    """Floating-point operations of one call, twice its multiplications."""
    with FlopCounterMode(display=False) as counter:
        step()
    return counter.get_total_flops()


def _empty(*shape: int) -> Tensor:
    return torch.empty(*shape, device=META)


class _Steps:
    """One sample's share of each stage's step, in operations."""

    def __init__(self, preset: Preset) -> None:
        self.preset = preset
        c, t = preset.denoiser, preset.text
        self.denoiser = Denoiser(c, alphas_cumprod()).to(META)
        self.latent, self.text = _empty(1, c.channels, c.grid, c.grid), _empty(1, t.length, t.width)
        self.conditions = (_empty(1), self.text, _empty(1, c.au_columns), _empty(1))

    def prediction(self) -> int:
        with torch.no_grad():
            return operations(lambda: self.denoiser(self.latent, *self.conditions))

    def diffusion(self) -> int:
        return operations(lambda: denoising_loss(self.denoiser, self.latent, self.latent, *self.conditions, _empty(1, 1, 1, 1)).backward())

    def autoencoder(self, sharpen: bool) -> int:
        side, model, sharpener = self.preset.image, Autoencoder(self.preset.autoencoder).to(META), Sharpener(META)
        images, centres = _empty(1, 3, side, side), torch.full((1, 4, 2), side / 2)

        def step() -> None:
            output = model.decoder(model.encoder(images).detach())
            loss = reconstruction_loss(output, images, region_weights(centres[:, :3].to(META), side))
            if sharpen:
                loss = loss + sharpener.loss(output, images, images, centres)
            loss.backward()

        return operations(step)

    def reading(self) -> int:
        model = TextEncoder(self.preset.text).to(META)
        ids = torch.ones(1, self.preset.text.length, dtype=torch.int64, device=META)
        return operations(lambda: model(ids).sum().backward())

    def student(self) -> int:
        model = Student(self.denoiser.requires_grad_(False), LowRankAddition(self.denoiser, self.preset.student_rank).to(META))
        kept = self.latent[:, None].expand(-1, STEPS + 1, -1, -1, -1)
        one = Trajectories(self.text, _empty(1, self.preset.denoiser.au_columns), _empty(1), kept)
        return operations(lambda: distillation_loss(model, one, torch.zeros(STEPS, 1, dtype=torch.bool, device=META)).backward())

    def guide(self) -> int:
        model = Guide(self.preset.guide).to(META)
        return operations(lambda: model(self.latent, _empty(1)).sum().backward())

    def feranno(self) -> int:
        model = Feranno(self.denoiser, FerannoHead(head_config(self.preset)), self.text).to(META)
        with torch.no_grad():
            features = model.features(self.latent)
        return operations(lambda: model.head(features)[0].sum().backward())

    def recogniser(self, module: ModuleType) -> int:
        model, side = module.build(module.PRESETS[self.preset.name][0]).to(META), self.preset.image
        images = _empty(2, 3, side, side)
        read = model.with_units if hasattr(model, "with_units") else model
        return operations(lambda: sum(found.sum() for found in read(images)[:2]).backward()) // 2


def rows(preset: Preset) -> list[Row]:
    """Every stage in its order."""
    steps, count = _Steps(preset), {split.name: split.count for split in splits(preset.name)}
    prediction, faces = steps.prediction(), count["diffusion"]

    def trained(name: str, size: StageSize, total: float, kind: str, host: float = 0.0, floor: float = STEP_FLOOR) -> Row:
        computed = total / (SHARES[kind] * PEAK)
        return Row(name, f"{size.samples:,} samples by {size.batch}", total, max(computed, size.samples / size.batch * floor) + host)

    found = [Row("render", f"{sum(count.values()):,} faces by {preset.render_workers} workers", 0, sum(count.values()) * RENDER_SECONDS / preset.render_workers)]
    size = preset.train_autoencoder
    a_sample = (1 - SHARPENED) * steps.autoencoder(False) + SHARPENED * steps.autoencoder(True)
    found.append(trained("autoencoder", size, size.samples * a_sample, "convolutions"))
    size = preset.train_text
    found.append(trained("text", size, size.samples * steps.reading(), "matrix products", size.samples * CAPTION_SECONDS))
    size = preset.train_diffusion
    found.append(trained("diffusion", size, size.samples * steps.diffusion(), "matrix products", 2 * faces * preset.developments * CAPTIONS_A_FACE * CAPTION_SECONDS))
    size = preset.train_student
    drawn = preset.student_trajectories * 2 * TEACHER_STEPS * prediction
    found.append(trained("student", size, size.samples * steps.student() + drawn, "matrix products", floor=STEPS * STEP_FLOOR))
    size, shown = preset.train_guide, LEVELS_A_FACE * count["guide"]
    found.append(trained("guide", size, size.samples * steps.guide() + shown * prediction, "matrix products", shown * CAPTION_SECONDS))
    size = preset.train_feranno
    seen = 2 * faces if preset.keep_features else size.samples
    found.append(trained("feranno", size, size.samples * steps.feranno() + seen * prediction, "matrix products"))
    for name, module in (("second-opinion", second_opinion), ("judge", judge)):
        schedule = module.PRESETS[preset.name][1]
        size = StageSize(schedule.samples, schedule.batch, schedule.learning_rate)
        found.append(trained(name, size, size.samples * steps.recogniser(module), "convolutions", floor=RECOGNISER_STEP_FLOOR))
    found.append(Row("export", "", 0, EXPORT_SECONDS))
    generated = sum(round(share * DEFAULT_N[preset.name]) for _, share in CONDITIONS.values())
    cores = DEFAULT_PROCESSES[preset.name]
    found.append(Row("evaluate", f"{generated:,} faces by {cores} processes", 0, generated * 2 * TEACHER_STEPS * prediction / CORE / cores))
    return found


def table(found: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| stage | of what | 10¹² operations | minutes |", "|---|---|---|---|"]
    lines += [f"| `{row.stage}` | {row.counted} | {row.operations / 1e12:,.0f} | {row.seconds / 60:.1f} |" for row in found]
    lines.append(f"| all | | {sum(row.operations for row in found) / 1e12:,.0f} | {sum(row.seconds for row in found) / 60:.1f} |")
    return "\n".join(lines)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> None:
    print(table(rows(PRESETS[args.preset])))
    shares = ", ".join(f"{share:.0%} for {kind}" for kind, share in SHARES.items())
    print(
        f"\nExtrapolated, not measured. Assumed: {PEAK / 1e12:.0f} TFLOP/s at peak, of which {shares}; at least {STEP_FLOOR * 1e3:.0f} ms a step, "
        f"{RECOGNISER_STEP_FLOOR * 1e3:.0f} ms where a recogniser learns; {RENDER_SECONDS:.0f} s of a core a render, {CAPTION_SECONDS * 1e3:.1f} ms a caption, "
        f"{EXPORT_SECONDS} s to export, {CORE / 1e9:.0f} GFLOP/s a core in WebAssembly."
    )
