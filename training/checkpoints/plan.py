"""The dry run: what was found, what the pack will weigh, what is missing. Reads headers and small files, loads no network."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from training.checkpoints.adapter import AuAdapter, read_adapter
from training.checkpoints.classifier_file import ClassifierFile, open_classifier
from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import kind_of, read_tensors
from training.checkpoints.folder import CheckpointFolder, open_folder
from training.checkpoints.load import Additions
from training.checkpoints.schedule import Sampling, read_sampling
from training.facs import CLASSES

#: Bytes of a float16 number.
HALF = 2
#: What graphs weigh without their weights, by a generous guess; a file of weights never passes LIMIT.
GRAPHS = 8_000_000
LIMIT = 500_000_000
#: The guidance graph holds every operator of UNet and decoder forward and backward.
GUIDANCE_GRAPH = 24_000_000


@dataclass(frozen=True)
class Wishes:
    """What the user decides about the pack."""

    out: Path | None
    licence: str | None
    adapter_licence: str | None
    lora_licence: str | None
    #: Side of the picture in pixels; None: what the UNet was trained on.
    image: int | None


@dataclass(frozen=True)
class Plan:
    """All that is known before a network is loaded."""

    folder: CheckpointFolder
    additions: Additions
    sampling: Sampling
    adapter: AuAdapter | None
    classifier: ClassifierFile | None
    image: int
    found: tuple[str, ...]
    #: By part, in bytes.
    weights: dict[str, int]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def bytes(self) -> int:
        return sum(self.weights.values())

    def describe(self) -> str:
        """For people."""
        lines = ["Found", *(f"  {line}" for line in self.found), "", "The pack will weigh"]
        lines += [f"  {name}: {size / 1e6:.1f} MB" for name, size in self.weights.items()]
        lines += [f"  together: {self.bytes / 1e6:.1f} MB, in files below {LIMIT / 1e6:.0f} MB", ""]
        lines += ["Missing", *(f"  {line}" for line in self.missing or ("nothing",))]
        if self.remarks:
            lines += ["", "Note", *(f"  {line}" for line in self.remarks)]
        return "\n".join(lines)


def make_plan(path: Path, additions: Additions, wishes: Wishes) -> Plan:
    """@raises CheckpointError where what is there cannot be exported; what can still be given is listed as missing"""
    folder = open_folder(path)
    sampling = read_sampling(folder.scheduler)
    adapter = (
        read_adapter(list(additions.adapter), int(folder.text_encoder.config["hidden_size"]), additions.columns, additions.maximum)
        if additions.adapter
        else None
    )
    classifier = open_classifier(additions.classifier) if additions.classifier else None
    image = wishes.image or folder.image
    _require_size(folder, image)
    weights = {
        "text encoder": HALF * folder.text_encoder.parameters,
        "UNet": HALF * (folder.unet.parameters + _adapter_numbers(adapter)),
        "VAE": HALF * folder.vae.parameters,
        **({"classifier, at most": classifier.bytes} if classifier else {}),
        "graphs and tokenizer, at most": GRAPHS + (GUIDANCE_GRAPH if classifier else 0),
    }
    return Plan(
        folder=folder,
        additions=additions,
        sampling=sampling,
        adapter=adapter,
        classifier=classifier,
        image=image,
        weights=weights,
        found=(*_found(folder, sampling, adapter, additions, image), *([_classifier_found(classifier)] if classifier else [])),
        missing=tuple(_missing(wishes, additions, sum(weights.values()))),
        remarks=tuple(_remarks(folder, sampling, classifier)),
    )


def _adapter_numbers(adapter: AuAdapter | None) -> int:
    return sum(value.numel() for value in adapter.values.values()) if adapter else 0


def _require_size(folder: CheckpointFolder, image: int) -> None:
    unit = folder.scale * 2 ** (len(folder.unet.config["block_out_channels"]) - 1)
    if image < unit or image % unit:
        raise CheckpointError("wrong-shape", f"A picture of {image} pixels cannot be made: the side must be a multiple of {unit}.")


def _found(folder: CheckpointFolder, sampling: Sampling, adapter: AuAdapter | None, additions: Additions, image: int) -> list[str]:
    lines = [
        f"{folder.path}: pictures of {image} × {image}, predicts {sampling.prediction}, sampled by {sampling.sampler} ({folder.scheduler.get('_class_name')})"
    ]
    for network in (folder.text_encoder, folder.unet, folder.vae):
        kinds = sorted({kind_of(path).value for path in network.weights})
        lines.append(
            f"{network.name}: {network.parameters / 1e6:.1f} million numbers in {', '.join(path.name for path in network.weights)} ({', '.join(kinds)})"
        )
    if adapter:
        lines.append(f"AU adapter ({adapter.name}): {len(adapter.columns)} columns, 0–{adapter.maximum:g}: {', '.join(adapter.columns)}")
    lines += [f"LoRA {path.name}: {len(read_tensors(path))} tensors, merged {additions.lora_scale:g} times" for path in additions.lora]
    return lines


def _classifier_found(file: ClassifierFile) -> str:
    size = file.said["input"].get("size")
    reads = f"{size['width']} × {size['height']}" if size else "the picture's own pixels"
    known = [name for name in CLASSES if name not in file.unknown]
    return f"classifier {file.name} ({file.kind.value}, {file.said['licence']}): reads {reads}, names {', '.join(known)}"


def _missing(wishes: Wishes, additions: Additions, size: int) -> list[str]:
    missing = []
    if not wishes.licence:
        missing.append("--licence: under which licence the base's weights are given on, such as \"CreativeML Open RAIL-M\"; its authors' page says it")
    if additions.adapter and not wishes.adapter_licence:
        missing.append("--adapter-licence: the AU adapter's")
    if additions.lora and not wishes.lora_licence:
        missing.append("--lora-licence: the LoRA's")
    if wishes.out is None:
        missing.append("--out: the folder that the pack is written to")
    else:
        there = next(parent for parent in (wishes.out, *wishes.out.resolve().parents) if parent.exists())
        free = shutil.disk_usage(there).free
        if free < size:
            missing.append(f"{(size - free) / 1e6:.0f} MB of space where {wishes.out} lies")
    return missing


def _remarks(folder: CheckpointFolder, sampling: Sampling, classifier: ClassifierFile | None) -> list[str]:
    remarks = list(sampling.remarks)
    if (folder.path / "safety_checker").is_dir():
        remarks.append("The safety checker is not carried over: the studio runs without one, and says on every picture that it is synthetic.")
    if classifier is None:
        remarks.append("The pack has no guide: semantic guidance needs a network that reads the expression, and none was given (--classifier).")
        return remarks
    if classifier.unknown:
        remarks.append(f"The guide does not know {', '.join(classifier.unknown)}: asked for, it steers nowhere.")
    if classifier.finds_faces:
        remarks.append("The guide reads the whole picture: where a recogniser cuts out the face that a detector found, a graph cannot.")
    return remarks
