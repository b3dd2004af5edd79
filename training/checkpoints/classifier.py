"""A classifier in memory, differentiable: pictures in −1…1 → log-probabilities of the eight classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.checkpoints.classifier_file import ClassifierFile
from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import FileKind
from training.checkpoints.onnx_module import read_onnx
from training.onnx_store import round_to_half

#: Log-probability of a class that the classifier does not know: a constant, so that the guide does not pull anywhere.
NEVER = -20.0


def read_classifier(file: ClassifierFile, height: int, width: int) -> Classifier:
    """The classifier for pictures of this size, weights rounded to what the pack stores.

    @raises CheckpointError `damaged`, `unsupported`, `wrong-shape`
    """
    view = PictureView(file, height, width)
    shape = view(torch.zeros(1, 3, height, width)).shape
    output = str(file.said["expression"]["output"])
    network = _script(file) if file.kind is FileKind.TORCHSCRIPT else read_onnx(file.path, tuple(shape), output)
    round_to_half(network)
    classifier = Classifier(file, view, network).eval()
    try:
        logits = network(torch.zeros(shape))
    except (RuntimeError, IndexError) as error:
        raise CheckpointError("wrong-shape", f"{file.path} cannot read an input of {tuple(shape)}: {str(error).strip().splitlines()[-1]}") from error
    count = len(file.said["expression"]["classes"])
    if not isinstance(logits, Tensor) or tuple(logits.shape) != (1, count):
        given = tuple(logits.shape) if isinstance(logits, Tensor) else type(logits).__name__
        raise CheckpointError("wrong-shape", f"{file.path} gives {given} where voter.json names {count} classes.")
    return classifier


def _script(file: ClassifierFile) -> nn.Module:
    # A torch script is a program of torch's own operators: loading it runs no Python.
    try:
        return torch.jit.load(str(file.path), map_location="cpu").float().eval()
    except RuntimeError as error:
        raise CheckpointError("damaged", f"{file.path} cannot be read ({str(error).strip().splitlines()[0]}).") from error


class Classifier(nn.Module):
    """`image` [1,3,H,W] in −1…1 → log-probabilities [1,8], calibrated by voter.json's temperature as recogniser.ts does it."""

    def __init__(self, file: ClassifierFile, view: nn.Module, network: nn.Module) -> None:
        super().__init__()
        self.view, self.network = view, network
        self.temperature, self.logits = float(file.said["expression"]["temperature"]), file.said["expression"]["gives"] == "logits"
        known = [place for place in file.places if place is not None]
        # Columns taken out and put in order by products with ones and zeros: their gradients are such products too.
        self.take = nn.Buffer(torch.eye(len(file.said["expression"]["classes"]))[:, known])
        self.put = nn.Buffer(torch.eye(len(file.places))[[place is not None for place in file.places]])
        self.never = nn.Buffer(NEVER * (1 - self.put.sum(dim=0, keepdim=True)))

    def forward(self, image: Tensor) -> Tensor:
        given = self.network(self.view(image))
        logits = given if self.logits else torch.log(given + 1e-12)
        return torch.log_softmax(logits @ self.take / self.temperature, dim=1) @ self.put + self.never


class PictureView(nn.Module):
    """The part of a picture that a classifier reads, in its size, colours and scale.

    Cut and resized by two matrices, each new pixel the mean of what it covers: what they cost backward is the same products.
    """

    def __init__(self, file: ClassifierFile, height: int, width: int) -> None:
        super().__init__()
        said: dict[str, Any] = file.said["input"]
        size = said.get("size") or {"height": round(file.share * height), "width": round(file.share * width)}
        scale = file.share * min(height / size["height"], width / size["width"])
        self.rows = nn.Buffer(_cover(size["height"], scale, height))
        self.columns = nn.Buffer(_cover(size["width"], scale, width).T.contiguous())
        colours = {"rgb": np.eye(3), "bgr": np.eye(3)[::-1], "grey": np.array([[0.299, 0.587, 0.114]])}[said["colour"]]
        channels = len(colours)
        mean, deviation = (torch.tensor(said[name], dtype=torch.float32).expand(channels).view(1, channels, 1, 1) for name in ("mean", "deviation"))
        # (value / 255 − mean) / deviation of a value that is −1…1 here.
        self.colours = nn.Buffer(torch.tensor(colours.copy(), dtype=torch.float32))
        self.factor, self.offset = nn.Buffer(0.5 / deviation), nn.Buffer((0.5 - mean) / deviation)
        self.last = said["layout"] == "nhwc"

    def forward(self, image: Tensor) -> Tensor:
        small = self.rows @ image @ self.columns
        coloured = (self.colours @ small.flatten(2)).unflatten(2, small.shape[2:])
        scaled = coloured * self.factor + self.offset
        return scaled.permute(0, 2, 3, 1) if self.last else scaled


def _cover(count: int, scale: float, size: int) -> Tensor:
    """[count, size]: new pixels of `scale` old ones each, around the middle; where they are smaller than the old, between the two nearest."""
    centres = size / 2 + (np.arange(count)[:, None] + 0.5 - count / 2) * scale
    reach = max(scale, 1.0)
    edges = np.arange(size)[None]
    if scale >= 1:
        shares = np.clip(np.minimum(centres + reach / 2, edges + 1) - np.maximum(centres - reach / 2, edges), 0, None)
    else:
        # Beyond the outermost pixels' middles their own colour goes on.
        shares = np.clip(1 - np.abs(np.clip(centres, 0.5, size - 0.5) - edges - 0.5), 0, None)
    return torch.tensor(shares / shares.sum(axis=1, keepdims=True), dtype=torch.float32)
