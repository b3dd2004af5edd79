"""A classifier for the guide: a torch script or ONNX graph, and the `voter.json` beside it that says what it reads and names.

The same folder is a recogniser of the studio's (docs/bring-your-own.md); its schema is src/domain/recognisers/voterFile.ts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import FileKind, kind_of, read_json, require_kind
from training.facs import CLASSES

#: What data sets and models call the classes: as src/domain/recognisers/classWords.ts has them, which a test holds to it.
CLASS_WORDS = {
    "neutral": ("neutral", "neutrality", "calm"),
    "happiness": ("happiness", "happy", "happily", "joy"),
    "sadness": ("sadness", "sad", "sadly"),
    "surprise": ("surprise", "surprised"),
    "fear": ("fear", "fearful", "afraid", "scared"),
    "disgust": ("disgust", "disgusted"),
    "anger": ("anger", "angry"),
    "contempt": ("contempt", "contemptuous"),
}
#: Parts of voter.json that are read here.
NEEDED = {
    "": ("format", "name", "source", "licence", "graph", "input", "expression"),
    "input": ("name", "crop", "colour", "layout", "mean", "deviation"),
    "expression": ("output", "classes", "gives", "temperature"),
}


@dataclass(frozen=True)
class ClassifierFile:
    """What is known of a classifier before it is loaded."""

    path: Path
    kind: FileKind
    #: voter.json
    said: dict[str, Any]
    #: For each of the eight classes its place in the output; None for one that the classifier does not know.
    places: tuple[int | None, ...]

    @property
    def name(self) -> str:
        return str(self.said["name"])

    @property
    def unknown(self) -> list[str]:
        """Classes that it does not know."""
        return [name for name, place in zip(CLASSES, self.places, strict=True) if place is None]

    @property
    def share(self) -> float:
        """What of the picture's sides it reads, around the middle."""
        crop = self.said["input"]["crop"]
        return float(crop["share"]) if crop["of"] == "middle" else 1.0

    @property
    def finds_faces(self) -> bool:
        """As a recogniser it reads a face that a detector found, which no graph can."""
        return self.said["input"]["crop"]["of"] in ("face", "eyes")

    @property
    def bytes(self) -> int:
        """Of its weights, as it stores them."""
        return sum((self.path.parent / name).stat().st_size for name in (self.path.name, *self.said.get("externalData", [])))

    def sha256(self) -> str:
        """By which the studio knows it again: of the graph that voter.json names, where it is there."""
        recogniser = self.path.parent / self.said["graph"]
        return hashlib.sha256((recogniser if recogniser.is_file() else self.path).read_bytes()).hexdigest()


def open_classifier(path: Path) -> ClassifierFile:
    """`path`: the file, or the folder of voter.json, which names it.

    @raises CheckpointError `not-found`, `not-a-checkpoint`, `damaged`, `incomplete`, `unsupported`
    """
    folder = path if path.is_dir() else path.parent
    if not (folder / "voter.json").is_file():
        raise CheckpointError(
            "incomplete", f"There is no voter.json beside the classifier, in {folder}: it says what the classifier reads and names (docs/bring-your-own.md)."
        )
    said = read_json(folder / "voter.json")
    for part, names in NEEDED.items():
        described = said.get(part) if part else said
        absent = [name for name in names if not isinstance(described, dict) or name not in described]
        if absent:
            raise CheckpointError("incomplete", f"{folder / 'voter.json'} lacks {', '.join(f'{part}.{name}'.lstrip('.') for name in absent)}.")
    file = folder / str(said["graph"]) if path.is_dir() else path
    kind = require_kind(file, FileKind.TORCHSCRIPT, FileKind.ONNX)
    absent = [name for name in said.get("externalData", []) if kind is FileKind.ONNX and kind_of(folder / name) is FileKind.EMPTY]
    if absent:
        raise CheckpointError("incomplete", f"{', '.join(absent)} beside {file} is empty.")
    return ClassifierFile(file, kind, said, _places(said["expression"]["classes"]))


def _places(words: list[str]) -> tuple[int | None, ...]:
    by_word = {word: name for name, known in CLASS_WORDS.items() for word in known}
    named = [by_word.get(word.strip().lower()) for word in words]
    strange = [word for word, name in zip(words, named, strict=True) if name is None and word.strip().lower() != "other"]
    if strange:
        raise CheckpointError("unsupported", f'The classifier\'s "{strange[0]}" is none of {", ".join(CLASSES)}; write "other" for a class that is left out.')
    twice = [name for name in CLASSES if named.count(name) > 1]
    if twice or sum(name is not None for name in named) < 2:
        raise CheckpointError("unsupported", f"The classifier has to name at least two of {', '.join(CLASSES)}, each once.")
    return tuple(named.index(name) if name in named else None for name in CLASSES)
