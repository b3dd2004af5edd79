"""A pack run by its manifest alone, in ONNX Runtime: the loop the studio runs, for tests of what packs say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer

from training.golden.checkpoint_packs import share


@dataclass(frozen=True)
class Run:
    """Timesteps, the latent after each step [1,C,h,w], the picture in 0…1 [H,W,3]."""

    timesteps: list[float]
    latents: list[np.ndarray]
    picture: np.ndarray


class PackSampler:
    """Sampling from a pack of the family stable-diffusion."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: dict[str, Any] = json.loads((folder / "pack.json").read_text())
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}

    def run(self, graph: str, **feeds: np.ndarray) -> dict[str, np.ndarray]:
        """A graph's outputs by name."""
        if graph not in self._sessions:
            path = self.folder / self.manifest["graphs"][graph]["file"]["path"]
            self._sessions[graph] = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        session = self._sessions[graph]
        return dict(zip((output.name for output in session.get_outputs()), session.run(None, feeds), strict=True))

    def tokens(self, prompt: str) -> np.ndarray:
        """Ids int64 [1,T], as workers/synthesis/tokenizer.ts makes them."""
        tokenizer = Tokenizer.from_str((self.folder / "tokenizer.json").read_text())
        config = json.loads((self.folder / "tokenizer_config.json").read_text())
        length = self.manifest["tokenizer"]["maxLength"]
        ids = tokenizer.encode(prompt).ids
        kept = ids[:length]
        if len(ids) > length:
            kept[-1] = tokenizer.token_to_id(config["eos_token"])
        return np.array([kept + [tokenizer.token_to_id(config["pad_token"])] * (length - len(kept))], np.int64)

    def au_vector(self, au: dict[str, Any]) -> np.ndarray:
        """A recipe's intensities (0–1, by unit and side) → [1,N]."""
        vector = np.zeros((1, self.manifest["auColumns"]), np.float32)
        units = {unit["id"]: unit["columns"] for unit in self.manifest["actionUnits"]}
        for unit, value in au.items():
            sides = value if isinstance(value, dict) else {"left": value, "right": value}
            for side, column in units[unit].items():
                vector[0, column] = share(side, units[unit], sides) * self.manifest["auMaximum"]
        return vector

    def scheduler(self, name: str, steps: int) -> Any:
        """diffusers' scheduler by the manifest's words alone."""
        from diffusers import DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler

        said = self.manifest["schedule"]
        common = {
            "num_train_timesteps": said["numTrainTimesteps"],
            "beta_schedule": said["betaSchedule"],
            "beta_start": said["betaStart"],
            "beta_end": said["betaEnd"],
            "timestep_spacing": said["timestepSpacing"],
            "steps_offset": said["stepsOffset"],
            "prediction_type": self.manifest["predictionType"],
        }
        if name == "ddim":
            made = DDIMScheduler(**common, clip_sample=False, set_alpha_to_one=said["setAlphaToOne"], rescale_betas_zero_snr=said["rescaleBetasZeroSnr"])
        elif name == "euler":
            made = EulerDiscreteScheduler(**common)
        else:
            made = DPMSolverMultistepScheduler(**common, algorithm_type="dpmsolver++", solver_order=2, final_sigmas_type="zero")
        made.set_timesteps(steps)
        return made

    def direction(self, expression: str, latent: np.ndarray, timestep: float, feeds: dict[str, np.ndarray]) -> np.ndarray:
        """∂loss/∂text of the pack's guide, of length 1. [1,T,D]"""
        said = self.manifest["schedule"]
        assert said["betaSchedule"] == "scaled_linear"
        betas = np.linspace(said["betaStart"] ** 0.5, said["betaEnd"] ** 0.5, said["numTrainTimesteps"]) ** 2
        target = np.array([[float(name == expression) for name in self.manifest["classes"]]], np.float32)
        alpha_bar = np.cumprod(1 - betas)[round(timestep)]
        condition = {name: value[:1] for name, value in feeds.items()}
        guided = self.run(
            "guidance", latent=latent, timestep=np.array([timestep], np.float32), alpha_bar=np.array([alpha_bar], np.float32), target=target, **condition
        )
        return guided["gradient"] / np.linalg.norm(guided["gradient"])

    def sample(self, recipe: dict[str, Any]) -> Run:
        """As workers/synthesis/pipeline.ts."""
        manifest = self.manifest
        words = [part for part in (manifest["classPrompts"].get(recipe["expression"] or "", ""), recipe["prompt"]) if part]
        texts = [self.run("text_encoder", input_ids=self.tokens(prompt))["text"] for prompt in (", ".join(words), recipe["negativePrompt"])]
        guided = recipe["textGuidance"] != 1
        feeds: dict[str, np.ndarray] = {"text": np.concatenate(texts if guided else texts[:1])}
        if any(spec["name"] == "au" for spec in manifest["graphs"]["denoiser"]["inputs"]):
            assert manifest["unconditional"] == "au-zeros"
            au = self.au_vector(recipe["au"])
            feeds["au"] = np.concatenate([au, np.zeros_like(au)][: len(feeds["text"])])
            feeds["au_scale"] = np.full(len(feeds["text"]), recipe["auStrength"], np.float32)
        shape = (1, manifest["latent"]["channels"], manifest["latent"]["height"], manifest["latent"]["width"])
        stepper = self.scheduler(recipe["sampler"], recipe["steps"])
        latent = torch.randn(shape, generator=torch.Generator().manual_seed(recipe["seed"])) * stepper.init_noise_sigma
        latents = []
        for step, timestep in enumerate(stepper.timesteps):
            scaled = stepper.scale_model_input(latent, timestep).numpy()
            batch = len(feeds["text"])
            settings = recipe["semanticGuidance"]
            if settings["strength"] > 0 and step / (recipe["steps"] - 1) >= settings["start"]:
                feeds["text"][:1] -= settings["strength"] * self.direction(recipe["expression"], scaled, float(timestep), feeds)
            times = np.full(batch, float(timestep), np.float32)
            predicted = self.run("denoiser", latent=np.repeat(scaled, batch, 0), timestep=times, **feeds)["prediction"]
            prediction = predicted[1:] + recipe["textGuidance"] * (predicted[:1] - predicted[1:]) if guided else predicted
            latent = stepper.step(torch.from_numpy(prediction), timestep, latent).prev_sample
            euler = recipe["sampler"] == "euler"
            latents.append((latent / torch.sqrt(1 + stepper.sigmas[step + 1] ** 2) if euler else latent).numpy())
        image = self.run("decoder", latent=latents[-1])["image"][0]
        return Run([float(t) for t in stepper.timesteps], latents, np.clip(image.transpose(1, 2, 0) / 2 + 0.5, 0, 1))
