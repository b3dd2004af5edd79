"""AU adapters: an AU vector becomes one token, which cross-attention reads beside the text.

Decoupled cross-attention (Ye et al. 2023, IP-Adapter, eq. 5; FineFace, Varanka et al. 2025): Z = Attention(Q, K, V) + λ · Attention(Q, K′, V′)
with K′, V′ linear in the AU token. Of one token the softmax is 1 whatever its key, so the second term is λ · W_v · token at every
position, and K′ is not exported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.checkpoints.au_columns import columns_of
from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import read_tensors

_FINEFACE_VALUE = re.compile(r"(.+attn2)\.processor\.au_to_v\.weight")
_IP_VALUE = re.compile(r"(\d+)\.to_v_ip\.weight")


class LinearToken(nn.Module):
    """IP-Adapter style: the token is a linear function of the vector. [B,N] → [B,1,D]"""

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)
        self.bias = None if bias is None else nn.Parameter(bias)

    def forward(self, au: Tensor) -> Tensor:
        return F.linear(au, self.weight, self.bias)[:, None]


class FineFaceToken(nn.Module):
    """FineFace: the vector itself, a linear encoding of it, zeros up to the text's width. [B,N] → [B,1,D]"""

    def __init__(self, weight: Tensor, bias: Tensor, width: int) -> None:
        super().__init__()
        self.weight, self.bias, self.width = nn.Parameter(weight), nn.Parameter(bias), width

    def forward(self, au: Tensor) -> Tensor:
        token = torch.cat([au, F.linear(au, self.weight, self.bias)], dim=1)
        return F.pad(token, (0, self.width - token.shape[1]))[:, None]


@dataclass(frozen=True)
class AuAdapter:
    """An adapter as its files have it."""

    name: str
    token: nn.Module
    #: W_v [h,D] by attention layer: by the layer's name, or by its number among the UNet's processors as IP-Adapter counts.
    values: dict[str, Tensor]
    columns: tuple[str, ...]
    #: What intensity E is in the vector.
    maximum: float


class AuCrossAttention(nn.Module):
    """Cross-attention whose last text position is the AU token, already times λ: the branch is linear in it."""

    def __init__(self, value: Tensor) -> None:
        super().__init__()
        self.to_v = nn.Linear(value.shape[1], value.shape[0], bias=False)
        self.to_v.weight = nn.Parameter(value)

    def __call__(
        self, attn: Any, hidden_states: Tensor, encoder_hidden_states: Tensor, attention_mask: Tensor | None = None, temb: Tensor | None = None
    ) -> Tensor:
        text, token = encoder_hidden_states[:, :-1], encoder_hidden_states[:, -1:]
        batch, _, width = hidden_states.shape
        query, key, value = (
            projected.view(batch, -1, attn.heads, width // attn.heads).transpose(1, 2)
            for projected in (attn.to_q(hidden_states), attn.to_k(text), attn.to_v(text))
        )
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=attention_mask)
        attended = attended.transpose(1, 2).reshape(batch, -1, width)
        return attn.to_out[0](attended + self.to_v(token))


def read_adapter(paths: list[Path], width: int, columns: tuple[str, ...] | None, maximum: float | None) -> AuAdapter:
    """The adapter in these files, `width` being the text's.

    @raises CheckpointError those of `read_tensors`, `incomplete`, `unsupported`, `wrong-shape`, `unanswered`
    """
    state: dict[str, Any] = {}
    for path in paths:
        read = read_tensors(path)
        state |= read.get("state_dict", read)
    state = {key.removeprefix("module."): value for key, value in _flat(state).items()}
    if any(_FINEFACE_VALUE.fullmatch(key) for key in state) or "au_encoder.weight" in state:
        return _fineface(state, width, columns, maximum)
    if any(key.startswith("ip_adapter.") for key in state):
        return _ip_adapter(state, width, columns, maximum)
    some = ", ".join(sorted(state)[:4])
    raise CheckpointError("unsupported", f"No AU adapter is known that holds {some} … FineFace's files and IP-Adapter's {{image_proj, ip_adapter}} are.")


def _flat(state: dict[str, Any], prefix: str = "") -> dict[str, Tensor]:
    flat: dict[str, Tensor] = {}
    for key, value in state.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        elif isinstance(value, Tensor):
            flat[f"{prefix}{key}"] = value.float()
    return flat


def _fineface(state: dict[str, Tensor], width: int, columns: tuple[str, ...] | None, maximum: float | None) -> AuAdapter:
    values = {match[1]: value for key, value in state.items() if (match := _FINEFACE_VALUE.fullmatch(key))}
    weight, bias = state.get("au_encoder.weight"), state.get("au_encoder.bias")
    if not values or weight is None or bias is None:
        lacking = "attn_processors.ckpt (…attn2.processor.au_to_v.weight)" if not values else "au_encoder.ckpt (au_encoder.weight, au_encoder.bias)"
        raise CheckpointError("incomplete", f"FineFace's adapter is two files; {lacking} is missing. Name both after --adapter.")
    hidden, count = weight.shape
    if hidden + count > width:
        raise CheckpointError("wrong-shape", f"The adapter's token has {hidden + count} numbers, the text only {width}: it was made for another base.")
    return AuAdapter("FineFace", FineFaceToken(weight, bias, width), values, columns_of(count, columns), 5.0 if maximum is None else maximum)


def _ip_adapter(state: dict[str, Tensor], width: int, columns: tuple[str, ...] | None, maximum: float | None) -> AuAdapter:
    weight = state.get("image_proj.proj.weight")
    values = {match[1]: value for key, value in state.items() if (match := _IP_VALUE.fullmatch(key.removeprefix("ip_adapter.")))}
    if weight is None or not values:
        raise CheckpointError("incomplete", "The adapter lacks image_proj.proj.weight or ip_adapter.<n>.to_v_ip.weight.")
    others = sorted(key for key in state if key.startswith("image_proj.") and key not in ("image_proj.proj.weight", "image_proj.proj.bias"))
    if others or weight.shape[0] != width:
        raise CheckpointError(
            "unsupported", f"The adapter's encoder is more than one linear layer to a token of width {width} ({', '.join(others) or tuple(weight.shape)})."
        )
    return AuAdapter(
        "IP-Adapter", LinearToken(weight, state.get("image_proj.proj.bias")), values, columns_of(weight.shape[1], columns), 1.0 if maximum is None else maximum
    )


def install(adapter: AuAdapter, unet: Any) -> None:
    """Put the adapter's cross-attention into a diffusers UNet, whose text then ends with the AU token.

    @raises CheckpointError `incomplete`, `wrong-shape`
    """
    processors = dict(unet.attn_processors)
    attentions = dict(unet.named_modules())
    left = dict(adapter.values)
    for number, name in enumerate(unet.attn_processors):
        layer = name.removesuffix(".processor")
        if not layer.endswith("attn2"):
            continue
        key = layer if layer in left else str(number)
        value = left.pop(key, None)
        if value is None:
            raise CheckpointError("incomplete", f"The adapter has nothing for {layer}: it was made for another base.")
        expected = (attentions[layer].inner_dim, attentions[layer].cross_attention_dim)
        if tuple(value.shape) != expected:
            raise CheckpointError(
                "wrong-shape", f"For {layer} the adapter has {tuple(value.shape)} where the UNet needs {expected}: it was made for another base."
            )
        processors[name] = AuCrossAttention(value)
    if left:
        raise CheckpointError(
            "wrong-shape", f"The adapter has layers that the UNet does not have ({', '.join(sorted(left)[:3])} …): it was made for another base."
        )
    unet.set_attn_processor(processors)
