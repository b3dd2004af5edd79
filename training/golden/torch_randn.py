"""Golden values of PyTorch's CPU generator: `python -m training.golden.torch_randn`.

Writes src/domain/random/fixtures/torch_randn.json. Sizes cover both of PyTorch's paths (normal_fill for 16
values or more, with and without a remainder; one by one below 16), and several draws from one generator.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch

FIXTURE = Path(__file__).parents[2] / "src/domain/random/fixtures/torch_randn.json"
SEEDS = (0, 7, 42, 2**31, 2**32 - 1)
#: Sizes drawn one after the other from one generator.
DRAWS = ((16,), (64,), (37,), (1,), (5,), (15,), (5, 6, 40), (3, 16, 3))


def draws(seed: int, sizes: tuple[int, ...]) -> dict:
    generator = torch.Generator().manual_seed(seed)
    values = [torch.randn(size, generator=generator).tolist() for size in sizes]
    return {"seed": seed, "sizes": sizes, "values": values}


def words(seed: int, count: int) -> dict:
    """The low 24 bits of the generator's output, far enough to cross two refills of its state."""
    generator = torch.Generator().manual_seed(seed)
    drawn = torch.empty(count, dtype=torch.int64).random_(0, 2**24, generator=generator)
    return {"seed": seed, "first": drawn[:4].tolist(), "last": drawn[-4:].tolist(), "count": count}


def main() -> None:
    golden = {
        "torch": torch.__version__,
        "randn": [draws(seed, sizes) for seed in SEEDS for sizes in DRAWS],
        "words": [words(seed, 1500) for seed in SEEDS],
    }
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"golden: {FIXTURE}")


if __name__ == "__main__":
    main()
