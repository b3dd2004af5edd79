"""A child of `farm.py`: draws one shard's samples into a folder, one file each, and ends.

`python -m training.render.worker --preset cpu --split diffusion --index 3 --into FOLDER --facekit … --makehuman … --hdri …`
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from .dataset import Shard, row, splits, write_atomically
from .farm import CANNOT_DRAW, left_of
from .light import pack
from .painters import add_geometry_arguments, open_tracer


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.render.worker", description=__doc__)
    parser.add_argument("--preset", required=True)
    parser.add_argument("--split", required=True)
    parser.add_argument("--index", type=int, required=True)
    parser.add_argument("--into", type=Path, required=True, help="folder of the samples, beside the shard")
    add_geometry_arguments(parser)
    args = parser.parse_args(argv)
    split = next(s for s in splits(args.preset) if s.name == args.split)
    shard = Shard(split, args.index, split.shards()[args.index], args.into.parent / f"{args.index:05d}.npz")
    try:
        tracer = open_tracer(args)
    except (ImportError, OSError) as error:
        print(f"cannot draw: {error}", file=sys.stderr)
        return CANNOT_DRAW
    for sample in left_of(shard, tracer.version):
        params = split.params(sample)
        traced = tracer.trace(params)
        picture = {"light": np.frombuffer(pack(traced.linear), np.uint8), "skin": params.person.skin}
        write_atomically(args.into / f"{sample}.npz", row(sample, params, traced.eyes, traced.mouth, **picture))
    return 0


if __name__ == "__main__":
    sys.exit(main())
