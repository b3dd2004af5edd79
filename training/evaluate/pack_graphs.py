"""The pack's graphs in ONNX Runtime: what the studio runs is what the report measures."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime

BATCH = 50


def softmax(logits: np.ndarray) -> np.ndarray:
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class Pack:
    """Encoder, decoder and voters of a pack folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = json.loads((folder / "pack.json").read_text())
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}

    def has(self, graph: str) -> bool:
        return graph in self.manifest["graphs"]

    def _run(self, graph: str, output: str, name: str, values: np.ndarray) -> np.ndarray:
        if graph not in self._sessions:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            path = self.folder / self.manifest["graphs"][graph]["file"]["path"]
            self._sessions[graph] = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        session = self._sessions[graph]
        return np.concatenate([session.run([output], {name: values[i : i + BATCH]})[0] for i in range(0, len(values), BATCH)])

    def encode(self, images: np.ndarray) -> np.ndarray:
        """uint8 [n,H,W,3] → latents [n,C,h,w]."""
        return self._run("encoder", "latent", "image", planes(images))

    def decode(self, latents: np.ndarray) -> np.ndarray:
        """Latents → uint8 [n,H,W,3]."""
        image = self._run("decoder", "image", "latent", latents)
        return np.clip(np.rint((image.transpose(0, 2, 3, 1) + 1) * 127.5), 0, 255).astype(np.uint8)

    def _temperature(self, graph: str) -> float:
        return next((v["temperature"] for v in self.manifest["voters"] if v["graph"] == graph), 1.0)

    def feranno(self, images: np.ndarray) -> np.ndarray:
        """FERAnno's calibrated probabilities [n,8]."""
        return softmax(self._run("feranno", "logits", "latent", self.encode(images)) / self._temperature("feranno"))

    def second_opinion(self, images: np.ndarray) -> np.ndarray:
        return softmax(self._run("second_opinion", "logits", "image", planes(images)) / self._temperature("second_opinion"))


def planes(images: np.ndarray) -> np.ndarray:
    """uint8 [n,H,W,3] → float32 [n,3,H,W] in −1…1."""
    return np.ascontiguousarray(images.transpose(0, 3, 1, 2)).astype(np.float32) / np.float32(127.5) - np.float32(1.0)
