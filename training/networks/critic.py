"""What keeps eyes and teeth sharp: a small patch critic that sees mostly them (after PatchGAN, Isola et al. 2017).

An L1 or L2 loss answers an iris it cannot place with the mean of all irises, which is a blur. The critic learns to
tell rendered eyes and mouths from decoded ones, given what the latent says linearly about the same spot, so that the
decoder is paid for a likely edge rather than for none.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

#: Side of a crop as a share of the picture's: an eye with its lids and brow, or a whole mouth.
CROP = 40 / 128


class Critic(nn.Module):
    """crop [B,3,h,w] and the linear decoding of the same spot [B,3,h,w] → features, the last of which are scores [B,1,·,·].

    No padding: a critic that can tell where its crop ends has the decoder draw dots along that line (seen after 12,000 samples).
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            [
                spectral_norm(nn.Conv2d(6, width, 3)),
                spectral_norm(nn.Conv2d(width, 2 * width, 4, stride=2)),
                spectral_norm(nn.Conv2d(2 * width, 4 * width, 4, stride=2)),
                spectral_norm(nn.Conv2d(4 * width, 1, 3)),
            ]
        )

    def forward(self, crop: Tensor, base: Tensor) -> list[Tensor]:
        x = torch.cat([crop, base], dim=1)
        features: list[Tensor] = []
        for layer in self.layers:
            x = layer(F.leaky_relu(x, 0.2) if features else x)
            features.append(x)
        return features


def crops(images: Tensor, centres: Tensor) -> Tensor:
    """[n,3,H,W] and centres [n,k,2] in pixels (x, y) → [n·k,3,h,w]; crops are kept inside the picture."""
    size = images.shape[-1]
    side = 4 * round(CROP * size / 4)
    corner = (centres.round().long() - side // 2).clamp(0, size - side)
    # Unbound first: the gradient of a slice of the whole batch would be as large as the batch, for every crop.
    return torch.stack([image[:, y : y + side, x : x + side] for image, row in zip(images.unbind(), corner.tolist(), strict=True) for x, y in row])


def critic_loss(real: Tensor, decoded: Tensor) -> Tensor:
    """Hinge loss of the critic's scores (Lim & Ye 2017)."""
    return F.relu(1 - real).mean() + F.relu(1 + decoded).mean()


def feature_distance(real: list[Tensor], decoded: list[Tensor]) -> Tensor:
    """Mean absolute distance of the critic's inner features (feature matching, Wang et al. 2018): steadier than scores alone."""
    return torch.stack([(a.detach() - b).abs().mean() for a, b in zip(real[:-1], decoded[:-1], strict=True)]).mean()


def adaptive_weight(reconstruction: Tensor, adversarial: Tensor, last: Tensor) -> Tensor:
    """‖∇reconstruction‖ / ‖∇adversarial‖ at the decoder's last weights: neither loss drowns the other (Esser et al. 2021)."""
    ours = torch.autograd.grad(reconstruction, last, retain_graph=True)[0].norm()
    theirs = torch.autograd.grad(adversarial, last, retain_graph=True)[0].norm()
    return (ours / (theirs + 1e-6)).clamp(max=100.0).detach()
