"""`python -m training STAGE --preset cpu`: one resumable stage of the pipeline, or `all` of them in order."""

from __future__ import annotations

import argparse
import importlib

from training.presets import PRESETS

#: Stages in the order they run, and where each lives.
STAGES = {
    "render": "training.render.stage",
    "autoencoder": "training.stages.autoencoder",
    "text": "training.stages.text",
    "diffusion": "training.stages.diffusion",
    "student": "training.stages.student",
    "guide": "training.stages.guide",
    "feranno": "training.stages.feranno",
    "second-opinion": "training.recognisers.second_opinion",
    "judge": "training.recognisers.judge",
    "export": "training.stages.export",
    "evaluate": "training.evaluate.stage",
}
#: Commands beside the pipeline; `all` does not run them.
TOOLS = {
    "atlas": "training.render.atlas",
    "optimise-graphs": "training.optimise",
    "settings": "training.evaluate.settings",
    "folders": "training.render.folders",
    "keep": "training.render.kept",
    "teach": "training.evaluate.teach",
    "stranger": "training.evaluate.stranger",
    "estimate": "training.estimate",
    "heal": "training.stages.heal",
    "restore": "training.restore",
    "carry": "training.carry",
    "export-checkpoint": "training.checkpoints.stage",
}
#: Commands that are about something else than a preset's run.
WITHOUT_PRESET = {"export-checkpoint"}


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="stage", required=True)
    for name, module in (STAGES | TOOLS).items():
        stage = importlib.import_module(module)
        command = commands.add_parser(name, help=(stage.__doc__ or "").split("\n")[0])
        stage.add_arguments(command)
        if name not in WITHOUT_PRESET:
            command.add_argument("--preset", choices=tuple(PRESETS), default="cpu")
        command.set_defaults(run=stage.run)
    everything = commands.add_parser("all", help="every stage in order, each resumed where it stopped")
    everything.add_argument("--preset", choices=tuple(PRESETS), default="cpu")
    return parser


def main() -> None:
    parser = command_line()
    args = parser.parse_args()
    if args.stage != "all":
        raise SystemExit(args.run(args))
    for name in STAGES:
        parsed = parser.parse_args([name, "--preset", args.preset])
        if status := parsed.run(parsed):
            raise SystemExit(status)


if __name__ == "__main__":
    main()
