"""Action units to blendshape weights, and the conflicts between units resolved.

The map follows the FaceKit README (ARKit-named shapes); the strengths beyond it were set by looking at renders,
so that a stranger reads anger and disgust in them. Left and right are the person's.
"""

from __future__ import annotations

import numpy as np

from ..facs import COLUMN_INDEX

#: Head angles in degrees at value 1 of AU51/52, 53/54, 55/56, and eye angles at value 1 of AU61-64.
MAX_YAW, MAX_PITCH, MAX_ROLL, MAX_GAZE = 25.0, 14.0, 14.0, 25.0
#: Weight of eyeBlink at rest: FaceKit's neutral lids are wide open and look surprised.
RESTING_LID = 0.11

#: Lateral units: (unit, shape stem, weight at intensity 1).
LATERAL_SHAPES = (
    (1, "browInnerUp", 1.1),
    (1, "browSlant", 1.0),
    (2, "browOuterUp", 1.1),
    (4, "browDown", 1.2),
    (4, "browTogether", 1.25),
    (4, "eyeSquint", 0.15),
    (5, "eyeWide", 1.15),
    (6, "cheekRaiser", 0.85),
    (6, "eyeSquint", 0.25),
    (6, "lidTight", 0.45),
    (7, "eyeSquint", 0.55),
    (7, "lidTight", 1.1),
    (9, "noseSneer", 1.0),
    (9, "browDown", 0.4),
    (9, "browTogether", 0.12),
    (9, "eyeSquint", 0.3),
    (10, "mouthUpperUp", 1.0),
    (12, "mouthSmile", 1.6),  # at 1 FaceKit smiles politely; E is all that a mouth can
    (12, "cheekSquint", 0.4),
    (14, "mouthDimple", 0.55),
    (14, "cornerTight", 1.0),
    (15, "mouthFrown", 1.0),
    (15, "cornerDrop", 0.6),
    (16, "mouthLowerDown", 1.7),
    (20, "mouthStretch", 1.0),
    (20, "cornerOut", 1.0),
    (43, "eyeBlink", 1.0),
)
#: Units of the whole mouth: lateral shapes get the weight on both sides.
CENTRAL_SHAPES = (
    (17, "mouthShrugLower", 1.0),
    (17, "mouthShrugUpper", 0.35),
    (18, "mouthPucker", 1.5),
    (22, "mouthFunnel", 1.0),
    (23, "lipThin", 1.0),
    (23, "mouthPucker", 0.35),
    (23, "mouthRollUpper", 0.2),
    (24, "mouthPress_L", 1.0),
    (24, "mouthPress_R", 1.0),
    (24, "mouthRollLower", 0.5),
    (24, "mouthRollUpper", 0.5),
    (24, "lipBulge", 1.0),
    (25, "mouthLowerDown_L", 0.4),
    (25, "mouthLowerDown_R", 0.4),
    (25, "mouthUpperUp_L", 0.15),
    (25, "mouthUpperUp_R", 0.15),
    (25, "jawOpen", 0.13),
    (26, "jawOpen", 0.42),
    (27, "jawOpen", 0.95),
    (28, "mouthRollLower", 1.0),
    (28, "mouthRollUpper", 0.9),
    (28, "jawOpen", 0.13),  # the jaw makes room for the lips, which stay shut
    (28, "mouthClose", 0.13),
)

#: Largest weights where several units add to one shape.
LIMITS = {
    "eyeBlink": 1.0,
    "browDown": 1.35,
    "browTogether": 1.45,
    "eyeSquint": 0.9,
    "lidTight": 1.3,
    "noseSneer": 1.1,
    "mouthUpperUp": 1.0,
    "mouthLowerDown": 1.8,
    "mouthPress": 1.0,
    "cheekRaiser": 1.0,
    "mouthRollLower": 1.0,
    "mouthRollUpper": 1.0,
    "jawOpen": 1.0,
    "mouthPucker": 1.5,
}


def resolve_conflicts(au: np.ndarray) -> np.ndarray:
    """The unit values [47] that a face can really show, given requested ones [47] (0-1); a new array.

    Pressed or tightened lips (23, 24) and sucked lips (28) keep the mouth shut; 27 contains 26 and parts the lips;
    closed eyes exclude 5; 51/52, 53/54, 55/56, 61/62 and 63/64 are opposites, of which the difference stays.
    """
    out = np.clip(np.asarray(au, np.float32), 0.0, 1.0).copy()
    value = lambda name: float(out[COLUMN_INDEX[name]])  # noqa: E731

    def put(name: str, x: float) -> None:
        out[COLUMN_INDEX[name]] = max(0.0, min(1.0, x))

    opening = max(value("AU26"), value("AU27"))
    if opening >= 0.15 and max(value("AU24"), value("AU28")) > opening:  # of a jaw and lips at odds the stronger wins
        put("AU26", 0.0)
        put("AU27", 0.0)
    shut = max(value("AU23") * 0.8, value("AU24"), value("AU28"))
    put("AU25", value("AU25") * (1.0 - min(1.0, 1.4 * shut)))
    for name in ("AU26", "AU27"):
        put(name, value(name) * (1.0 - min(1.0, 1.2 * max(value("AU24"), value("AU28")))))
    if value("AU27") < 0.15 and value("AU26") >= value("AU27"):
        put("AU27", 0.0)
    if value("AU27") > 0.0:
        put("AU26", 0.0)
        put("AU25", max(value("AU25"), 0.6 * value("AU27")))
    elif value("AU26") > 0.2:
        put("AU25", max(value("AU25"), 0.5 * value("AU26")))
    open_mouth = max(value("AU25"), value("AU26"), value("AU27"))
    put("AU28", value("AU28") * (1.0 - open_mouth))
    put("AU24", value("AU24") * (1.0 - open_mouth))
    put("AU18", value("AU18") * (1.0 - 0.7 * max(value("AU20L"), value("AU20R"))))
    for side in "LR":
        put(f"AU5{side}", value(f"AU5{side}") * (1.0 - min(1.0, 1.5 * value(f"AU43{side}"))))
        put(f"AU15{side}", value(f"AU15{side}") * (1.0 - 0.6 * value(f"AU12{side}")))
    for a, b in (("AU51", "AU52"), ("AU53", "AU54"), ("AU55", "AU56"), ("AU61", "AU62"), ("AU63", "AU64")):
        difference = value(a) - value(b)
        put(a, difference)
        put(b, -difference)
    return out


def blendshape_weights(au: np.ndarray, names: list[str]) -> np.ndarray:
    """Weights [len(names)] of the shapes `names` for resolved unit values [47]. Shapes not in `names` are skipped."""
    index = {name: i for i, name in enumerate(names)}
    weights = np.zeros(len(names), np.float32)

    def add(shape: str, x: float) -> None:
        if shape in index:
            weights[index[shape]] += x

    for unit, stem, strength in LATERAL_SHAPES:
        for side in "LR":
            add(f"{stem}_{side}", strength * float(au[COLUMN_INDEX[f"AU{unit}{side}"]]))
    for unit, shape, strength in CENTRAL_SHAPES:
        add(shape, strength * float(au[COLUMN_INDEX[f"AU{unit}"]]))

    at = lambda name: float(au[COLUMN_INDEX[name]])  # noqa: E731
    for side, towards_left, towards_right in (("L", "Out", "In"), ("R", "In", "Out")):
        closed, wide = at(f"AU43{side}"), at(f"AU5{side}")
        add(f"eyeBlink_{side}", RESTING_LID * (1.0 - closed) * (1.0 - wide) + 0.04 * at(f"AU7{side}") * (1 - closed))
        add(f"eyeLookUp_{side}", at("AU63"))
        add(f"eyeLookDown_{side}", 0.65 * at("AU64") * (1.0 - closed))  # full weight hides the iris
        add(f"eyeLook{towards_left}_{side}", at("AU61"))
        add(f"eyeLook{towards_right}_{side}", at("AU62"))
        if f"eyeSquint_{side}" in index:
            weights[index[f"eyeSquint_{side}"]] *= 1.0 - 0.6 * closed
    for shape, limit in LIMITS.items():
        for name in (shape, f"{shape}_L", f"{shape}_R"):
            if name in index:
                weights[index[name]] = min(weights[index[name]], limit)
    return weights


def head_angles(au: np.ndarray) -> tuple[float, float, float]:
    """Yaw (positive to the person's left), pitch (positive up) and roll (positive to the person's left) in radians."""
    at = lambda name: float(au[COLUMN_INDEX[name]])  # noqa: E731
    return (
        np.deg2rad(MAX_YAW * (at("AU51") - at("AU52"))),
        np.deg2rad(MAX_PITCH * (at("AU53") - at("AU54"))),
        np.deg2rad(MAX_ROLL * (at("AU55") - at("AU56"))),
    )


def gaze_angles(au: np.ndarray) -> tuple[float, float]:
    """Yaw (positive to the person's left) and pitch (positive up) of both eyes in radians, relative to the head."""
    at = lambda name: float(au[COLUMN_INDEX[name]])  # noqa: E731
    return np.deg2rad(MAX_GAZE * (at("AU61") - at("AU62"))), np.deg2rad(MAX_GAZE * (at("AU63") - at("AU64")))


def with_rest(weights: np.ndarray, rest: dict[str, float], au: np.ndarray, names: list[str]) -> np.ndarray:
    """Weights [len(names)] of an expression on a face that wears `rest` shapes: units add to the rest, within each shape's limit.

    What the mouth wears at rest fades by up to seven tenths as its units come on: nobody smiles through a sagging corner unchanged.
    """
    index = {name: i for i, name in enumerate(names)}
    out = weights.copy()
    moving = {side: max(float(au[COLUMN_INDEX[name]]) for name in MOUTH_COLUMNS if not name.endswith(other)) for side, other in ("LR", "RL")}
    closed = max(float(au[COLUMN_INDEX[name]]) for name in ("AU23", "AU24", "AU28"))
    for name, resting in rest.items():
        if name not in index:
            continue
        weight = resting
        if name.startswith(("mouth", "lip", "corner")):
            weight *= 1 - 0.7 * moving.get(name[-1] if name[-2] == "_" else "", max(moving.values()))
        if name == "jawOpen":
            weight *= 1 - closed
        out[index[name]] += weight
    for stem, limit in LIMITS.items():
        for name in (stem, f"{stem}_L", f"{stem}_R"):
            if name in index:
                out[index[name]] = min(out[index[name]], limit)
    return out


#: Columns of the units that shape the mouth.
MOUTH_COLUMNS = tuple(
    name
    for name in COLUMN_INDEX
    if name.rstrip("LR") in {"AU10", "AU12", "AU14", "AU15", "AU16", "AU17", "AU18", "AU20", "AU22", "AU23", "AU24", "AU25", "AU26", "AU27", "AU28"}
)
