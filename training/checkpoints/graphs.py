"""A checkpoint's networks as the pack's graphs (docs/pack-format.md): inputs by name, latents in the UNet's scale."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.checkpoints.load import Checkpoint


class TextGraph(nn.Module):
    """`input_ids` int64 [B,T] → `text` [B,T,D]."""

    def __init__(self, text_encoder: Any) -> None:
        super().__init__()
        self.text_encoder = text_encoder
        #: The token behind which nothing is attended to, for the few encoders that were taught with a mask.
        self.end = int(text_encoder.config.eos_token_id) if getattr(text_encoder.config, "use_attention_mask", False) else None

    def forward(self, input_ids: Tensor) -> Tensor:
        mask = None
        if self.end is not None:
            ended = (input_ids == self.end).to(torch.int64)
            mask = (ended.cumsum(1) - ended == 0).to(torch.int64)
        return self.text_encoder(input_ids, attention_mask=mask).last_hidden_state


class DenoiserGraph(nn.Module):
    """`latent` [B,C,h,w], `timestep` [B], `text` [B,T,D] → `prediction` [B,C,h,w]."""

    inputs = ("latent", "timestep", "text")

    def __init__(self, unet: Any) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, latent: Tensor, timestep: Tensor, text: Tensor) -> Tensor:
        return self.unet(latent, timestep, encoder_hidden_states=text, return_dict=False)[0]


class AdaptedDenoiserGraph(nn.Module):
    """As above with `au` [B,N] (0 … the adapter's maximum) and `au_scale` [B], λ."""

    inputs = ("latent", "timestep", "text", "au", "au_scale")

    def __init__(self, unet: Any, token: nn.Module) -> None:
        super().__init__()
        self.unet, self.token = unet, token

    def forward(self, latent: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor) -> Tensor:
        token = self.token(au) * au_scale[:, None, None]
        return self.unet(latent, timestep, encoder_hidden_states=torch.cat([text, token], dim=1), return_dict=False)[0]


class DecoderGraph(nn.Module):
    """`latent` [B,C,h,w] → `image` [B,3,H,W] in −1…1."""

    def __init__(self, vae: Any) -> None:
        super().__init__()
        self.vae = vae
        self.scale, self.shift = float(vae.config.scaling_factor), float(getattr(vae.config, "shift_factor", None) or 0)

    def forward(self, latent: Tensor) -> Tensor:
        return self.vae.decode(latent / self.scale + self.shift, return_dict=False)[0]


class EncoderGraph(nn.Module):
    """`image` [B,3,H,W] in −1…1 → `latent` [B,C,h,w], the mean of the VAE's posterior."""

    def __init__(self, vae: Any) -> None:
        super().__init__()
        self.vae = vae
        self.scale, self.shift = float(vae.config.scaling_factor), float(getattr(vae.config, "shift_factor", None) or 0)

    def forward(self, image: Tensor) -> Tensor:
        return (self.vae.encode(image).latent_dist.mode() - self.shift) * self.scale


def denoiser_graph(checkpoint: Checkpoint) -> DenoiserGraph | AdaptedDenoiserGraph:
    if checkpoint.adapter is None:
        return DenoiserGraph(checkpoint.unet).eval()
    return AdaptedDenoiserGraph(checkpoint.unet, checkpoint.adapter.token).eval()
