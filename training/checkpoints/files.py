"""Files judged by their first bytes, not by their names, and tensors read without running anything.

A pickle may run code when it is loaded, and `model.safetensors` may be one: what is neither safetensors nor a torch
archive is refused, and archives are read with `weights_only`.
"""

from __future__ import annotations

import json
import pickle
import struct
import zipfile
from enum import Enum
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.checkpoints.errors import CheckpointError

#: The longest header safetensors allows, bytes.
MAX_HEADER = 100_000_000


class FileKind(Enum):
    """What a file is, in words for messages."""

    SAFETENSORS = "safetensors"
    TORCH = "a torch archive"
    TORCHSCRIPT = "a torch script"
    PICKLE = "a bare pickle"
    ONNX = "an ONNX graph"
    GGUF = "a GGUF file"
    LFS_POINTER = "a Git LFS pointer, not the file itself: run `git lfs pull`"
    HTML = "a web page, perhaps a sign-in form saved under this name: download it again"
    EMPTY = "empty: download it again"
    UNKNOWN = "nothing known"


def kind_of(path: Path) -> FileKind:
    """@raises CheckpointError `not-found`"""
    if not path.is_file():
        raise CheckpointError("not-found", f"There is no file {path}.")
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        return FileKind.EMPTY
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if head.startswith(b"version https://git-lfs"):
        return FileKind.LFS_POINTER
    if head.lstrip()[:1] == b"<":
        return FileKind.HTML
    if head.startswith(b"GGUF"):
        return FileKind.GGUF
    if len(head) > 8 and head[8:9] == b"{" and 2 <= struct.unpack("<Q", head[:8])[0] <= MAX_HEADER:
        return FileKind.SAFETENSORS
    if head[0] == 0x80 and head[1] in (2, 3, 4, 5):
        return FileKind.PICKLE
    # A protobuf whose first field, ir_version, is a small number.
    if head[0] == 0x08 and 1 <= head[1] <= 20:
        return FileKind.ONNX
    return FileKind.UNKNOWN


def _kind_of_archive(path: Path) -> FileKind:
    try:
        names = zipfile.ZipFile(path).namelist()
    except zipfile.BadZipFile:
        # Cut short: the directory stands at an archive's end. Loading says so.
        return FileKind.TORCH
    if any(name.endswith("/constants.pkl") for name in names):
        return FileKind.TORCHSCRIPT
    return FileKind.TORCH if any(name.endswith("/data.pkl") for name in names) else FileKind.UNKNOWN


def require_kind(path: Path, *allowed: FileKind) -> FileKind:
    """@raises CheckpointError `not-found`, `not-a-checkpoint`"""
    kind = kind_of(path)
    if kind not in allowed:
        raise CheckpointError(
            "not-a-checkpoint", f"{path} is no checkpoint. By its first bytes it is {kind.value}; {' or '.join(k.value for k in allowed)} can be read."
        )
    return kind


def read_tensors(path: Path) -> dict[str, Any]:
    """Tensors by name, possibly in nested dictionaries (as torch archives have them), on the processor.

    @raises CheckpointError `not-found`, `not-a-checkpoint`, `unsafe-pickle`, `damaged`
    """
    kind = require_kind(path, FileKind.SAFETENSORS, FileKind.TORCH, FileKind.PICKLE)
    state = _read_safetensors(path) if kind is FileKind.SAFETENSORS else _read_archive(path)
    if not isinstance(state, dict) or not state:
        raise CheckpointError("not-a-checkpoint", f"{path} holds no tensors by name but {type(state).__name__}.")
    return state


def _read_safetensors(path: Path) -> dict[str, Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(path)
    except (SafetensorError, OSError) as error:
        raise CheckpointError("damaged", f"{path} cannot be read ({error}). It may have been cut short: download it again.") from error


def _read_archive(path: Path) -> Any:
    try:
        # Opened here: given a path, torch.load goes by its name.
        with path.open("rb") as file:
            return torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise CheckpointError(
            "unsafe-pickle",
            f"{path} holds more than tensors and would run code when loaded, so it was not loaded. Ask its authors for safetensors. ({str(error).splitlines()[0]})",
        ) from error
    except (RuntimeError, EOFError, OSError, ValueError, KeyError) as error:
        raise CheckpointError("damaged", f"{path} cannot be read ({str(error).splitlines()[0]}). It may have been cut short: download it again.") from error


def read_json(path: Path) -> dict[str, Any]:
    """@raises CheckpointError `not-found`, `damaged`"""
    if not path.is_file():
        raise CheckpointError("not-found", f"There is no file {path}.")
    try:
        read = json.loads(path.read_text())
    except (ValueError, UnicodeDecodeError) as error:
        raise CheckpointError("damaged", f"{path} is no JSON ({error}).") from error
    if not isinstance(read, dict):
        raise CheckpointError("damaged", f"{path} holds no JSON object.")
    return read


def count_parameters(path: Path) -> int:
    """Numbers in a checkpoint file; of safetensors only the header is read."""
    if kind_of(path) is not FileKind.SAFETENSORS:
        return sum(value.numel() for value in read_tensors(path).values() if isinstance(value, Tensor))
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    return sum(_product(entry["shape"]) for name, entry in header.items() if name != "__metadata__")


def _product(shape: list[int]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count
