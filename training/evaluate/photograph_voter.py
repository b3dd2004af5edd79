"""The photograph voter: an expression network that learned from photographs, and so an outsider to every render and generated face.

`npm run voter` makes its graph from an npm package (public/voters/photograph/). It knows seven classes and abstains on contempt.
Nothing here is trained towards it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime

from training.evaluate.pack_graphs import BATCH, planes, softmax
from training.facs import CLASSES

FOLDER = Path(__file__).resolve().parents[2] / "public" / "voters" / "photograph"


class PhotographVoter:
    """The graph of a voter's folder (src/domain/recognisers/voterFile.ts says what voter.json holds)."""

    def __init__(self, folder: Path) -> None:
        described = json.loads((folder / "voter.json").read_text())
        expression = described["expression"]
        self._crop: float = described["input"]["crop"]["share"]
        self.temperature: float = expression["temperature"]
        self.class_weights: dict[str, float] = expression["reliability"]["classes"]
        self._columns = [CLASSES.index(name) for name in expression["classes"]]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / described["graph"]), options, providers=["CPUExecutionProvider"])

    def probabilities(self, images: np.ndarray, temperature: float = 1.0) -> np.ndarray:
        """Faces uint8 [n,H,W,3] → probabilities [n,8] in `CLASSES`' order; 0 for a class the network does not have.

        At temperature 1 they are the network's own, which gains are measured by; the studio's votes are softened by `self.temperature`.
        """
        found = np.zeros((len(images), len(CLASSES)), np.float32)
        for i in range(0, len(images), BATCH):
            image = planes(middle(images[i : i + BATCH], self._crop))
            found[i : i + BATCH, self._columns] = softmax(self._session.run(["logits"], {"image": image})[0] / temperature)
        return found


def middle(images: np.ndarray, share: float) -> np.ndarray:
    """The middle `share` of the pictures' sides, [n,H,W,3]: a face detector's box is narrower than the pack's pictures."""
    height, width = (round(share * side) for side in images.shape[1:3])
    top, left = (images.shape[1] - height) // 2, (images.shape[2] - width) // 2
    return images[:, top : top + height, left : left + width]


def open_photograph_voter(folder: Path = FOLDER) -> PhotographVoter | None:
    """None where `npm run voter` has not made its graph."""
    return PhotographVoter(folder) if (folder / "voter.onnx").exists() else None
