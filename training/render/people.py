"""Draws people: `sample_person` from an identity seed. What each word is drawn how often stands in the tables below."""

from __future__ import annotations

import numpy as np

from .attributes import ATTRIBUTES
from .colours import CLOTH, FRAMES, HAIR, IRIS, LIPSTICK, SKIN, linear
from .face import Person
from .forms import FEATURES
from .geometry import IDENTITY_MODES
from .rest import sample_rest

#: Hair colours by skin: natural frequencies, flattened so that every word is learned.
HAIR_CHANCES = {
    "light": {"black": 0.10, "dark brown": 0.24, "brown": 0.28, "blond": 0.25, "red": 0.13},
    "medium": {"black": 0.35, "dark brown": 0.35, "brown": 0.20, "blond": 0.07, "red": 0.03},
    "dark": {"black": 0.66, "dark brown": 0.27, "brown": 0.07},
    "asian": {"black": 0.70, "dark brown": 0.25, "brown": 0.05},
}
EYE_CHANCES = {
    "light": {"brown": 0.24, "dark brown": 0.08, "hazel": 0.17, "green": 0.15, "blue": 0.24, "grey": 0.12},
    "medium": {"brown": 0.46, "dark brown": 0.36, "hazel": 0.10, "green": 0.04, "blue": 0.03, "grey": 0.01},
    "dark": {"brown": 0.28, "dark brown": 0.70, "hazel": 0.02},
    "asian": {"brown": 0.32, "dark brown": 0.68},
}
STYLE_CHANCES = {
    "feminine": {
        "bald": 0.005,
        "buzz cut": 0.005,
        "short": 0.12,
        "bob": 0.22,
        "long": 0.31,
        "afro": 0.05,
        "ponytail": 0.11,
        "curly": 0.08,
        "braids": 0.03,
        "bun": 0.06,
    },
    "masculine": {
        "bald": 0.07,
        "buzz cut": 0.08,
        "short": 0.58,
        "bob": 0.015,
        "long": 0.06,
        "afro": 0.05,
        "ponytail": 0.01,
        "curly": 0.05,
        "braids": 0.015,
        "bun": 0.01,
        "shaved sides": 0.05,
    },
}
#: Styles that hair takes by its own curl: their chance is multiplied by this.
COILED = {"light": 0.15, "medium": 0.5, "dark": 3.0, "asian": 0.05}
#: Ethnic form by skin: weights of a Dirichlet over `forms.ETHNICITIES` (african, asian, caucasian). All come with every skin.
FORM_CHANCES = {
    "very light": (0.1, 0.5, 1.6),
    "light": (0.15, 0.7, 1.4),
    "medium": (0.3, 0.9, 0.9),
    "tan": (0.5, 0.8, 0.7),
    "brown": (1.0, 0.5, 0.4),
    "dark": (1.6, 0.15, 0.25),
}
SKIN_GROUP = {"very light": "light", "light": "light", "medium": "medium", "tan": "medium", "brown": "dark", "dark": "dark"}
#: Logarithm by which red, green and blue of a skin change together: more blood or more yellow, never green.
WARMER = np.array([0.012, -0.012, -0.035])
#: Standard deviations of the identity modes' weights, and of what the left half adds.
SPREAD, UNEVEN = 0.62, 0.12
#: Height over width of the open eye at rest, mean and deviation: of most people, and of East Asian form (palpebral fissures of about 10 × 30 mm).
APERTURE = ((0.345, 0.024), (0.315, 0.024))
#: Share of people with each single feature of `forms.FEATURES`, at 0.15-0.65 of its shape.
FEATURE_SHARE = 0.13
#: How much more or less often women and men have some of them.
OF_WOMEN = {
    "square": 0.1,
    "strong chin": 0.1,
    "wide chin": 0.15,
    "hump": 0.4,
    "hooked": 0.4,
    "wide nose": 0.5,
    "hollow cheeks": 0.4,
    "long": 0.5,
    "large ears": 0.3,
    "full lips": 2.5,
    "large eyes": 2.5,
    "high cheeks": 2.0,
    "oval": 2.0,
    "narrow chin": 2.0,
    "cleft chin": 0.2,
}
OF_MEN = {"full lips": 0.5, "thin lips": 1.5, "large eyes": 0.4, "narrow chin": 0.4, "strong chin": 1.5}


def pick(rng: np.random.Generator, chances: dict[str, float]) -> str:
    """A key, by weight."""
    values = np.array(list(chances.values()))
    return str(list(chances)[int(rng.choice(len(values), p=values / values.sum()))])


def uniform(rng: np.random.Generator, name: str) -> str:
    """A word of an attribute, all alike."""
    words = ATTRIBUTES[name]
    return words[int(rng.integers(len(words)))]


def _looks(rng: np.random.Generator, skin: str, ancestry: str) -> dict[str, str]:
    """The attributes of a person and, under "natural", the hair's colour even where none is left."""
    sex = uniform(rng, "sex")
    age = pick(rng, {"young": 0.43, "middle-aged": 0.37, "old": 0.20})
    group, feminine = SKIN_GROUP[skin], sex == "feminine"
    style = pick(rng, {name: chance * (COILED[ancestry] if name in ("afro", "braids") else 1.0) for name, chance in STYLE_CHANCES[sex].items()})
    natural = pick(rng, HAIR_CHANCES[ancestry])
    if age == "old":
        natural = pick(rng, {"grey": 0.42, "white": 0.24, natural: 0.34})
    elif age == "middle-aged" and rng.random() < 0.15:
        natural = "grey"
    facial = "none" if feminine else pick(rng, {"none": 0.42, "stubble": 0.20, "moustache": 0.10, "beard": 0.28})
    made_up = pick(rng, {"none": 0.66, "lipstick": 0.17, "eye makeup": 0.17}) if feminine else "none"
    headwear = pick(
        rng,
        {"none": 0.86, "headscarf": 0.06, "cap": 0.02, "beanie": 0.04, "hood": 0.02} if feminine else {"none": 0.87, "cap": 0.06, "beanie": 0.04, "hood": 0.03},
    )
    return {
        "sex": sex,
        "age": age,
        "skin": skin,
        "hair_style": style,
        "hair_colour": "none" if style == "bald" else natural,
        "facial_hair": facial,
        "glasses": "glasses" if rng.random() < (0.34 if age == "old" else 0.24) else "none",
        "eye_colour": pick(rng, EYE_CHANCES[ancestry]),
        "makeup": made_up,
        "freckles": "freckles" if rng.random() < {"light": 0.20, "medium": 0.08, "dark": 0.02}[group] else "none",
        "headwear": headwear,
        "neckwear": pick(rng, {"none": 0.62, "collar": 0.30, "scarf": 0.08}),
        "natural": natural,
    }


def _ancestry(shares: np.ndarray, skin: str) -> str:
    """By what hair and eyes are drawn: the skin's group, or "asian" of shares (african, asian, caucasian) with more of that than half."""
    return "asian" if shares[1] > 0.5 else SKIN_GROUP[skin]


def _forms(rng: np.random.Generator, shares: np.ndarray, feminine: bool, aged: float) -> dict[str, float]:
    """Weights of ethnicity × sex × age shapes and of weight."""
    sex, strength = ("female" if feminine else "male"), float(np.clip(rng.normal(1.1 if feminine else 0.9, 0.15), 0.7, 1.4))
    old = float(np.clip((aged - 0.25) * 1.1, 0, 1))
    forms: dict[str, float] = {}
    for ethnicity, share in zip(("african", "asian", "caucasian"), shares, strict=True):
        forms[f"{ethnicity}-{sex}-young"] = strength * float(share) * (1 - old)
        forms[f"{ethnicity}-{sex}-old"] = strength * float(share) * old
    build = float(np.clip(rng.normal(0.0, 0.28), -0.6, 0.7))
    forms["fat" if build > 0 else "thin"] = abs(build)
    for name in FEATURES:
        likely = FEATURE_SHARE * (OF_WOMEN if feminine else OF_MEN).get(name, 1.0)
        if name not in forms and rng.random() < likely:
            forms[name] = float(rng.uniform(0.15, 0.65))
    return forms


def sample_person(identity_seed: int) -> Person:
    """The person of a seed: looks, form, and the face at rest."""
    rng = np.random.default_rng([identity_seed, 0x5F])
    skin = uniform(rng, "skin")
    shares = rng.dirichlet(np.array(FORM_CHANCES[skin]) * 1.3)
    looks = _looks(rng, skin, _ancestry(shares, skin))
    natural = looks.pop("natural")
    age, group, feminine = looks["age"], SKIN_GROUP[skin], looks["sex"] == "feminine"
    aged = float({"young": rng.uniform(0, 0.16), "middle-aged": rng.uniform(0.36, 0.64), "old": rng.uniform(0.82, 1.1)}[age])
    tone = linear(SKIN[skin]) * np.exp(rng.normal(0, 0.07)) * np.exp(rng.normal(0, 1) * WARMER)
    hair = linear(HAIR[natural]) * np.exp(rng.normal(0, 0.15)) * np.exp(rng.normal(0, 0.04, 3))
    brow = hair * (0.55 if natural in ("blond", "red") else 0.8)
    if natural == "white":
        brow = linear((150, 146, 142))
    brow = np.minimum(brow, tone * (0.62 if natural != "white" else 1.6))
    # thickness, arch, height, density
    brow_shape = np.array(
        [
            (rng.uniform(0.45, 0.95) if feminine else rng.uniform(0.8, 1.4)) * (1 - 0.15 * min(aged, 1)),
            rng.normal(0.02 if feminine else -0.10, 0.11),
            rng.normal(-0.02 if feminine else -0.20, 0.10),
            rng.uniform(0.85, 1.25),
        ],
        np.float32,
    )
    if looks["makeup"] == "lipstick":
        lip = linear(LIPSTICK[int(rng.integers(len(LIPSTICK)))]) * (0.7 if group == "dark" else 1.0)
    else:
        lip = tone * np.array([0.86, 0.52, 0.50]) if group != "dark" else tone * np.array([1.02, 0.66, 0.66])
        lip = lip * np.exp(rng.normal(0, 0.08, 3)) * (1.0 if feminine else 0.94)
    identity = np.clip(rng.normal(0, SPREAD * (0.85 if feminine else 1.0), IDENTITY_MODES), -1.7, 1.7).astype(np.float32)
    rest, lines = sample_rest(np.random.default_rng([identity_seed, 0x2E5]), aged, feminine)
    worn = np.random.default_rng([identity_seed, 0xC10])
    return Person(
        seed=int(identity_seed),
        attributes=looks,
        identity=identity,
        uneven=np.clip(rng.normal(0, UNEVEN, IDENTITY_MODES), -0.35, 0.35).astype(np.float32),
        forms=_forms(rng, shares, feminine, aged),
        rest=rest,
        lines=lines,
        masculine=float(np.clip(rng.normal(-0.95 if feminine else 0.7, 0.22), -1.5, 1.2)),
        aged=aged,
        skin=tone.astype(np.float32),
        blush=float(rng.uniform(0.4, 1.2)) * (0.7 if group == "dark" else 1.0),
        hair=hair.astype(np.float32),
        brow=brow.astype(np.float32),
        brow_shape=brow_shape,
        lids=float(np.clip(rng.normal(*APERTURE[_ancestry(shares, skin) == "asian"]) - 0.02 * aged + (0.015 if feminine else 0), 0.26, 0.42)),
        iris=(linear(IRIS[looks["eye_colour"]]) * np.exp(rng.normal(0, 0.12))).astype(np.float32),
        iris_radius=float(np.clip(rng.normal(0.405, 0.012), 0.38, 0.43)),
        lip=lip.astype(np.float32),
        noise=rng.uniform(0, 32, 3).astype(np.float32),
        parting=float(worn.choice([-2.6, 0.0, 2.6])),
        grey=float(worn.uniform(0.08, 0.4))
        if age == "middle-aged" and natural not in ("grey", "white", "blond")
        else float(worn.uniform(0.3, 0.7))
        if natural == "grey"
        else 0.0,
        cloth=(linear(CLOTH[int(worn.integers(len(CLOTH)))]) * np.exp(worn.normal(0, 0.15))).astype(np.float32),
        neckline=float(worn.choice([-10.6, -12.4, -13.6, -15.0], p=[0.12, 0.38, 0.35, 0.15])),
        frame=linear(FRAMES[int(worn.integers(len(FRAMES)))]).astype(np.float32),
        frame_thinner=float(worn.uniform(-0.02, 0.09)),
        worn=(linear(CLOTH[int(worn.integers(len(CLOTH)))]) * np.exp(worn.normal(0, 0.15))).astype(np.float32),
    )
