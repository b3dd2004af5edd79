"""Golden values of diffusers' samplers with a deterministic stand-in for the network: `python -m training.golden.schedulers`.

Writes workers/synthesis/diffusion/fixtures/schedulers.json: for every sampler, noise schedule, timestep spacing,
prediction type and number of steps, the timesteps and the latent after each step.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import torch
from diffusers import DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler, __version__

FIXTURE = Path(__file__).parents[2] / "workers/synthesis/diffusion/fixtures/schedulers.json"
SCHEDULES = (("squaredcos_cap_v2", 0.0001, 0.02), ("linear", 0.0001, 0.02), ("scaled_linear", 0.00085, 0.012))
SPACINGS = ("trailing", "leading", "linspace")
PREDICTIONS = ("sample", "epsilon", "v_prediction")
STEPS = (5, 20)
LATENT = [1.5, -0.75, 0.2, -2.1, 0.05, 0.9]


def model(latent: torch.Tensor, timestep: float) -> torch.Tensor:
    """Any deterministic function of latent and timestep serves; this one stays bounded."""
    return 0.9 * torch.tanh(latent) + 0.05 * timestep / 1000


def scheduler(sampler: str, schedule: str, start: float, end: float, spacing: str, prediction: str, checkpoint: bool = False) -> DDIMScheduler | EulerDiscreteScheduler | DPMSolverMultistepScheduler:
    """checkpoint: with the offset and the final alpha that Stable Diffusion's scheduler_config.json has."""
    common = {
        "num_train_timesteps": 1000, "beta_schedule": schedule, "beta_start": start, "beta_end": end,
        "timestep_spacing": spacing, "prediction_type": prediction, "steps_offset": int(checkpoint),
    }
    if sampler == "ddim":
        return DDIMScheduler(**common, clip_sample=False, set_alpha_to_one=not checkpoint)
    if sampler == "euler":
        return EulerDiscreteScheduler(**common, final_sigmas_type="zero")
    return DPMSolverMultistepScheduler(**common, algorithm_type="dpmsolver++", solver_order=2, final_sigmas_type="zero")


def trace(sampler: str, schedule: tuple[str, float, float], spacing: str, prediction: str, steps: int, checkpoint: bool = False) -> dict:
    made = scheduler(sampler, *schedule, spacing, prediction, checkpoint)
    made.set_timesteps(steps)
    latent, latents = torch.tensor(LATENT) * made.init_noise_sigma, []
    for index, timestep in enumerate(made.timesteps):
        predicted = model(made.scale_model_input(latent, timestep), float(timestep))
        latent = made.step(predicted, timestep, latent).prev_sample
        # Euler's latents are x_t/alpha.
        scale = (made.sigmas[index + 1] ** 2 + 1) ** 0.5 if sampler == "euler" else 1
        latents.append((latent / scale).tolist())
    return {
        "sampler": sampler, "betaSchedule": schedule[0], "betaStart": schedule[1], "betaEnd": schedule[2],
        "timestepSpacing": spacing, "predictionType": prediction, "steps": steps,
        **({"stepsOffset": 1, "setAlphaToOne": False} if checkpoint else {}),
        "timesteps": made.timesteps.tolist(), "latents": latents,
    }


def alphas(schedule: str, start: float, end: float) -> dict:
    made = DDIMScheduler(num_train_timesteps=1000, beta_schedule=schedule, beta_start=start, beta_end=end)
    picked = [0, 1, 10, 100, 250, 500, 750, 990, 998, 999]
    return {
        "betaSchedule": schedule, "betaStart": start, "betaEnd": end, "timesteps": picked,
        "alphasCumprod": [float(made.alphas_cumprod[t]) for t in picked],
    }


def zero_snr() -> list[float]:
    """The noise schedule of "scaled_linear" whose last timestep is all noise, at every 111th timestep."""
    made = DDIMScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, rescale_betas_zero_snr=True)
    return made.alphas_cumprod[::111].tolist()


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
        "zeroSnr": zero_snr(),
        "timesteps": [timesteps(*case) for case in itertools.product(samplers, SPACINGS, (1, 3, 6, 7, 15, 30, 49, 77, 200))],
        "traces": [trace(*case) for case in itertools.product(samplers, SCHEDULES, SPACINGS, PREDICTIONS, STEPS)]
        + [trace(*case) for case in itertools.product(("euler",), SCHEDULES[2:], SPACINGS, PREDICTIONS[1:], (1, 5, 20))]
        + [trace(*case) for case in itertools.product((*samplers, "euler"), SCHEDULES[2:], ("leading", "trailing"), PREDICTIONS[1:], (1, 5, 20), (True,))],
    }
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"golden: {FIXTURE}, {FIXTURE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
