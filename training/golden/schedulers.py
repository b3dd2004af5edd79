"""Golden values of diffusers' samplers with a deterministic stand-in for the network: `python -m training.golden.schedulers`.

Writes workers/synthesis/diffusion/fixtures/schedulers.json: for every sampler, noise schedule, timestep spacing,
prediction type and number of steps, the timesteps and the latent after each step.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import torch
from diffusers import DDIMScheduler, DPMSolverMultistepScheduler, __version__

FIXTURE = Path(__file__).parents[2] / "workers/synthesis/diffusion/fixtures/schedulers.json"
SCHEDULES = (("squaredcos_cap_v2", 0.0001, 0.02), ("linear", 0.0001, 0.02), ("scaled_linear", 0.00085, 0.012))
SPACINGS = ("trailing", "leading", "linspace")
PREDICTIONS = ("sample", "epsilon", "v_prediction")
STEPS = (5, 20)
LATENT = [1.5, -0.75, 0.2, -2.1, 0.05, 0.9]


def model(latent: torch.Tensor, timestep: int) -> torch.Tensor:
    """Any deterministic function of latent and timestep serves; this one stays bounded."""
    return 0.9 * torch.tanh(latent) + 0.05 * timestep / 1000


def scheduler(sampler: str, schedule: str, start: float, end: float, spacing: str, prediction: str):
    common = {
        "num_train_timesteps": 1000, "beta_schedule": schedule, "beta_start": start, "beta_end": end,
        "timestep_spacing": spacing, "prediction_type": prediction,
    }
    if sampler == "ddim":
        return DDIMScheduler(**common, clip_sample=False, set_alpha_to_one=True)
    return DPMSolverMultistepScheduler(**common, algorithm_type="dpmsolver++", solver_order=2, final_sigmas_type="zero")


def trace(sampler: str, schedule: tuple[str, float, float], spacing: str, prediction: str, steps: int) -> dict:
    made = scheduler(sampler, *schedule, spacing, prediction)
    made.set_timesteps(steps)
    latent, latents = torch.tensor(LATENT), []
    for timestep in made.timesteps:
        latent = made.step(model(latent, int(timestep)), timestep, latent).prev_sample
        latents.append(latent.tolist())
    return {
        "sampler": sampler, "betaSchedule": schedule[0], "betaStart": schedule[1], "betaEnd": schedule[2],
        "timestepSpacing": spacing, "predictionType": prediction, "steps": steps,
        "timesteps": made.timesteps.tolist(), "latents": latents,
    }


def alphas(schedule: str, start: float, end: float) -> dict:
    made = DDIMScheduler(num_train_timesteps=1000, beta_schedule=schedule, beta_start=start, beta_end=end)
    picked = [0, 1, 10, 100, 250, 500, 750, 990, 998, 999]
    return {
        "betaSchedule": schedule, "betaStart": start, "betaEnd": end, "timesteps": picked,
        "alphasCumprod": [float(made.alphas_cumprod[t]) for t in picked],
    }


def timesteps(sampler: str, spacing: str, steps: int) -> dict:
    made = scheduler(sampler, "squaredcos_cap_v2", 0.0001, 0.02, spacing, "sample")
    made.set_timesteps(steps)
    return {"sampler": sampler, "timestepSpacing": spacing, "steps": steps, "timesteps": made.timesteps.tolist()}


def main() -> None:
    samplers = ("ddim", "dpmsolver++")
    golden = {
        "diffusers": __version__,
        "latent": LATENT,
        "alphas": [alphas(*schedule) for schedule in SCHEDULES],
        "timesteps": [timesteps(*case) for case in itertools.product(samplers, SPACINGS, (1, 3, 6, 7, 15, 30, 49, 77, 200))],
        "traces": [trace(*case) for case in itertools.product(samplers, SCHEDULES, SPACINGS, PREDICTIONS, STEPS)],
    }
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"golden: {FIXTURE}, {FIXTURE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
