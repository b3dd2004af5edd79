"""Golden latents for the parity tests: recipes sampled in PyTorch with diffusers' schedulers, step by step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.facs import CLASSES, COLUMN_INDEX, COLUMNS
from training.golden.recipes import recipe
from training.guidance import classifier_free_guidance
from training.schedule import BETA_SCHEDULE, NUM_TRAIN_TIMESTEPS
from training.stages.pack_parts import PackParts
from training.tokenizer import encode

#: Text alone, AUs alone, both with a negative prompt and words that the tokenizer replaces, and guided with either sampler.
GOLDEN_RECIPES = (
    recipe(expression="happiness", prompt="a young woman with brown hair"),
    recipe(au={"AU12": 1.0, "AU6": 0.7}, seed=11, sampler="dpmsolver++"),
    recipe(
        expression="anger", prompt="An old, grey-haired man with NO beard", negativePrompt="beard", au={"AU4": 1.0, "AU7": {"left": 0.8, "right": 0.2}}, seed=3
    ),
    recipe(expression="surprise", prompt="blue eyes", seed=5, semanticGuidance={"strength": 1.0, "start": 0.3, "end": 1.0, "iterations": 2}),
    recipe(expression="disgust", prompt="", seed=9, sampler="dpmsolver++", semanticGuidance={"strength": 2.0, "start": 0.0, "end": 0.8, "iterations": 1}),
)
#: By the student, where the pack has one.
STUDENT_RECIPE = recipe(
    expression="contempt", prompt="an old woman", au={"AU12": {"left": 0.9, "right": 0.0}}, seed=13, sampler="student", steps=4, textGuidance=1.0
)


def au_vector(au: dict) -> Tensor:
    vector = torch.zeros(1, len(COLUMNS))
    for unit, value in au.items():
        if unit in COLUMN_INDEX:
            vector[0, COLUMN_INDEX[unit]] = value
            continue
        sides = value if isinstance(value, dict) else {"left": value, "right": value}
        vector[0, COLUMN_INDEX[f"{unit}L"]], vector[0, COLUMN_INDEX[f"{unit}R"]] = sides["left"], sides["right"]
    return vector


def scheduler(name: str, steps: int) -> Any:
    from diffusers import DDIMScheduler, DPMSolverMultistepScheduler

    common = {
        "num_train_timesteps": NUM_TRAIN_TIMESTEPS,
        "beta_schedule": BETA_SCHEDULE,
        "prediction_type": "sample",
        "timestep_spacing": "trailing",
    }
    made: Any
    if name in ("ddim", "student"):
        made = DDIMScheduler(**common, clip_sample=False, set_alpha_to_one=True)
    else:
        made = DPMSolverMultistepScheduler(**common, algorithm_type="dpmsolver++", solver_order=2, final_sigmas_type="zero")
    made.set_timesteps(steps)
    return made


def sample(parts: PackParts, spec: dict, class_prompts: dict[str, str]) -> list[Tensor]:
    """The latent after every step, [1,C,h,w] each."""
    denoiser, text_encoder = parts.denoiser, parts.text_encoder
    predict = parts.student if spec["sampler"] == "student" and parts.student is not None else denoiser
    length = text_encoder.config.length

    def embed(prompt: str) -> Tensor:
        with torch.no_grad():
            return text_encoder(torch.from_numpy(encode(parts.tokenizer, [prompt], length)))

    words = [part for part in (class_prompts[spec["expression"]] if spec["expression"] else "", spec["prompt"]) if part]
    text, negative = embed(", ".join(words)), embed(spec["negativePrompt"])
    # All golden recipes without AUs request an expression: the text leads (recipe.ts).
    au, scale = au_vector(spec["au"]), torch.tensor([spec["auStrength"] if spec["au"] else 0.0])
    config = denoiser.config
    generator = torch.Generator().manual_seed(spec["seed"])
    latent = torch.randn(1, config.channels, config.grid, config.grid, generator=generator)
    stepper, latents = scheduler(spec["sampler"], spec["steps"]), []
    guidance = spec["semanticGuidance"]
    target = torch.zeros(1, len(CLASSES))
    if spec["expression"]:
        target[0, CLASSES.index(spec["expression"])] = 1.0
    for i, timestep in enumerate(stepper.timesteps):
        t = timestep.float()[None]
        fraction = i / max(spec["steps"] - 1, 1)
        if guidance["strength"] > 0 and spec["expression"] and guidance["start"] <= fraction <= guidance["end"]:
            for _ in range(guidance["iterations"]):
                moved = text.detach().requires_grad_(True)
                logits = parts.guide(denoiser(latent, t, moved, au, scale), t)
                loss = -(torch.log_softmax(logits, dim=-1) * target).sum()
                (gradient,) = torch.autograd.grad(loss, moved)
                text = (moved - guidance["strength"] * gradient / gradient.norm().clamp_min(1e-12)).detach()
        with torch.no_grad():
            conditional = predict(latent, t, text, au, scale)
            unconditional = predict(latent, t, negative, torch.zeros_like(au), torch.zeros(1))
            prediction = classifier_free_guidance(conditional, unconditional, spec["textGuidance"])
            latent = stepper.step(prediction, timestep, latent).prev_sample
        latents.append(latent)
    return latents


def write_golden(parts: PackParts, folder: Path, class_prompts: dict[str, str], pack: str) -> None:
    """`golden.json`: [{recipe, timesteps, latents}], latents as flat lists of float32, one a step."""
    entries = []
    for spec in GOLDEN_RECIPES if parts.student is None else (*GOLDEN_RECIPES, STUDENT_RECIPE):
        latents = sample(parts, spec, class_prompts)
        entries.append(
            {
                "recipe": spec | {"pack": pack},
                "timesteps": [int(t) for t in scheduler(spec["sampler"], spec["steps"]).timesteps],
                "latents": [np.round(latent.flatten().numpy().astype(float), 5).tolist() for latent in latents],
            }
        )
    (folder / "golden.json").write_text(json.dumps(entries, separators=(",", ":")))
