"""optimise-graphs: the graphs of a pack that is there already as a new one would have them: operators fused, the preview's graph added.

Weight files stay byte for byte. Every graph is run before and after on the same numbers; one whose outputs differ by more than
rounding is left as it was.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from training import runs
from training.fusion import fuse
from training.onnx_store import file_entry, graph_entry
from training.presets import PRESETS
from training.preview import write_preview
from training.stages.export import FORMAT_VERSION

#: Largest difference between outputs before and after, as a share of the output's largest value, that is put down to rounding.
TOLERANCE = 1e-3


def example(inputs: list[dict], batch: int = 2) -> dict[str, np.ndarray]:
    """Numbers of the size a graph is used with, by its inputs in pack.json."""
    generator = np.random.default_rng(0)
    given: dict[str, np.ndarray] = {}
    for spec in inputs:
        shape = [batch if isinstance(d, str) else d for d in spec["shape"]]
        match spec["name"]:
            case "input_ids":
                given[spec["name"]] = generator.integers(3, 40, shape)
            case "timestep":
                given[spec["name"]] = np.full(shape, 500, np.float32)
            case "au_scale" | "alpha_bar":
                given[spec["name"]] = np.full(shape, 0.5, np.float32)
            case "target":
                given[spec["name"]] = np.eye(shape[-1], dtype=np.float32)[[1] * shape[0]]
            case "image":
                given[spec["name"]] = generator.uniform(-1, 1, shape).astype(np.float32)
            case _:
                given[spec["name"]] = generator.standard_normal(shape).astype(np.float32)
    return given


def run_graph(path: Path, given: dict[str, np.ndarray]) -> list[np.ndarray]:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, given)


def difference(before: list[np.ndarray], after: list[np.ndarray]) -> float:
    """Largest difference of any output, as a share of that output's largest value."""
    return max(float(np.abs(a - b).max() / max(np.abs(a).max(), 1e-12)) for a, b in zip(before, after, strict=True))


def optimise(folder: Path) -> list[str]:
    """Fuse a pack's graphs and add its preview, in place; returns a line for each graph."""
    path = folder / "pack.json"
    manifest = json.loads(path.read_text())
    told = []
    for name, graph in manifest["graphs"].items():
        file = folder / graph["file"]["path"]
        model = onnx.load(str(file), load_external_data=False)
        nodes = len(model.graph.node)
        fused = {operator: count for operator, count in fuse(model).items() if count}
        if not fused:
            continue
        given = example(graph["inputs"])
        # Beside the weight files, which it names by their paths.
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".onnx") as tried:
            onnx.save(model, tried.name)
            error = difference(run_graph(file, given), run_graph(Path(tried.name), given))
            if error > TOLERANCE:
                told.append(f"{name}: left as it was, outputs would differ by {error:.1e}")
                continue
            onnx.save(model, str(file))
        graph["file"] = file_entry(folder, graph["file"]["path"])
        told.append(f"{name}: {nodes} → {len(model.graph.node)} nodes ({', '.join(f'{n} {op}' for op, n in fused.items())}), differs by {error:.1e}")
    spec = write_preview(folder)
    manifest["graphs"]["preview"] = graph_entry(folder, "preview", spec)
    manifest["formatVersion"] = FORMAT_VERSION
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    told.append(f"preview: {spec['outputs'][0]['shape']}")
    return told


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, help="pack folder (default: public/packs/<the preset's pack>)")


def run(args: argparse.Namespace) -> None:
    for line in optimise(args.pack or runs.pack_folder(PRESETS[args.preset])):
        print(line)
