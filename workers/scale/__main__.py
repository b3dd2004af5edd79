"""`python -m scale`: see `--help` and docs/scale.md."""

import argparse
import sys
from pathlib import Path

from scale.synth import Job

MISSING_RAY = 'Ray is not installed for this Python. Install it with: pip install ray'


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog='python -m scale', description="Make a plan's faces on an engine (docs/scale.md).")
    engines = parser.add_subparsers(dest='engine', required=True)
    ray = engines.add_parser('ray', help='on a Ray cluster, or on this machine')
    ray.add_argument('--plan', type=Path, required=True, help='the plan')
    ray.add_argument('--out', type=Path, required=True, help='where shards go; every node has to reach it under this path')
    ray.add_argument('--shards', type=int, help='into how many parts the plan is cut (default: 8 for each process)')
    ray.add_argument('--workers', type=int, help='processes, one core and one model each (default: one for each core of the cluster)')
    ray.add_argument('--address', help='of a running cluster, as ray.init takes it (default: a cluster of its own on this machine)')
    ray.add_argument('--pack', type=Path, help='model pack (default: the only folder in public/packs)')
    ray.add_argument('--layout', type=Path, help='the picture that the plan starts from')
    ray.add_argument('--provider', default='cpu', help='what computes: cpu, cuda …')
    ray.add_argument('--gpus', type=float, default=0, help='GPUs of each process')
    ray.add_argument('--batch', type=int, default=1, help='faces a session run, for a GPU')
    ray.add_argument('--retries', type=int, default=5, help='tries of a shard after processes that died')
    return parser.parse_args(argv)


def main() -> int:
    given = arguments()
    try:
        from scale import on_ray
    except ModuleNotFoundError as error:
        if error.name != 'ray':
            raise
        print(MISSING_RAY, file=sys.stderr)
        return 2
    options = ['--provider', given.provider, '--batch', str(given.batch)]
    for name in ('pack', 'layout'):
        path = getattr(given, name)
        options += [] if path is None else [f'--{name}', str(path.resolve())]
    job = Job(plan=str(given.plan.resolve()), out=str(given.out.resolve()), shards=given.shards, options=tuple(options))
    return on_ray.run(job, address=given.address, workers=given.workers, gpus=given.gpus, retries=given.retries)


if __name__ == '__main__':
    sys.exit(main())
