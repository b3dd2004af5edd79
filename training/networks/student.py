"""The student: the denoiser with a low-rank addition to its weights (LoRA, Hu et al. 2021), for sampling in few steps."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.networks.denoiser import Denoiser

#: Smaller matrices are left as they are: graphs hold them inline (training/onnx_store.py).
MIN_ELEMENTS = 1024


class LowRankAddition(nn.Module):
    """What is added to the matrices among a module's parameters: `up @ down`, of low rank, zero at first.

    A parameter "a.b" of the module has "a-b" here, since a dot in a parameter's name means a submodule.
    """

    def __init__(self, module: nn.Module, rank: int) -> None:
        super().__init__()
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        self.names: list[str] = []
        for name, parameter in module.named_parameters():
            if parameter.ndim != 2 or parameter.numel() < MIN_ELEMENTS:
                continue
            rows, columns = parameter.shape
            self.down[_key(name)] = torch.randn(rank, columns) * columns**-0.5
            self.up[_key(name)] = torch.zeros(rows, rank)
            self.names.append(name)

    def factors(self) -> dict[str, tuple[Tensor, Tensor]]:
        """Per parameter of the module, `up` [rows,rank] and `down` [rank,columns]."""
        return {name: (self.up[_key(name)], self.down[_key(name)]) for name in self.names}

    def added_to(self, module: nn.Module) -> dict[str, Tensor]:
        """The module's matrices with the addition, by name."""
        parameters = dict(module.named_parameters())
        return {name: parameters[name] + up @ down for name, (up, down) in self.factors().items()}


def _key(name: str) -> str:
    return name.replace(".", "-")


class Student(nn.Module):
    """The denoiser's inputs and output (x̂0), with classifier-free guidance already in the prediction."""

    def __init__(self, denoiser: Denoiser, addition: LowRankAddition) -> None:
        super().__init__()
        self.denoiser, self.addition = denoiser, addition

    def forward(self, latent: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor) -> Tensor:
        weights = self.addition.added_to(self.denoiser)
        return torch.func.functional_call(self.denoiser, weights, (latent, timestep, text, au, au_scale))
