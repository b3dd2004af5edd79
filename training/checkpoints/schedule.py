"""`scheduler_config.json` → the pack's noise schedule and sampler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from training.checkpoints.errors import CheckpointError

#: diffusers' class → the studio's sampler, and the class's own spacing of timesteps.
SAMPLERS = {
    "DDIMScheduler": ("ddim", "leading"),
    "EulerDiscreteScheduler": ("euler", "linspace"),
    "DPMSolverMultistepScheduler": ("dpmsolver++", "linspace"),
}
#: Settings that would change a sampler's steps, and the values at which they do not.
NEUTRAL = {
    "clip_sample": (False, None),
    "thresholding": (False, None),
    "use_karras_sigmas": (False, None),
    "use_exponential_sigmas": (False, None),
    "use_beta_sigmas": (False, None),
    "trained_betas": (None,),
    "timestep_type": ("discrete", None),
    "use_lu_lambdas": (False, None),
    "euler_at_final": (False, None),
    "interpolation_type": ("linear", None),
    "final_sigmas_type": ("zero", None),
    "solver_order": (2, None),
    "algorithm_type": ("dpmsolver++", None),
    "solver_type": ("midpoint", None),
    "sigma_min": (None,),
    "sigma_max": (None,),
}


@dataclass(frozen=True)
class Sampling:
    """What the pack says of noise and steps."""

    #: pack.json's `schedule`.
    schedule: dict[str, Any]
    prediction: str
    sampler: str
    #: Few steps without guidance: a distilled model (Turbo).
    distilled: bool
    #: What the studio does otherwise than the checkpoint says, in words.
    remarks: tuple[str, ...]


def read_sampling(config: dict[str, Any]) -> Sampling:
    """@raises CheckpointError `unsupported`"""
    name = str(config.get("_class_name", "PNDMScheduler"))
    sampler, spacing = SAMPLERS.get(name, ("ddim", "leading"))
    remarks = [] if name in SAMPLERS else [f"The studio has no {name}: DDIM over the same noise schedule and timesteps stands in."]
    if config.get("trained_betas") is not None:
        raise CheckpointError("unsupported", "The scheduler has a noise schedule of its own (trained_betas), which a pack cannot say.")
    for key, values in NEUTRAL.items():
        if config.get(key) not in values and name in SAMPLERS:
            remarks.append(f"The scheduler sets {key} to {config[key]}, which the studio leaves out.")
    prediction = str(config.get("prediction_type", "epsilon"))
    if prediction not in ("epsilon", "v_prediction", "sample"):
        raise CheckpointError("unsupported", f"The UNet predicts {prediction}; epsilon, v_prediction and sample can be sampled.")
    spacing = str(config.get("timestep_spacing", spacing))
    schedule = {
        "numTrainTimesteps": int(config.get("num_train_timesteps", 1000)),
        "betaSchedule": str(config.get("beta_schedule", "linear")),
        "betaStart": float(config.get("beta_start", 0.0001)),
        "betaEnd": float(config.get("beta_end", 0.02)),
        "timestepSpacing": spacing,
        "stepsOffset": int(config.get("steps_offset", 0)),
        "setAlphaToOne": bool(config.get("set_alpha_to_one", name != "PNDMScheduler")),
        "rescaleBetasZeroSnr": bool(config.get("rescale_betas_zero_snr", False)),
    }
    if schedule["betaSchedule"] not in ("linear", "scaled_linear", "squaredcos_cap_v2"):
        raise CheckpointError("unsupported", f"The studio has no noise schedule {schedule['betaSchedule']}.")
    distilled = name.startswith("Euler") and spacing == "trailing"
    return Sampling(schedule, prediction, sampler, distilled, tuple(remarks))
