"""Where a stage trains: on the CUDA device where there is one, in bfloat16 autocast and TF32, else on the processor, in bfloat16
autocast where that multiplies it in hardware, else in float32.

Parameters stay float32 on either, and checkpoints are read back onto the processor (`runs.load_checkpoint`), so what is exported
or evaluated never sees the difference. Networks are made on the processor and moved, which leaves their first weights the same.
"""

from __future__ import annotations

import torch


def _multiplies_bfloat16() -> bool:
    """Whether the processor has instructions for it. One that has not (AVX2) is far slower in bfloat16 than in float32."""
    has = torch.cpu.get_capabilities()
    return any(has.get(name, False) for name in ("amx_bf16", "avx512_bf16"))


#: Kinds of device that compute in bfloat16 where autocast says so.
HALVED = {"cuda", "cpu"} if _multiplies_bfloat16() else {"cuda"}


def training_device() -> torch.device:
    if not torch.cuda.is_available():
        return torch.device("cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    return torch.device("cuda")


def autocast(device: torch.device) -> torch.autocast:
    """The context of a forward pass on this device."""
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type in HALVED)


def seeded(device: torch.device, seed: int) -> torch.Generator:
    """A generator on the device: noise for a batch is drawn where it is used."""
    return torch.Generator(device).manual_seed(seed)
