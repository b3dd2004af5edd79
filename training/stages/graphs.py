"""The modules that become ONNX graphs, with the shapes they are traced at."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch._decomp import core_aten_decompositions, get_decompositions
from torch.fx.experimental.proxy_tensor import make_fx

from training.backward import BACKWARD_OPERATORS
from training.networks.denoiser import Denoiser
from training.networks.guide import Guide


class GuidanceLoss(nn.Module):
    """Denoise, then let the guide judge x̂0: the function whose gradient semantic guidance follows."""

    def __init__(self, denoiser: Denoiser, guide: Guide, text_length: int) -> None:
        super().__init__()
        self.denoiser, self.guide, self.text_length = denoiser, guide, text_length

    def forward(self, text: Tensor, latent: Tensor, timestep: Tensor, au: Tensor, au_scale: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        sample = self.denoiser(latent, timestep, text, au, au_scale)
        log_probabilities = torch.log_softmax(self.guide(sample, timestep), dim=-1)
        loss = -(log_probabilities * target).sum(dim=-1)
        return loss, log_probabilities.exp(), sample


def guidance_with_gradient(module: GuidanceLoss) -> nn.Module:
    """The guidance graph with its true gradient: ∂loss/∂text traced through autograd into plain operators.

    No training runtime is needed to run it: `make_fx` records the backward pass as the operators it consists of, weights frozen.
    Inputs in the order of docs/pack-format.md: latent, timestep, text, au, au_scale, alpha_bar, target.
    """
    c = module.denoiser.config

    def run(latent: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor, alpha_bar: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        text = text.detach().requires_grad_(True)
        loss, probabilities, sample = module(text, latent, timestep, au, au_scale, target)
        (gradient,) = torch.autograd.grad(loss.sum(), text)
        # ᾱ_t is part of the interface for packs that predict ε; this one predicts x̂0, so it only passes through.
        return loss + 0.0 * alpha_bar, probabilities, gradient, sample

    example = guidance_example(c.channels, c.grid, module.text_length, c.text_width, c.au_columns)
    table = {**core_aten_decompositions(), **get_decompositions(BACKWARD_OPERATORS)}
    for parameter in module.parameters():
        parameter.requires_grad_(False)
    return make_fx(run, decomposition_table=table)(*example)


def guidance_example(channels: int, grid: int, length: int, text_width: int, columns: int) -> tuple[Tensor, ...]:
    target = torch.zeros(1, 8)
    target[0, 1] = 1.0
    return (
        torch.randn(1, channels, grid, grid),
        torch.full((1,), 500.0),
        torch.randn(1, length, text_width),
        torch.rand(1, columns),
        torch.ones(1),
        torch.full((1,), 0.5),
        target,
    )
