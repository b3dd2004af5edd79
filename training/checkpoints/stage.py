"""export-checkpoint: a diffusers folder, alone or with an AU adapter → a pack (docs/bring-your-own.md)."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from training.checkpoints.au_columns import parse_columns
from training.checkpoints.errors import CheckpointError
from training.checkpoints.load import Additions, load_checkpoint_folder
from training.checkpoints.pack import Choices, Imprint, write_pack
from training.checkpoints.plan import Plan, Wishes, make_plan
from training.checkpoints.preview import read_pictures


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="diffusers folder: text_encoder, tokenizer, unet, vae, scheduler")
    parser.add_argument("--out", type=Path, help="folder the pack is written to, such as public/packs/my-faces")
    parser.add_argument("--dry-run", action="store_true", help="say what was found, what the pack will weigh and what is missing, and stop")
    parser.add_argument("--adapter", type=Path, nargs="+", default=[], metavar="FILE", help="AU adapter: FineFace's two files, or one in IP-Adapter's layout")
    parser.add_argument("--au-columns", metavar="AU1,AU2,AU12L,…", help="what the adapter's columns are, where their number does not say")
    parser.add_argument("--au-maximum", type=float, help="what intensity E is in the adapter's vector (FineFace: 5, others: 1)")
    parser.add_argument("--lora", type=Path, action="append", default=[], metavar="FILE", help="LoRA to merge; may be repeated")
    parser.add_argument("--lora-scale", type=float, default=1.0)
    parser.add_argument(
        "--classifier", type=Path, metavar="FILE", help="guide of semantic guidance: a torch script or ONNX graph beside its voter.json, or the folder of both"
    )
    parser.add_argument("--clip-skip", type=int, default=0, help="layers of the text encoder to leave out, as diffusers' clip_skip")
    parser.add_argument("--licence", help="licence of the base's weights; asked for where it is not given")
    parser.add_argument("--adapter-licence")
    parser.add_argument("--lora-licence")
    parser.add_argument("--notice", action="append", default=[], metavar="NAME: LICENCE: TEXT", help="a further notice; may be repeated")
    parser.add_argument("--name", help="name shown in the studio (default: the folder's)")
    parser.add_argument("--description", default="")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--image", type=int, help="side of the pictures in pixels (default: what the UNet was trained on)")
    parser.add_argument("--steps", type=int, help="default number of steps")
    parser.add_argument("--guidance", type=float, help="default scale of classifier-free guidance")
    parser.add_argument("--preview", choices=("linear", "none"), default="linear", help="decoder for previews: a linear map fitted on the spot, or none")
    parser.add_argument("--pictures", type=Path, help="folder of pictures to fit the preview on (default: random colour fields)")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 a typed error, 2 something is missing."""
    try:
        return _run(args)
    except CheckpointError as error:
        print(f"export-checkpoint: {error} [{error.code}]", file=sys.stderr)
        return 1


def _run(args: argparse.Namespace) -> int:
    additions = Additions(
        adapter=tuple(args.adapter),
        columns=parse_columns(args.au_columns) if args.au_columns else None,
        maximum=args.au_maximum,
        lora=tuple(args.lora),
        lora_scale=args.lora_scale,
        clip_skip=args.clip_skip,
        classifier=args.classifier,
    )
    wishes = Wishes(out=args.out, licence=args.licence, adapter_licence=args.adapter_licence, lora_licence=args.lora_licence, image=args.image)
    notices = [_notice(text) for text in args.notice]
    plan = make_plan(args.folder, additions, wishes)
    if plan.missing and sys.stdin.isatty() and not args.dry_run:
        wishes = _ask(wishes, additions)
        plan = make_plan(args.folder, additions, wishes)
    print(plan.describe())
    if args.dry_run:
        return 0
    if plan.missing:
        print("\nNothing was written. Give what is missing and run it again.", file=sys.stderr)
        return 2
    choices = Choices(
        steps=args.steps,
        guidance=args.guidance,
        preview=args.preview == "linear",
        pictures=read_pictures(args.pictures, min(plan.image, 256)) if args.pictures else None,
    )
    export(plan, _imprint(args, plan, wishes, notices), choices, args.out)
    return 0


def _ask(wishes: Wishes, additions: Additions) -> Wishes:
    def ask(said: str | None, needed: bool, question: str) -> str | None:
        return input(f"{question}: ").strip() or None if needed and not said else said

    return replace(
        wishes,
        licence=ask(wishes.licence, True, "Licence of the base's weights"),
        adapter_licence=ask(wishes.adapter_licence, bool(additions.adapter), "Licence of the AU adapter"),
        lora_licence=ask(wishes.lora_licence, bool(additions.lora), "Licence of the LoRA"),
    )


def _notice(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(":", 2)]
    if len(parts) != 3 or not all(parts):
        raise CheckpointError("unanswered", f'--notice "{text}": write "name: licence: text".')
    return dict(zip(("name", "licence", "text"), parts, strict=True))


def _imprint(args: argparse.Namespace, plan: Plan, wishes: Wishes, notices: list[dict[str, str]]) -> Imprint:
    name = args.name or args.folder.resolve().name
    if plan.adapter and wishes.adapter_licence:
        files = ", ".join(path.name for path in plan.additions.adapter)
        notices.insert(
            0, {"name": f"AU adapter ({plan.adapter.name})", "licence": wishes.adapter_licence, "text": f"Its weights are inside the denoiser, from {files}."}
        )
    if plan.additions.lora and wishes.lora_licence:
        files = ", ".join(path.name for path in plan.additions.lora)
        notices.insert(0, {"name": "LoRA", "licence": wishes.lora_licence, "text": f"Merged into the weights, from {files}."})
    if plan.classifier:
        said = plan.classifier.said
        notices.insert(0, {"name": f"Classifier ({plan.classifier.name})", "licence": said["licence"], "text": f"It guides. From {said['source']}."})
    identifier = re.sub(r"[^a-z0-9]+", "-", (args.out or args.folder).resolve().name.lower()).strip("-")
    return Imprint(
        identifier, name, args.description or f"Exported from the checkpoint {args.folder.resolve().name}.", args.version, wishes.licence or "", tuple(notices)
    )


def export(plan: Plan, imprint: Imprint, choices: Choices, out: Path) -> None:
    """Write beside the place and move there when whole. @raises CheckpointError where the place holds something else"""
    if out.exists() and any(out.iterdir()) and not (out / "pack.json").is_file():
        raise CheckpointError("unanswered", f"{out} holds files that are no pack: name another folder.")
    fresh = out.resolve().with_name(out.resolve().name + ".partial")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    checkpoint = load_checkpoint_folder(plan.folder, plan.additions)
    write_pack(checkpoint, plan, imprint, choices, fresh)
    if out.exists():
        shutil.rmtree(out)
    fresh.rename(out.resolve())
    total = sum(path.stat().st_size for path in out.iterdir())
    print(f"export-checkpoint: {out}, {total / 1e6:.1f} MB in {len(list(out.iterdir()))} files")
