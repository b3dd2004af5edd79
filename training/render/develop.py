"""The camera: a linear render becomes a photograph, differently each time.

A render is scene light; exposure, white balance, response curve, focus, noise, sharpening, crop and JPEG are drawn when it is read, within
what the picture's words promise: "dim" stays dim, "warm" and "cool" keep their cast. Costs 30 milliseconds at 256 pixels.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy import ndimage

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
#: How much of a colour cast the white balance takes out, and how much of a lack of light the meter makes up for.
BALANCED = {"warm": (0.15, 0.45), "cool": (0.15, 0.45), "evening": (0.2, 0.5)}
BALANCED_ELSE = (0.55, 0.95)
METERED = {"dim": (0.35, 0.6), "evening": (0.6, 0.85)}
METERED_ELSE = (0.8, 1.0)
#: What the meter aims at: display brightness 0-1 of a face, by its own reflectance to this power.
AIM, AIM_POWER = 0.40, 0.45


@dataclass(frozen=True)
class Negative:
    """A linear picture and what the camera may know of it."""

    linear: np.ndarray  # [n,n,3]
    eyes: np.ndarray  # [2,2] pixels
    mouth: np.ndarray  # [2]
    light: str
    skin: np.ndarray  # [3] linear albedo: by it the meter knows the light on the face, and dark skin is not exposed to look light


@dataclass(frozen=True)
class Photograph:
    """What the camera wrote. Places have moved with the crop."""

    image: np.ndarray  # uint8 [n,n,3]
    eyes: np.ndarray
    mouth: np.ndarray


def develop(negative: Negative, rng: np.random.Generator) -> Photograph:
    """One photograph of a scene."""
    picture, eyes, mouth = _framed(negative, rng)
    size = len(picture)
    picture = _exposed(picture, eyes, mouth, negative, rng)
    picture = _graded(picture, rng)
    return Photograph(_written(picture, size, rng), eyes.astype(np.float32), mouth.astype(np.float32))


def plain(negative: Negative) -> np.ndarray:
    """The same scene as an average camera writes it, uint8 [n,n,3]: for sheets, where pictures are compared."""
    rng = np.random.default_rng(0)
    picture = _exposed(negative.linear.astype(np.float32), negative.eyes, negative.mouth, negative, rng, jitter=0.0)
    return (np.clip(_curve(picture), 0, 1) ** (1 / 2.2) * 255 + 0.5).astype(np.uint8)


def _framed(negative: Negative, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Crop by up to 6 %, turn by about a degree, bend as another lens would; picture and places."""
    source = negative.linear.astype(np.float32)
    n = len(source)
    scale, turn = 1 / (1 + rng.uniform(0, 0.06)), rng.normal(0, np.deg2rad(1.0))
    bend = rng.normal(0, 0.012)  # another focal length, to first order: cheeks against ears
    room = (1 - scale) * n / 2
    middle = np.array([n / 2, n / 2]) + rng.uniform(-room, room, 2)
    y, x = ((np.mgrid[0:n, 0:n] + 0.5 - n / 2) * scale).astype(np.float32)
    r2 = (x * x + y * y) / (n / 2) ** 2
    c, s, f = np.cos(turn), np.sin(turn), 1 + bend * (r2 - 0.5)
    u, v = f * (c * x - s * y) + middle[0], f * (s * x + c * y) + middle[1]
    framed = np.stack([ndimage.map_coordinates(source[..., k], [v - 0.5, u - 0.5], order=1, mode="nearest") for k in range(3)], -1)

    def moved(points: np.ndarray) -> np.ndarray:
        d = points - middle
        g = 1 + bend * ((d * d).sum(-1, keepdims=True) / (n / 2) ** 2 - 0.5)
        d = d / g
        back = np.stack([c * d[..., 0] + s * d[..., 1], -s * d[..., 0] + c * d[..., 1]], -1)
        return back / scale + n / 2

    return framed, moved(np.asarray(negative.eyes, float)), moved(np.asarray(negative.mouth, float))


def _face(size: int, eyes: np.ndarray, mouth: np.ndarray) -> np.ndarray:
    """Bool [n,n]: an oval over the face that a meter reads."""
    middle = 0.5 * (eyes.mean(0) + mouth)
    reach = max(float(np.linalg.norm(mouth - eyes.mean(0))), size * 0.1)
    y, x = np.mgrid[0:size, 0:size]
    return np.hypot((x - middle[0]) / (0.95 * reach), (y - middle[1]) / (1.15 * reach)) < 1


def _exposed(picture: np.ndarray, eyes: np.ndarray, mouth: np.ndarray, negative: Negative, rng: np.random.Generator, jitter: float = 1.0) -> np.ndarray:
    """White balance, then exposure by the face, both as far as the light's word lets them."""
    on_face = picture[_face(len(picture), eyes, mouth)].astype(float)
    reflectance = float(negative.skin @ LUMINANCE)
    cast = on_face.mean(0) / (negative.skin / reflectance) ** 1.1  # what the light adds to the skin's own colour
    cast = np.clip(cast / max(float(cast @ LUMINANCE), 1e-4), 0.4, 2.5)
    balance = rng.uniform(*BALANCED.get(negative.light, BALANCED_ELSE))
    picture = picture * (cast**-balance * np.exp(jitter * rng.normal(0, 0.02, 3))).astype(np.float32)
    lit = max(float(on_face.mean(0) @ LUMINANCE), 1e-4)
    wanted = AIM * reflectance**AIM_POWER * float(np.exp(jitter * rng.normal(0, 0.11)))
    # A meter set for this skin in full light would leave the exposure alone; it makes up for a part of what lacks.
    usual = wanted / max(reflectance * 0.8, 1e-3)
    metered = rng.uniform(*METERED.get(negative.light, METERED_ELSE))
    return picture * usual ** (1 - metered) * float(np.clip(wanted / lit, 0.1, 12)) ** metered


def _curve(picture: np.ndarray) -> np.ndarray:
    """A sigmoid in the logarithm, a fifth of it on the luminance alone so that hues hold."""
    response = lambda x: 1.03 * x**1.5 / (x**1.5 + 0.43**1.5)  # noqa: E731
    picture = np.clip(picture, 1e-5, None)
    light = (picture @ LUMINANCE)[..., None]
    return 0.8 * response(picture) + 0.2 * np.clip(picture / light, 0, 2.5) * response(light)


def _graded(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Vignette, bloom, curve, saturation, display gamma: 0-1."""
    n = len(picture)
    y, x = ((np.mgrid[0:n, 0:n] + 0.5) / n - 0.5).astype(np.float32)
    picture = picture * (1 - rng.uniform(0, 0.25) * 2 * (x * x + y * y))[..., None]
    bloom = ndimage.gaussian_filter(np.clip(picture - 0.9, 0, 3), (n * 0.012, n * 0.012, 0))
    picture = _curve(picture + 0.25 * bloom)
    grey = (picture @ LUMINANCE)[..., None]
    picture = np.clip(grey + (picture - grey) * rng.uniform(0.82, 1.05), 0, 1) ** (1 / 2.2)
    return np.clip(0.5 + (picture - 0.5) * rng.uniform(0.94, 1.06), 0, 1)


def _written(picture: np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
    """Optics, sensor noise, sharpening and JPEG: uint8."""
    blur = abs(rng.normal(0.35, 0.2)) * size / 256
    picture = ndimage.gaussian_filter(picture, (blur, blur, 0))
    noise = rng.standard_normal((size, size, 3), np.float32)
    noise = ndimage.gaussian_filter(0.7 * noise.mean(2, keepdims=True) * 1.7 + 0.5 * noise, (0.55, 0.55, 0)) / 0.6
    picture = picture + noise * rng.gamma(2.0, 0.0028) * (1.2 - 0.9 * picture)
    picture = picture + rng.uniform(0.0, 0.45) * (picture - ndimage.gaussian_filter(picture, (1.0, 1.0, 0)))
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(rng.integers(80, 97)), subsampling=0)
    return np.asarray(Image.open(file).convert("RGB"))
