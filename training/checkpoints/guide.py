"""The guidance graph of a checkpoint: a classifier reads the picture of x̂0, and the gradient of its loss goes back to the text.

SynFER's semantic guidance (section 3.3 of the paper) on a latent diffusion model: UNet, x̂0 from its prediction, the VAE's decoder, classifier;
∂loss/∂text is traced through autograd into plain operators (gradients.py), so that no training runtime is needed to run it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.checkpoints.classifier import read_classifier
from training.checkpoints.classifier_file import ClassifierFile
from training.checkpoints.gradients import trace_gradient
from training.checkpoints.graphs import DecoderGraph, denoiser_graph
from training.checkpoints.load import Checkpoint

OUTPUTS = ["loss", "probabilities", "gradient", "sample"]


def predicted_sample(prediction: Tensor, latent: Tensor, alpha_bar: Tensor, predicts: str) -> Tensor:
    """x̂0 [B,C,h,w] from what a UNet `predicts` (diffusers' `prediction_type`) of x_t = √ᾱ·x0 + √(1−ᾱ)·ε; `alpha_bar` [B]."""
    kept, noise = alpha_bar.sqrt()[:, None, None, None], (1 - alpha_bar).sqrt()[:, None, None, None]
    match predicts:
        case "epsilon":
            return (latent - noise * prediction) / kept
        case "v_prediction":
            return kept * latent - noise * prediction
        case _:
            return prediction


class CheckpointLoss(nn.Module):
    """−log p(target | x̂0) of the classifier, with p and x̂0."""

    def __init__(self, denoiser: nn.Module, decoder: nn.Module, classifier: nn.Module, predicts: str) -> None:
        super().__init__()
        self.denoiser, self.decoder, self.classifier, self.predicts = denoiser, decoder, classifier, predicts

    def forward(self, latent: Tensor, timestep: Tensor, text: Tensor, steering: tuple[Tensor, ...], alpha_bar: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        sample = predicted_sample(self.denoiser(latent, timestep, text, *steering), latent, alpha_bar, self.predicts)
        log_probabilities = self.classifier(self.decoder(sample))
        return -(log_probabilities * target).sum(dim=-1), log_probabilities.exp(), sample


def guidance_graph(checkpoint: Checkpoint, file: ClassifierFile, predicts: str, image: int, example: dict[str, Tensor]) -> tuple[nn.Module, dict[str, Tensor]]:
    """The graph, and its inputs by name with example values of batch 1; `example`: the denoiser's."""
    loss = CheckpointLoss(denoiser_graph(checkpoint), DecoderGraph(checkpoint.vae), read_classifier(file, image, image), predicts).eval()
    given = {name: value[:1] for name, value in example.items()}
    given |= {"alpha_bar": torch.full((1,), 0.5), "target": torch.eye(len(file.places))[1:2]}
    units = [name for name in given if name in ("au", "au_scale")]

    def run(*values: Tensor) -> tuple[Tensor, ...]:
        by_name: dict[str, Any] = dict(zip(given, values, strict=True))
        text = by_name["text"].detach().requires_grad_(True)
        steering = tuple(by_name[name] for name in units)
        lost, probabilities, sample = loss(by_name["latent"], by_name["timestep"], text, steering, by_name["alpha_bar"], by_name["target"])
        (gradient,) = torch.autograd.grad(lost.sum(), text)
        return lost, probabilities, gradient, sample

    return trace_gradient(run, loss, tuple(given.values())), given
