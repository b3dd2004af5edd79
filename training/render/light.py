"""Scene light as a small picture: the logarithm of light in eight bits, packed as AVIF. About 10 kB for 256 pixels instead of 400.

A stop of light gets twenty codes, so that developing it (`develop.py`) gives what developing the render itself does, to more than 38 dB.
"""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

#: log2 of the light that codes 0 and 255 stand for. A white card in full light is 0.
DARKEST, BRIGHTEST = -9.0, 4.0
QUALITY = 95


def pack(light: np.ndarray) -> bytes:
    """Light [n,n,3] as an AVIF file; what is beyond the range of codes is cut."""
    stops = np.log2(np.clip(light.astype(np.float32), 2**DARKEST, 2**BRIGHTEST))
    codes = ((stops - DARKEST) * (255 / (BRIGHTEST - DARKEST)) + 0.5).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(codes).save(file, "AVIF", quality=QUALITY, subsampling="4:4:4", speed=8)
    return file.getvalue()


def unpack(file: bytes) -> np.ndarray:
    """Light float32 [n,n,3] of what `pack` wrote."""
    codes = np.asarray(Image.open(io.BytesIO(file)).convert("RGB"), np.float32)
    return np.exp2(codes * np.float32((BRIGHTEST - DARKEST) / 255) + np.float32(DARKEST))


def split(files: np.ndarray, ends: np.ndarray) -> list[bytes]:
    """A shard's files, of its arrays `light` and `light_end`."""
    return [files[start:end].tobytes() for start, end in zip([0, *ends[:-1]], ends, strict=True)]
