"""Sizes of every stage. `cpu`: what two cores do in some hours; `smoke`: seconds, for the tests; `gpu`: one large GPU."""

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
    autoencoder: AutoencoderConfig = field(default_factory=AutoencoderConfig)
    text: TextConfig = field(default_factory=TextConfig)
    denoiser: DenoiserConfig = field(default_factory=DenoiserConfig)
    guide: GuideConfig = field(default_factory=GuideConfig)
    train_autoencoder: StageSize = StageSize(60_000, 8, 1e-3)
    train_text: StageSize = StageSize(32_000, 64, 1.5e-3)
    train_diffusion: StageSize = StageSize(1_000_000, 32, 8e-4)
    train_guide: StageSize = StageSize(72_000, 64, 1e-3)
    train_feranno: StageSize = StageSize(96_000, 64, 1e-3)
    #: Noise on latents while the decoder learns, in units of the latent's mean deviation.
    decoder_noise: float = 0.25
    #: Samples after which a critic sharpens the decoder.
    critic_from: int = 20_000
    seed: int = 2410


PRESETS = {
    "cpu": Preset(name="cpu"),
    "smoke": Preset(
        name="smoke",
        autoencoder=AutoencoderConfig(coarse_width=16, coarse_blocks=1, fine_width=16, fine_blocks=1),
        text=TextConfig(vocabulary=400, width=32, depth=1, heads=2),
        denoiser=DenoiserConfig(width=32, depth=4, heads=2, text_width=32),
        guide=GuideConfig(width=32, depth=1, heads=2),
        train_autoencoder=StageSize(64, 8, 1e-3),
        critic_from=32,
        train_text=StageSize(128, 16, 1e-3),
        train_diffusion=StageSize(128, 16, 1e-3),
        train_guide=StageSize(64, 16, 1e-3),
        train_feranno=StageSize(64, 16, 1e-3),
    ),
}
