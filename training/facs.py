"""Action units, their columns and the expression classes: the vocabulary all stages share.

An AU vector has one column per unit and side, values 0-1 (0 absent, 1 FACS intensity E). Units that
anatomy lets differ between the sides have a left and a right column (the *person's* left and right, as
FACS scores them); head pose (51-56) and gaze (61-64) are one-sided columns of their own, as FACS codes them.

Sources: Ekman, Friesen & Hager, FACS (2002); prototypes from EMFACS and Du, Tao & Martinez (PNAS 2014).
"""

from __future__ import annotations

from dataclasses import dataclass

#: AffectNet's eight classes in AffectNet's order: the label order everywhere in this project.
CLASSES = ("neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt")

#: Put in front of the prompt when an expression is requested, per class.
CLASS_PROMPTS = {
    "neutral": "a neutral expression",
    "happiness": "a happy expression",
    "sadness": "a sad expression",
    "surprise": "a surprised expression",
    "fear": "an afraid expression",
    "disgust": "a disgusted expression",
    "anger": "an angry expression",
    "contempt": "a contemptuous expression",
}


@dataclass(frozen=True)
class ActionUnit:
    """One unit of the FACS. `lateral`: it has a column for each side of the face."""

    number: int
    name: str
    lateral: bool
    group: str  # "upper face" | "lower face" | "lips and jaw" | "head" | "gaze"

    @property
    def id(self) -> str:
        return f"AU{self.number}"


ACTION_UNITS = (
    ActionUnit(1, "Inner brow raiser", True, "upper face"),
    ActionUnit(2, "Outer brow raiser", True, "upper face"),
    ActionUnit(4, "Brow lowerer", True, "upper face"),
    ActionUnit(5, "Upper lid raiser", True, "upper face"),
    ActionUnit(6, "Cheek raiser", True, "upper face"),
    ActionUnit(7, "Lid tightener", True, "upper face"),
    ActionUnit(43, "Eyes closed", True, "upper face"),
    ActionUnit(9, "Nose wrinkler", True, "lower face"),
    ActionUnit(10, "Upper lip raiser", True, "lower face"),
    ActionUnit(12, "Lip corner puller", True, "lower face"),
    ActionUnit(14, "Dimpler", True, "lower face"),
    ActionUnit(15, "Lip corner depressor", True, "lower face"),
    ActionUnit(16, "Lower lip depressor", True, "lower face"),
    ActionUnit(17, "Chin raiser", False, "lower face"),
    ActionUnit(18, "Lip pucker", False, "lips and jaw"),
    ActionUnit(20, "Lip stretcher", True, "lower face"),
    ActionUnit(22, "Lip funneler", False, "lips and jaw"),
    ActionUnit(23, "Lip tightener", False, "lips and jaw"),
    ActionUnit(24, "Lip pressor", False, "lips and jaw"),
    ActionUnit(25, "Lips part", False, "lips and jaw"),
    ActionUnit(26, "Jaw drop", False, "lips and jaw"),
    ActionUnit(27, "Mouth stretch", False, "lips and jaw"),
    ActionUnit(28, "Lip suck", False, "lips and jaw"),
    ActionUnit(51, "Head turn left", False, "head"),
    ActionUnit(52, "Head turn right", False, "head"),
    ActionUnit(53, "Head up", False, "head"),
    ActionUnit(54, "Head down", False, "head"),
    ActionUnit(55, "Head tilt left", False, "head"),
    ActionUnit(56, "Head tilt right", False, "head"),
    ActionUnit(61, "Eyes turn left", False, "gaze"),
    ActionUnit(62, "Eyes turn right", False, "gaze"),
    ActionUnit(63, "Eyes up", False, "gaze"),
    ActionUnit(64, "Eyes down", False, "gaze"),
)

#: Column names of the AU vector in order: "AU1L", "AU1R", …, "AU17", …, "AU64". 47 columns.
COLUMNS = tuple(name for unit in ACTION_UNITS for name in ((f"{unit.id}L", f"{unit.id}R") if unit.lateral else (unit.id,)))
COLUMN_INDEX = {name: i for i, name in enumerate(COLUMNS)}

#: Columns that change places when a face is mirrored: the two sides, and what turns or tilts to a side.
_MIRRORED = {"AU51": "AU52", "AU55": "AU56", "AU61": "AU62"} | {name: f"{name[:-1]}R" for name in COLUMNS if name.endswith("L")}
_MIRRORED |= {right: left for left, right in _MIRRORED.items()}
#: Permutation of the columns under a mirror: a mirrored face's AU vector is `au[..., MIRROR_ORDER]`.
MIRROR_ORDER = tuple(COLUMN_INDEX[_MIRRORED.get(name, name)] for name in COLUMNS)

# One class a line: src/domain/facs/table.test.ts reads them.
# fmt: off
#: Per class, the prototypes as tuples of (unit number, typical relative intensity).
PROTOTYPES: dict[str, tuple[tuple[tuple[int, float], ...], ...]] = {
    "neutral": ((),),
    "happiness": (((6, 0.8), (12, 1.0)), ((6, 0.8), (12, 1.0), (25, 0.8))),
    "sadness": (((1, 1.0), (4, 0.6), (15, 1.0)), ((1, 1.0), (4, 0.6), (15, 0.9), (17, 0.8)), ((1, 0.9), (4, 0.7), (15, 0.8), (17, 0.7), (6, 0.4))),
    "surprise": (((1, 0.9), (2, 1.0), (5, 0.8), (25, 0.7), (26, 1.0)), ((1, 0.9), (2, 1.0), (5, 0.6), (27, 0.8), (25, 0.8))),
    "fear": (((1, 1.0), (2, 0.35), (4, 0.9), (5, 1.0), (20, 0.9), (25, 0.7), (26, 0.4)), ((1, 1.0), (2, 0.3), (4, 0.8), (5, 0.9), (20, 1.0), (25, 0.8))),
    "disgust": (((9, 1.0), (15, 0.6), (16, 0.6)), ((10, 1.0), (17, 0.7), (4, 0.3), (9, 0.6)), ((9, 1.0), (10, 0.9), (17, 0.6), (4, 0.3)), ((9, 1.0), (10, 0.9), (25, 0.5), (26, 0.4))),
    "anger": (((4, 1.0), (5, 0.6), (7, 0.9), (23, 1.0)), ((4, 1.0), (5, 0.5), (7, 0.9), (17, 0.6), (24, 1.0)), ((4, 1.0), (7, 1.0), (10, 0.5), (17, 0.6), (23, 0.8)), ((4, 1.0), (5, 0.5), (7, 0.9), (10, 0.7), (16, 0.7), (25, 0.8))),
    "contempt": (((12, 0.7), (14, 1.0)),),  # on one side of the face only
}
# fmt: on
