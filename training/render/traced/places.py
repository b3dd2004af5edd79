"""Light and surroundings: real places (environment maps, CC0), a light added where the picture's word asks for one, and what is seen behind.

All light is one map over the sphere. The place is turned until light falls as the word says, a lamp, window, sun or softbox is painted into
it, and the whole is scaled so that a white card before the face would shine at `LEVEL`; the camera meters later. Behind the head the place
is seen far out of focus.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy import ndimage, signal

from ..face import FaceParams
from ..numerics import smoothstep, unit
from ..scenes import PLACES
from .blender import Material, Picture, add_object, bpy, make_mesh, read_picture

WIDTH, HEIGHT = 256, 128
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
#: Radiance of a white card facing the camera, by light.
LEVEL = {"dim": 0.3, "evening": 0.7}
#: Irradiance of the added light as a share of the place's own, its half-width in radians, and how far the map's own peaks may rise over its mean.
ADDED = {
    "soft": (0.35, (0.3, 0.8), 12),
    "warm": (0.6, (0.15, 0.4), 25),
    "cool": (0.6, (0.15, 0.45), 25),
    "dim": (0.5, (0.12, 0.35), 25),
    "side": (2.6, (0.15, 0.4), 25),
    "window": (1.8, (0.25, 0.5), 15),
    "sun": (2.4, (0.04, 0.07), 400),
    "evening": (1.3, (0.06, 0.15), 300),
    "studio": (1.6, (0.25, 0.55), 40),
}
TINT = {"warm": (1.28, 1.0, 0.66), "cool": (0.80, 0.98, 1.26), "evening": (1.22, 0.98, 0.74), "dim": (1.05, 1.0, 0.95)}
#: Maps that light faces before plain walls and paper.
ROOMS = ("studio", "lobby", "apartment", "hall", "warehouse")


def directions() -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors [HEIGHT,WIDTH,3] of the map's pixels (row 0 lowest, +Y up, -Z behind the head) and their solid angles."""
    u, v = (np.arange(WIDTH) + 0.5) / WIDTH, (np.arange(HEIGHT) + 0.5) / HEIGHT
    turn, up = ((0.5 - u) * 2 * np.pi)[None], ((v - 0.5) * np.pi)[:, None]
    d = np.stack(np.broadcast_arrays(np.cos(turn) * np.cos(up), np.sin(up), -np.sin(turn) * np.cos(up)), -1)
    return d, np.broadcast_to((2 * np.pi / WIDTH) * (np.pi / HEIGHT) * np.cos(up), d.shape[:2])


def radiance(light: np.ndarray, towards: np.ndarray) -> np.ndarray:
    """What a map [h,w,3] sends from unit vectors [...,3]: [...,3]."""
    height, width = light.shape[:2]
    column = (0.5 - np.arctan2(-towards[..., 2], towards[..., 0]) / (2 * np.pi)) * width - 0.5
    row = (np.arcsin(np.clip(towards[..., 1], -1, 1)) / np.pi + 0.5) * height - 0.5
    return np.stack([ndimage.map_coordinates(light[..., c], [row, column], order=1, mode="grid-wrap") for c in range(3)], -1)


class Places:
    """The world and the backdrop of the scene."""

    def __init__(self, size: int, hdri: Path | None) -> None:
        self.size, self.folder = size, hdri
        self.maps: dict[str, np.ndarray] = {}
        self.direction, self.solid = directions()
        self._world()
        self._backdrop()

    def _world(self) -> None:
        world = bpy.data.worlds.new("world")
        bpy.context.scene.world = world
        world.use_nodes = True
        tree = world.node_tree
        tree.nodes.clear()
        new, link = tree.nodes.new, tree.links.new
        output, background, texture = new("ShaderNodeOutputWorld"), new("ShaderNodeBackground"), new("ShaderNodeTexEnvironment")
        place, split, join, minus = new("ShaderNodeTexCoord"), new("ShaderNodeSeparateXYZ"), new("ShaderNodeCombineXYZ"), new("ShaderNodeMath")
        minus.operation = "MULTIPLY"  # Blender's maps have +Z up
        minus.inputs[1].default_value = -1
        link(place.outputs["Generated"], split.inputs[0])
        link(split.outputs["X"], join.inputs["X"])
        link(split.outputs["Z"], minus.inputs[0])
        link(minus.outputs[0], join.inputs["Y"])
        link(split.outputs["Y"], join.inputs["Z"])
        link(join.outputs[0], texture.inputs["Vector"])
        link(texture.outputs["Color"], background.inputs["Color"])
        link(background.outputs[0], output.inputs["Surface"])
        self.picture = Picture("world", texture, alpha=False)
        world.cycles.sampling_method, world.cycles.sample_map_resolution = "MANUAL", 256

    def _backdrop(self) -> None:
        """A wall behind everything that shows a picture by window coordinates: seen, but lighting nothing."""
        material = Material("backdrop")
        place, texture, glow = material.node("TexCoord"), material.node("TexImage"), material.node("Emission")
        texture.extension = "EXTEND"
        material.link(place.outputs["Window"], texture.inputs["Vector"])
        material.link(texture.outputs["Color"], glow.inputs["Color"])
        material.surface(glow)
        material.data.cycles.emission_sampling = "NONE"
        corners = np.array([(-200, -200, -60), (200, -200, -60), (200, 200, -60), (-200, 200, -60)], float)
        wall = add_object("backdrop", make_mesh("backdrop", corners, np.array([(0, 1, 2), (0, 2, 3)])))
        wall.data.materials.append(material.data)
        wall.visible_diffuse = wall.visible_glossy = wall.visible_shadow = wall.visible_volume_scatter = False
        self.behind = Picture("backdrop", texture)

    def _map(self, name: str) -> np.ndarray:
        """A place's map [256,512,3], row 0 lowest, of mean luminance 1; a plain room where there is no folder."""
        if name not in self.maps:
            path = self.folder / f"{name}.exr" if self.folder else None
            if path is not None and path.exists():
                pixels = read_picture(path)[::-1].astype(float)
            else:
                rows = np.linspace(-1, 1, 256)[:, None, None]
                pixels = np.broadcast_to(0.7 + 0.5 * rows, (256, 512, 3)) + 3.0 * (np.abs(np.linspace(-1, 1, 512) - 0.2) < 0.1)[None, :, None] * (
                    np.abs(rows - 0.3) < 0.2
                )
            weight = np.cos((np.arange(256) + 0.5) / 256 * np.pi - np.pi / 2)[:, None]
            pixels = np.clip(pixels, 0, 20_000)
            self.maps[name] = pixels / max(float((pixels @ LUMINANCE * weight).sum() / (weight.sum() * 512)), 1e-4)
        return self.maps[name]

    def draw(self, params: FaceParams) -> np.ndarray:
        """Light the scene and put the place behind it; returns the light, a map [HEIGHT,WIDTH,3]."""
        rng = np.random.default_rng([params.seed, 0x11])
        light, place = params.attributes["light"], params.place
        name = place or ROOMS[int(rng.integers(len(ROOMS)))]
        share, halves, peak = ADDED[light]
        full = self._map(name)
        turn = self._turned(full, light, params.key_direction, rng)
        full = np.roll(full, turn, axis=1)
        small = full.reshape(HEIGHT, 2, WIDTH, 2, 3).mean((1, 3))
        small = small * np.minimum(1, peak / np.maximum(small @ LUMINANCE, 1e-6))[..., None]
        if not place:  # a room whose own colours do not show
            small = small * 0.35 + 0.65 * (small @ LUMINANCE)[..., None]
        tint = np.array(TINT.get(light, (1.0, 1.0, 1.0))) * np.exp(rng.normal(0, 0.04, 3))
        small = small * tint
        own = self._card(small)
        key = params.key_colour / (params.key_colour @ LUMINANCE)
        lamp = self._lamp(params.key_direction, halves, light, rng)
        small = small + lamp[..., None] * key * tint**0.5 * (
            share * rng.uniform(0.7, 1.3) * max(own, 0.35) / max(self._card(lamp[..., None] * np.ones(3)), 1e-4)
        )
        if light == "studio" or rng.random() < 0.2:  # a rim from behind
            azimuth = rng.choice([-1, 1]) * rng.uniform(2.0, 2.7)
            rim = self._lamp(np.array([np.sin(azimuth), 0.35, np.cos(azimuth)]), (0.12, 0.3), light, rng)
            small = small + rim[..., None] * rng.uniform(0.4, 1.5) / max((rim * self.solid).sum(), 0.02)
        level = LEVEL.get(light, 1.0) * float(np.exp(rng.normal(0, 0.06)))
        scale = level / max(self._card(small), 1e-3)
        self.picture.put(small * scale)
        seen = self._seen(full * tint, scale, rng) if place else self._wall(params, level, rng)
        self.behind.put(np.clip(seen, 0.002, 12)[::-1])
        return small * scale

    def _card(self, light: np.ndarray) -> float:
        """Luminance of a white card facing the camera, turned up a little, under a map [HEIGHT,WIDTH,3]."""
        facing = np.clip(self.direction @ unit(np.array([0.0, 0.2, 1.0])), 0, None)
        return float(((light @ LUMINANCE) * facing * self.solid).sum() / np.pi)

    def _turned(self, full: np.ndarray, light: str, key: np.ndarray, rng: np.random.Generator) -> int:
        """Columns to roll a map by, so that its light falls as the word says: one of the better third of twenty-four turns."""
        coarse = full.reshape(32, 8, 64, 8, 3).mean((1, 3)) @ LUMINANCE
        coarse = np.minimum(coarse, 60)
        d = self.direction.reshape(32, 4, 64, 4, 3).mean((1, 3))
        solid = np.cos((np.arange(32) + 0.5) / 32 * np.pi - np.pi / 2)[:, None]
        wanted = unit(np.asarray(key, float)) if light in ("side", "window", "sun", "evening") else np.array([0.0, 0.3, 0.95])
        score = []
        for k in range(24):
            rolled = np.roll(coarse, round(k * 64 / 24), axis=1) * solid
            score.append(float((rolled * np.clip(d @ wanted, 0, None)).sum() / rolled.sum()))
        best = np.argsort(score)[::-1][: 8 if light != "soft" else 12]
        return int(round(int(rng.choice(best)) * 64 / 24) * 8)

    def _lamp(self, towards: np.ndarray, halves: tuple[float, float], light: str, rng: np.random.Generator) -> np.ndarray:
        """A lamp, window or softbox in the map [HEIGHT,WIDTH], 0-1."""
        towards = unit(np.asarray(towards, float))
        side = unit(np.cross([0, 1, 0], towards))
        up = np.cross(towards, side)
        tilt = rng.uniform(-0.15, 0.15)
        side, up = np.cos(tilt) * side + np.sin(tilt) * up, np.cos(tilt) * up - np.sin(tilt) * side
        ahead = self.direction @ towards
        z = np.maximum(ahead, 1e-3)
        a, b = (self.direction @ side) / z, (self.direction @ up) / z
        width, height = rng.uniform(*halves), rng.uniform(*halves)
        if light == "window":
            height *= 1.5
        if light in ("sun", "evening") or rng.random() < 0.3:
            shape = smoothstep(1.1, 0.85, np.hypot(a / width, b / height))
        else:
            shape = smoothstep(width + 0.04, width - 0.04, np.abs(a)) * smoothstep(height + 0.04, height - 0.04, np.abs(b))
            if light == "window" or rng.random() < 0.2:
                shape = shape * (1 - 0.85 * ((np.abs(a) < 0.025) | (np.abs(b - 0.1) < 0.025)))
        return shape * (ahead > 0.05)

    def _seen(self, full: np.ndarray, scale: float, rng: np.random.Generator) -> np.ndarray:
        """The place behind the head [size,size,3], first row on top, as a wide lens far out of focus shows it."""
        size, half = self.size, rng.uniform(0.28, 0.55)
        y, x = (np.mgrid[0:size, 0:size] + 0.5) / size * 2 - 1
        pitch = rng.normal(0.03, 0.05)
        longitude = np.arctan(x * np.tan(half))
        latitude = np.arctan(-y * np.tan(half)) + pitch
        column = (0.25 + longitude / (2 * np.pi)) * 512 - 0.5  # u = 0.25 lies behind the head
        row = (0.5 + latitude / np.pi) * 256 - 0.5
        picture = np.stack([ndimage.map_coordinates(full[..., c], [row, column], order=1, mode="grid-wrap") for c in range(3)], -1)
        picture = np.minimum(picture * scale, 25)
        picture = _out_of_focus(picture, size * rng.uniform(0.014, 0.05))
        mean = float((picture @ LUMINANCE).mean())
        return picture * np.clip(mean, 0.04, 1.8) / max(mean, 1e-4)

    def _wall(self, params: FaceParams, level: float, rng: np.random.Generator) -> np.ndarray:
        """A plain wall or paper in the picture's colour, brighter towards the light, sometimes with things on it."""
        size = self.size
        y, x = (np.mgrid[0:size, 0:size] + 0.5) / size
        wall = np.ones((size, size, 3)) * params.background.astype(float) * 0.9 * level**0.7
        uneven = ndimage.gaussian_filter(rng.standard_normal((size, size)), size * 0.16)
        wall *= (1 + 0.12 * float(params.background_noise[2]) * 2 * uneven / uneven.std())[..., None]
        towards = float(params.key_direction[0])
        wall *= np.exp(rng.uniform(0.1, 0.7) * towards * (x - 0.5) - rng.normal(0.1, 0.25) * (y - 0.5))[..., None]
        if rng.random() < 0.5:
            spot = np.hypot(x - rng.uniform(0.3, 0.7), y - rng.uniform(0.3, 0.7))
            wall *= (1 + rng.uniform(0.2, 0.8) * np.exp(-((spot / rng.uniform(0.3, 0.6)) ** 2)))[..., None]
        if rng.random() < 0.35:
            for _ in range(int(rng.integers(2, 7))):  # furniture, frames, door posts
                cx, cy, w, h = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0.04, 0.35), rng.uniform(0.05, 0.6)
                inside = (np.abs(x - cx) < w / 2) & (np.abs(y - cy) < h / 2)
                wall[inside] *= np.exp(rng.normal(-0.15, 0.45)) * np.exp(rng.normal(0, 0.10, 3))
            wall = _out_of_focus(wall, size * rng.uniform(0.015, 0.05))
        return wall


def _out_of_focus(picture: np.ndarray, radius: float) -> np.ndarray:
    """A linear picture [n,n,3] through a disc of `radius` pixels: lights become discs."""
    r = max(radius, 1.0)
    n = int(np.ceil(r)) + 1
    y, x = np.mgrid[-n : n + 1, -n : n + 1]
    disc = np.clip(r + 0.5 - np.hypot(x, y), 0, 1)
    padded = np.pad(picture, ((n, n), (n, n), (0, 0)), mode="edge")
    return np.stack([signal.fftconvolve(padded[..., c], disc / disc.sum(), mode="valid") for c in range(3)], -1)


def missing(folder: Path) -> list[str]:
    """Names of the places' maps that a folder lacks."""
    return [name for names in PLACES.values() for name in names if not (folder / f"{name}.exr").exists()]
