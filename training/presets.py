"""Sizes of every stage. `cpu`: what two cores do in some hours; `smoke`: seconds, for the tests; `gpu`: one large GPU, under half an hour once faces are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.networks.autoencoder import AutoencoderConfig
from training.networks.denoiser import DenoiserConfig
from training.networks.guide import GuideConfig
from training.networks.text_encoder import TextConfig


@dataclass(frozen=True)
class StageSize:
    """Samples seen in training, batch size and peak learning rate."""

    samples: int
    batch: int
    learning_rate: float

    def rate(self, done: int) -> float:
        """Learning rate after `done` samples: a warm-up of 50 batches, level, linear to nearly nothing over the second half."""
        return self.learning_rate * min(1.0, done / (50 * self.batch) + 0.02, 2 * (1.01 - done / self.samples))


@dataclass(frozen=True)
class Preset:
    name: str
    #: Identifier of the pack it makes.
    pack: str
    #: Processes that render, one core each.
    render_workers: int = 2
    autoencoder: AutoencoderConfig = field(default_factory=AutoencoderConfig)
    text: TextConfig = field(default_factory=TextConfig)
    denoiser: DenoiserConfig = field(default_factory=DenoiserConfig)
    guide: GuideConfig = field(default_factory=GuideConfig)
    train_autoencoder: StageSize = StageSize(60_000, 8, 1e-3)
    train_text: StageSize = StageSize(192_000, 64, 1e-3)
    train_diffusion: StageSize = StageSize(1_000_000, 32, 8e-4)
    denoiser_ema: float = 0.9995
    #: Photographs the denoiser learns of each render, each developed another way (exposure, balance, crop, focus).
    developments: int = 3
    #: Samples are trajectories of four steps each.
    train_student: StageSize = StageSize(16_000, 8, 2e-3)
    student_trajectories: int = 1024
    student_rank: int = 16
    train_guide: StageSize = StageSize(72_000, 64, 1e-3)
    train_feranno: StageSize = StageSize(96_000, 64, 1e-3)
    #: Whether FERAnno's features of all faces are computed once and kept in memory.
    keep_features: bool = True
    #: Noise on latents while the decoder learns, in units of the latent's mean deviation.
    decoder_noise: float = 0.15
    seed: int = 2410

    @property
    def image(self) -> int:
        """Side of its pictures in pixels."""
        return self.autoencoder.image


PRESETS = {
    # The denoiser's tokens are those of 128 px; only the decoder draws finer.
    "cpu": Preset(name="cpu", pack="synfer-faces-256", autoencoder=AutoencoderConfig(image=256, pool=2, finer_blocks=3)),
    # Patches of 16 pixels stay, and a picture of twice the side has four times as many: 16×16 tokens of 48 numbers. Tokens of
    # 8 pixels would be 32×32, sixteen times the attention of these, for latents that were no better per number where both were tried.
    "gpu": Preset(
        name="gpu",
        pack="synfer-faces-256-large",
        render_workers=16,
        autoencoder=AutoencoderConfig(image=256, coarse_width=192, coarse_blocks=3),
        text=TextConfig(width=192, depth=4, heads=6),
        denoiser=DenoiserConfig(grid=16, width=288, depth=10, heads=6, text_width=192),
        guide=GuideConfig(grid=16, width=160, depth=3, heads=5, spatial=8),
        train_autoencoder=StageSize(192_000, 64, 1e-3),
        train_text=StageSize(192_000, 512, 1.5e-3),
        train_diffusion=StageSize(3_000_000, 512, 1e-3),
        denoiser_ema=0.999,
        developments=1,
        train_student=StageSize(64_000, 64, 2e-3),
        student_trajectories=4096,
        train_guide=StageSize(256_000, 256, 1e-3),
        train_feranno=StageSize(256_000, 256, 1e-3),
        keep_features=False,
    ),
    "smoke": Preset(
        name="smoke",
        pack="synfer-smoke",
        autoencoder=AutoencoderConfig(coarse_width=16, coarse_blocks=1, fine_width=16, fine_blocks=1),
        text=TextConfig(vocabulary=400, width=32, depth=1, heads=2),
        denoiser=DenoiserConfig(width=32, depth=4, heads=2, text_width=32),
        guide=GuideConfig(width=32, depth=1, heads=2),
        train_autoencoder=StageSize(64, 8, 1e-3),
        train_text=StageSize(128, 16, 1e-3),
        train_diffusion=StageSize(128, 16, 1e-3),
        developments=1,
        train_student=StageSize(32, 4, 2e-3),
        student_trajectories=16,
        student_rank=4,
        train_guide=StageSize(64, 16, 1e-3),
        train_feranno=StageSize(64, 16, 1e-3),
    ),
}
