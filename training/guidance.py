"""Classifier-free guidance, as the studio applies it (workers/synthesis/diffusion/guidance.ts)."""

from __future__ import annotations

from torch import Tensor

#: φ of Lin et al. 2023 ("Common diffusion noise schedules and sample steps are flawed", section 3.4): how much of the contrast that
#: guidance adds is taken back. A pack names its own as `guidanceRescale`.
RESCALE = 0.7


def classifier_free_guidance(conditional: Tensor, unconditional: Tensor, scale: float, rescale: float = RESCALE) -> Tensor:
    """Guided x̂0 [B,C,h,w]: u + scale · (c − u), its deviation brought back towards that of c by the share `rescale` in 0…1."""
    guided = unconditional + scale * (conditional - unconditional)
    over = (1, 2, 3)
    ratio = conditional.std(dim=over, correction=0, keepdim=True) / guided.std(dim=over, correction=0, keepdim=True)
    return guided * (1 - rescale + rescale * ratio)
