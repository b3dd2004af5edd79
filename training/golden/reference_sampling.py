"""What a checkpoint's own library makes of a recipe: diffusers' pipeline, with AU adapter and semantic guidance as the papers write them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.checkpoints.libraries import prepare_libraries
from training.facs import CLASS_PROMPTS


class PaperAttention:
    """Decoupled cross-attention (Ye et al. 2023, eq. 5): softmax(QKᵀ/√d)V + λ · softmax(QK′ᵀ/√d)V′, keys and all."""

    def __init__(self, key: Tensor, value: Tensor) -> None:
        self.key, self.value = key, value

    def __call__(self, attn: Any, hidden_states: Tensor, encoder_hidden_states: Tensor, au_tokens: Tensor, au_scale: float, **_: Any) -> Tensor:
        def heads(x: Tensor) -> Tensor:
            return x.unflatten(-1, (attn.heads, -1)).transpose(1, 2)

        def attention(key: Tensor, value: Tensor) -> Tensor:
            scores = heads(attn.to_q(hidden_states)) @ heads(key).transpose(-1, -2)
            weights = torch.softmax(scores / math.sqrt(scores_width), dim=-1)
            return (weights @ heads(value)).transpose(1, 2).flatten(2)

        scores_width = attn.inner_dim // attn.heads
        text = attention(attn.to_k(encoder_hidden_states), attn.to_v(encoder_hidden_states))
        units = attention(au_tokens @ self.key.T, au_tokens @ self.value.T)
        return attn.to_out[0](text + au_scale * units)


@dataclass(frozen=True)
class Reference:
    """A pipeline, and how it turns an AU vector [B,N] into a token [B,1,D]; None without adapter."""

    pipeline: Any
    token: Any
    #: A classifier that guides: pictures [1,3,H,W] in −1…1 and the class asked for → log p(class | picture) [1].
    log_probability: Callable[[Tensor, str], Tensor] | None = None


def open_pipeline(folder: Path, lora: Path | None = None, lora_scale: float = 1.0) -> Any:
    prepare_libraries()
    from diffusers import StableDiffusionPipeline

    pipeline = StableDiffusionPipeline.from_pretrained(folder, safety_checker=None, requires_safety_checker=False)
    pipeline.set_progress_bar_config(disable=True)
    if lora is not None:
        pipeline.load_lora_weights(lora.parent, weight_name=lora.name)
        pipeline.fuse_lora(lora_scale=lora_scale)
        pipeline.unload_lora_weights()
        # The pack stores what the sum is in float16.
        for parameter in pipeline.unet.parameters():
            parameter.data = parameter.data.half().float()
    return pipeline


def fineface_reference(pipeline: Any, encoder: Path, attention: Path) -> Reference:
    """FineFace (Varanka et al. 2025): the token is the AU vector, a linear encoding of it, and zeros."""
    linear, state = (torch.load(path, weights_only=True) for path in (encoder, attention))
    width = int(pipeline.unet.config.cross_attention_dim)

    def token(au: Tensor) -> Tensor:
        encoding = au @ linear["au_encoder.weight"].T + linear["au_encoder.bias"]
        rest = torch.zeros(len(au), width - au.shape[1] - encoding.shape[1])
        return torch.cat([au, encoding, rest], dim=1).unsqueeze(1)

    processors = dict(pipeline.unet.attn_processors)
    for name in processors:
        if name.endswith("attn2.processor"):
            processors[name] = PaperAttention(state[f"{name}.au_to_k.weight"], state[f"{name}.au_to_v.weight"])
    pipeline.unet.set_attn_processor(processors)
    return Reference(pipeline, token)


def ip_adapter_reference(pipeline: Any, path: Path) -> Reference:
    """An adapter in IP-Adapter's layout whose one token is linear in the AU vector."""
    state = torch.load(path, weights_only=True)

    def token(au: Tensor) -> Tensor:
        return (au @ state["image_proj"]["proj.weight"].T + state["image_proj"]["proj.bias"]).unsqueeze(1)

    processors = dict(pipeline.unet.attn_processors)
    for number, name in enumerate(pipeline.unet.attn_processors):
        if name.endswith("attn2.processor"):
            processors[name] = PaperAttention(state["ip_adapter"][f"{number}.to_k_ip.weight"], state["ip_adapter"][f"{number}.to_v_ip.weight"])
    pipeline.unet.set_attn_processor(processors)
    return Reference(pipeline, token)


@dataclass(frozen=True)
class Sampled:
    """A recipe's run: timesteps, the latent after each step [1,C,h,w], the picture in 0…1 [H,W,3]."""

    timesteps: list[float]
    latents: list[Tensor]
    picture: Tensor


def prompt_of(recipe: dict[str, Any]) -> str:
    """What is encoded: the expression's words, then the prompt's (src/domain/recipe/prompt.ts)."""
    return ", ".join(part for part in (CLASS_PROMPTS.get(recipe["expression"] or "", ""), recipe["prompt"]) if part)


def token_ids(pipeline: Any, text: str) -> list[int]:
    """As diffusers' `encode_prompt` asks for them. [T]"""
    tokenizer = pipeline.tokenizer
    return tokenizer(text, padding="max_length", max_length=tokenizer.model_max_length, truncation=True).input_ids


def scheduler(pipeline: Any, sampler: str) -> Any:
    """The sampler of this name over the noise schedule and the timesteps of the checkpoint's own scheduler."""
    from diffusers import DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler

    kind = {"ddim": DDIMScheduler, "euler": EulerDiscreteScheduler, "dpmsolver++": DPMSolverMultistepScheduler}[sampler]
    config = pipeline.scheduler.config
    if isinstance(pipeline.scheduler, kind):
        return pipeline.scheduler
    return kind.from_config(config, timestep_spacing=config.timestep_spacing)


def foreseen(pipeline: Any, predicted: Tensor, latent: Tensor, timestep: Tensor) -> Tensor:
    """x̂0 = (x_t − √(1−ᾱ_t) ε) / √ᾱ_t (Ho et al. 2020, eq. 15), or √ᾱ_t x_t − √(1−ᾱ_t) v (Salimans & Ho 2022, appendix D)."""
    alpha_bar = pipeline.scheduler.alphas_cumprod[int(timestep)]
    if pipeline.scheduler.config.prediction_type == "v_prediction":
        return torch.sqrt(alpha_bar) * latent - torch.sqrt(1 - alpha_bar) * predicted
    return (latent - torch.sqrt(1 - alpha_bar) * predicted) / torch.sqrt(alpha_bar)


def move_text(reference: Reference, recipe: dict[str, Any], latent: Tensor, timestep: Tensor, text: Tensor, units: dict[str, Any]) -> Tensor:
    """SynFER's semantic guidance (section 3.3): c ← c − λ_g · ∇_c L / ‖∇_c L‖₂ with L = −log p(y | x̂0), action units as in the prediction."""
    pipeline, log_probability = reference.pipeline, reference.log_probability
    assert log_probability is not None, "a classifier guides"
    moved = text.detach().requires_grad_(True)
    predicted = pipeline.unet(latent, timestep, encoder_hidden_states=moved, cross_attention_kwargs=units or None).sample
    clean = foreseen(pipeline, predicted, latent, timestep)
    picture = pipeline.vae.decode(clean / pipeline.vae.config.scaling_factor).sample
    (gradient,) = torch.autograd.grad(-log_probability(picture, recipe["expression"]).sum(), moved)
    return text - recipe["semanticGuidance"]["strength"] * gradient / torch.linalg.vector_norm(gradient)


def sample(reference: Reference, recipe: dict[str, Any], au: Tensor | None) -> Sampled:
    """`recipe` as src/domain/recipe has it; `au` [1,N] in the adapter's own scale.

    Latents are those of the studio, x_t = √ᾱ·x0 + √(1−ᾱ)·ε: Euler's own are divided by √(1+σ²).
    """
    pipeline, latents, timesteps = reference.pipeline, [], []
    own, config = pipeline.scheduler, pipeline.unet.config
    pipeline.scheduler = scheduler(pipeline, recipe["sampler"])
    noise = torch.randn(1, config.in_channels, config.sample_size, config.sample_size, generator=torch.Generator().manual_seed(recipe["seed"]))
    arguments: dict[str, Any] = {}
    units: dict[str, Any] = {}
    if au is not None:
        tokens = reference.token(au)
        # Both adapters pair the negative prompt with an encoded vector of zeros.
        both = torch.cat([reference.token(torch.zeros_like(au)), tokens]) if recipe["textGuidance"] > 1 else tokens
        arguments["cross_attention_kwargs"] = {"au_tokens": both, "au_scale": recipe["auStrength"]}
        units = {"au_tokens": tokens, "au_scale": recipe["auStrength"]}

    def keep(_: Any, step: int, timestep: Any, values: dict[str, Tensor]) -> dict[str, Tensor]:
        sigmas = getattr(pipeline.scheduler, "sigmas", None)
        scaled = hasattr(pipeline.scheduler, "is_scale_input_called")
        divisor = torch.sqrt(1 + sigmas[step + 1] ** 2) if sigmas is not None and scaled else torch.tensor(1.0)
        latents.append(values["latents"] / divisor)
        timesteps.append(float(timestep))
        following = step + 1
        if reference.log_probability and following < recipe["steps"] and following / (recipe["steps"] - 1) >= recipe["semanticGuidance"]["start"]:
            # The text of the step to come is moved; the pipeline holds it behind the negative prompt's.
            with torch.enable_grad():
                text = move_text(reference, recipe, values["latents"], pipeline.scheduler.timesteps[following], values["prompt_embeds"][-1:], units)
            values["prompt_embeds"] = torch.cat([values["prompt_embeds"][:-1], text])
        return values

    made = pipeline(
        prompt=prompt_of(recipe),
        negative_prompt=recipe["negativePrompt"],
        num_inference_steps=recipe["steps"],
        guidance_scale=recipe["textGuidance"],
        latents=noise,
        output_type="pt",
        callback_on_step_end=keep,
        callback_on_step_end_tensor_inputs=["latents", "prompt_embeds"],
        **arguments,
    )
    pipeline.scheduler = own
    return Sampled(timesteps, latents, made.images[0].permute(1, 2, 0))
