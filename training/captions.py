"""Captions of renders: what a picture's parameters say in words, partly and in varied order.

`caption(params, rng)` needs only what the data set stores: see `params_from_sample`. Every word a caption can contain,
or that is read as one (`SYNONYMS`), is in `WORDS` with its kind; the studio reports words outside it to the user.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from .facs import ACTION_UNITS, CLASSES, COLUMN_INDEX
from .render.attributes import decode

#: Chance that an attribute that could be named is named, and that the expression is.
ATTRIBUTE_CHANCE, EXPRESSION_CHANCE = 0.35, 0.75
#: Chance that a caption is thorough: it names nearly every feature, and often what is absent ("no beard and no glasses").
THOROUGH_CHANCE = 0.35

# ---- expression ---------------------------------------------------------------------------------------------------

#: Class -> adjectives ("a happy woman").
ADJECTIVES = {
    "neutral": ("neutral", "calm", "expressionless", "relaxed", "blank", "serious"),
    "happiness": ("happy", "smiling", "joyful", "cheerful", "glad", "laughing", "grinning"),
    "sadness": ("sad", "unhappy", "sorrowful", "gloomy", "miserable", "dejected"),
    "surprise": ("surprised", "astonished", "amazed", "startled", "shocked"),
    "fear": ("afraid", "fearful", "scared", "frightened", "terrified", "anxious"),
    "disgust": ("disgusted", "revolted", "repulsed", "grossed-out"),
    "anger": ("angry", "furious", "mad", "irritated", "annoyed", "enraged"),
    "contempt": ("contemptuous", "scornful", "disdainful", "smirking", "sneering"),
}
#: Class -> nouns ("a face showing happiness").
NOUNS = {
    "neutral": ("neutral",),
    "happiness": ("happiness", "joy", "delight"),
    "sadness": ("sadness", "sorrow", "grief"),
    "surprise": ("surprise", "astonishment", "amazement"),
    "fear": ("fear", "fright", "terror"),
    "disgust": ("disgust", "revulsion"),
    "anger": ("anger", "rage", "fury"),
    "contempt": ("contempt", "scorn", "disdain"),
}
#: Adjectives that cannot stand before a noun ("an afraid man").
PREDICATIVE = {"afraid"}
#: Adjectives that already are full-strength, and weak ones: no degree word goes with them.
ALREADY_STRONG = {"furious", "enraged", "terrified", "astonished", "shocked", "revolted", "miserable", "laughing", "grinning", "rage", "fury", "terror"}
ALREADY_WEAK = {"annoyed", "irritated", "glad", "anxious", "smirking"}
WEAK, STRONG = ("slightly", "mildly", "somewhat", "faintly"), ("very", "extremely", "intensely", "strongly")
WEAK_NOUN, STRONG_NOUN = ("slight", "mild", "subtle", "faint"), ("strong", "intense", "extreme", "deep")

# ---- action units -------------------------------------------------------------------------------------------------

#: Unit -> phrases for both sides.
UNIT_PHRASES = {
    1: ("inner brows raised", "inner eyebrows lifted"),
    2: ("outer brows raised", "outer eyebrows lifted"),
    4: ("brows lowered", "eyebrows drawn together", "frowning", "furrowed brows"),
    5: ("upper lids raised", "eyes wide open", "wide eyes"),
    6: ("cheeks raised", "crinkled eyes"),
    7: ("lids tightened", "narrowed eyes", "squinting"),
    43: ("eyes closed", "closed eyes", "eyes shut"),
    9: ("nose wrinkled", "wrinkled nose"),
    10: ("upper lip raised", "lifted upper lip"),
    12: ("mouth corners raised", "lip corners pulled up"),
    14: ("dimples", "mouth corners tightened"),
    15: ("mouth corners lowered", "lip corners pulled down"),
    16: ("lower lip lowered", "lower teeth showing"),
    17: ("chin raised", "wrinkled chin"),
    18: ("lips puckered", "puckered lips"),
    20: ("lips stretched", "mouth stretched"),
    22: ("lips funneled", "funneled lips"),
    23: ("lips tightened", "tight lips", "thin lips"),
    24: ("lips pressed together", "pressed lips"),
    25: ("lips parted", "parted lips"),
    26: ("mouth open", "open mouth", "jaw dropped"),
    27: ("mouth wide open", "wide open mouth"),
    28: ("lips sucked in",),
}
#: Lateral unit -> phrase for one side; "{}" is left or right.
SIDED_PHRASES = {
    1: ("{} inner brow raised",),
    2: ("{} outer brow raised", "{} eyebrow raised"),
    4: ("{} brow lowered", "{} eyebrow lowered"),
    5: ("{} upper lid raised", "{} eye wide open"),
    6: ("{} cheek raised",),
    7: ("{} lid tightened", "{} eye narrowed"),
    43: ("{} eye closed", "winking with the {} eye"),
    9: ("{} side of the nose wrinkled",),
    10: ("{} upper lip raised",),
    12: ("{} mouth corner raised", "{} lip corner raised", "smiling on the {} side"),
    14: ("{} dimple", "{} mouth corner tightened"),
    15: ("{} mouth corner lowered",),
    16: ("{} lower lip lowered",),
    20: ("{} side of the mouth stretched",),
}
POSE_PHRASES = {
    "AU51": ("turned to the left", "head turned left", "facing left"),
    "AU52": ("turned to the right", "head turned right", "facing right"),
    "AU53": ("head up", "head raised"),
    "AU54": ("head down", "head lowered"),
    "AU55": ("head tilted to the left", "head tilted left"),
    "AU56": ("head tilted to the right", "head tilted right"),
}
GAZE_PHRASES = {
    "AU61": ("looking to the left", "eyes turned left"),
    "AU62": ("looking to the right", "eyes turned right"),
    "AU63": ("looking up", "eyes turned up"),
    "AU64": ("looking down", "eyes turned down"),
}
FRONTAL_PHRASES = ("frontal", "front view", "facing the camera", "facing forward")
AHEAD_PHRASES = ("looking ahead", "looking at the camera")

# ---- person and picture -------------------------------------------------------------------------------------------

PEOPLE = {
    ("feminine", "young"): ("woman", "young woman", "young lady"),
    ("feminine", "middle-aged"): ("woman", "middle-aged woman", "lady"),
    ("feminine", "old"): ("woman", "old woman", "elderly woman", "old lady"),
    ("masculine", "young"): ("man", "young man", "guy"),
    ("masculine", "middle-aged"): ("man", "middle-aged man", "gentleman"),
    ("masculine", "old"): ("man", "old man", "elderly man", "old gentleman"),
}
UNNAMED = ("person", "face", "somebody", "human")
AGE_WORDS = {"young": ("young", "youthful"), "middle-aged": ("middle-aged",), "old": ("old", "elderly", "aged")}
SEX_WORDS = {"feminine": ("feminine", "female"), "masculine": ("masculine", "male")}
SKIN_PHRASES = {
    "very light": ("very light skin", "pale skin", "very fair skin"),
    "light": ("light skin", "fair skin"),
    "medium": ("medium skin", "olive skin"),
    "tan": ("tan skin", "tanned skin"),
    "brown": ("brown skin",),
    "dark": ("dark skin", "black skin"),
}
STYLE_PHRASES = {
    "bald": ("bald head", "no hair", "shaved head"),
    "buzz cut": ("{} buzz cut", "very short {} hair"),
    "short": ("short {} hair",),
    "bob": ("{} bob", "{} hair in a bob"),
    "long": ("long {} hair",),
    "afro": ("{} afro", "frizzy {} hair"),
    "ponytail": ("{} ponytail", "{} hair in a ponytail"),
    "curly": ("curly {} hair", "{} curls"),
    "braids": ("{} braids", "{} hair in braids"),
    "bun": ("{} bun", "{} hair in a bun"),
    "shaved sides": ("{} hair with shaved sides",),
}
HAIR_COLOURS = {
    "black": ("black",), "dark brown": ("dark brown", "dark"), "brown": ("brown", "brunette"), "blond": ("blond", "blonde", "fair"),
    "red": ("red", "ginger"), "grey": ("grey", "gray"), "white": ("white",),
}
FACIAL_HAIR_PHRASES = {
    "none": ("no beard", "clean shaven face"), "stubble": ("stubble", "a stubbly chin", "unshaven"),
    "moustache": ("a moustache", "a mustache"), "beard": ("a beard", "a full beard", "bearded face"),
}
GLASSES_PHRASES = {"none": ("no glasses", "without glasses"), "glasses": ("glasses", "wearing glasses", "spectacles", "eyeglasses")}
EYE_PHRASES = {
    "brown": ("brown eyes",), "dark brown": ("dark brown eyes", "dark eyes"), "hazel": ("hazel eyes",), "green": ("green eyes",),
    "blue": ("blue eyes",), "grey": ("grey eyes", "gray eyes"),
}
MAKEUP_PHRASES = {
    "none": ("no makeup", "without makeup"), "lipstick": ("lipstick", "makeup", "painted lips", "red lipstick"),
    "eye makeup": ("eye makeup", "makeup", "eye shadow"),
}
FRECKLE_PHRASES = {"none": ("no freckles",), "freckles": ("freckles", "freckled skin")}
HEADWEAR_PHRASES = {
    "none": ("bare head",), "headscarf": ("a headscarf", "wearing a headscarf", "a hijab"), "cap": ("a cap", "wearing a cap"),
    "beanie": ("a beanie", "a knitted cap"), "hood": ("a hood", "wearing a hood"),
}
NECKWEAR_PHRASES = {"none": ("bare neck",), "collar": ("a collar", "a shirt with a collar"), "scarf": ("a scarf", "wearing a scarf")}
#: Headwear under which no hair shows.
HIDES_HAIR = ("headscarf", "hood")
#: Feature -> its phrases, and the chances that it is named where it is there and where it is not; each in a passing and in a
#: thorough caption. Men without a beard are named so often that "no beard and glasses" is met with, and not taken for "a beard and no glasses".
FEATURES = {
    "facial_hair": (FACIAL_HAIR_PHRASES, (0.55, 0.9), (0.2, 0.75)),
    "glasses": (GLASSES_PHRASES, (0.55, 0.9), (0.12, 0.6)),
    "eye_colour": (EYE_PHRASES, (ATTRIBUTE_CHANCE, ATTRIBUTE_CHANCE), (0.0, 0.0)),
    "makeup": (MAKEUP_PHRASES, (0.55, 0.9), (0.04, 0.1)),
    "freckles": (FRECKLE_PHRASES, (0.55, 0.9), (0.05, 0.1)),
    "headwear": (HEADWEAR_PHRASES, (0.6, 0.9), (0.0, 0.05)),
    "neckwear": (NECKWEAR_PHRASES, (0.4, 0.7), (0.0, 0.0)),
}
LIGHT_PHRASES = {
    "soft": ("soft light", "soft lighting", "even light"), "warm": ("warm light", "golden light", "warm lighting"),
    "cool": ("cool light", "cold light", "cool lighting"), "dim": ("dim light", "dark lighting", "low light"),
    "side": ("side light", "light from the side", "dramatic light"),
    "window": ("window light", "light from a window"), "sun": ("sunlight", "bright sun", "in the sun"),
    "evening": ("evening light", "evening sun", "sunset light"), "studio": ("studio light", "studio lighting"),
}
BACKGROUND_PHRASES = {
    name: (f"{name} background", f"in front of a {name} background", f"{name} backdrop")
    for name in ("grey", "white", "black", "blue", "green", "brown", "red", "beige")
}
BACKGROUND_PHRASES["grey"] += ("gray background",)
BACKGROUND_PHRASES |= {
    "office": ("in an office", "office background"), "home": ("at home", "in a room"), "hall": ("in a hall", "hall background"),
    "workshop": ("in a workshop", "workshop background"), "street": ("in the street", "on a street", "street background"),
    "park": ("in a park", "park background"), "forest": ("in a forest", "in the woods"), "field": ("in a field", "in the countryside", "outdoors"),
    "seaside": ("at the seaside", "by the sea"),
}
#: Kind -> a phrase of captions -> what people say for it, which the tokenizer reads as that phrase. "No beard and glasses" is not left as
#: it is: "a beard and no glasses" are the same words, and the text encoder takes the one for the other.
SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "facial hair": {
        "clean shaven face": (
            "clean shaven face", "clean-shaven face", "clean shaven", "clean-shaven", "beardless", "no beard", "without a beard", "without beard",
            "no facial hair", "without facial hair",
        ),
    },
    "hair": {" hair": ("-haired",)},
    "skin": {" skin": ("-skinned",)},
    "eyes": {" eyes": ("-eyed",)},
    "person": {"middle-aged": ("middle aged",)},
    "expression": {
        "smiling": ("smile", "smiles"), "laughing": ("laugh", "laughs"), "grinning": ("grin", "grins"),
        "smirking": ("smirk", "smirks", "smug"), "sneering": ("sneer", "sneers"),
        "joyful": ("delighted", "pleased"), "unhappy": ("upset",), "anxious": ("worried", "nervous"), "terrified": ("horrified", "panicked"),
        "revolted": ("nauseated",), "enraged": ("outraged",),
    },
    "action": {"frowning": ("frown", "frowns")},
}
NOUN_PHRASE_CLASSES = ("showing", "expressing", "with an expression of", "with a look of")
OPENINGS = ("", "", "", "a portrait of ", "a photo of ", "a picture of ", "portrait of ", "close-up of ", "a headshot of ", "an image of ", "photo of ")


def _one(rng: np.random.Generator, options: Iterable[str]) -> str:
    options = tuple(options)
    return options[int(rng.integers(len(options)))]


def _article(phrase: str) -> str:
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def params_from_sample(attributes, au, label, class_index: int, intensity: float, kind: int) -> dict:
    """Caption parameters of one row of a shard: `attributes` [12] indices, `au` [47], `label` [8], and its scalars."""
    return {
        "attributes": decode(attributes), "au": np.asarray(au, np.float32), "label": np.asarray(label, np.float32),
        "class": CLASSES[int(class_index)], "intensity": float(intensity), "kind": int(kind),
    }


def _degree(intensity: float) -> int:
    """-1 weak, 0 middling, 1 strong."""
    return -1 if intensity < 0.52 else 1 if intensity > 0.82 else 0


def _suits(word: str, degree: int) -> bool:
    return not (word in ALREADY_STRONG and degree < 1) and not (word in ALREADY_WEAK and degree > 0)


def _adjective(name: str, intensity: float, rng: np.random.Generator) -> str:
    """"happy", "slightly happy", "very happy": the degree word only where the intensity is far from the middle."""
    degree = 0 if name == "neutral" else _degree(intensity)
    word = _one(rng, [w for w in ADJECTIVES[name] if _suits(w, degree)])
    if degree and word not in ALREADY_STRONG | ALREADY_WEAK and rng.random() < 0.7:
        return f"{_one(rng, WEAK if degree < 0 else STRONG)} {word}"
    return word


def _noun(name: str, intensity: float, rng: np.random.Generator) -> str:
    degree = 0 if name == "neutral" else _degree(intensity)
    word = _one(rng, [w for w in NOUNS[name] if _suits(w, degree)])
    if degree and word not in ALREADY_STRONG and rng.random() < 0.5:
        return f"{_one(rng, WEAK_NOUN if degree < 0 else STRONG_NOUN)} {word}"
    return word


def _unit_phrases(au: np.ndarray, rng: np.random.Generator, threshold: float = 0.3) -> list[str]:
    """One phrase for each facial unit above `threshold`, with its side if only one side moves, in random order."""
    phrases = []
    for unit in ACTION_UNITS:
        if unit.group in ("head", "gaze"):
            continue
        if not unit.lateral:
            if au[COLUMN_INDEX[unit.id]] > threshold and not (unit.number == 25 and max(au[COLUMN_INDEX["AU26"]], au[COLUMN_INDEX["AU27"]]) > 0.2):
                phrases.append(_one(rng, UNIT_PHRASES[unit.number]))
            continue
        left, right = float(au[COLUMN_INDEX[f"{unit.id}L"]]), float(au[COLUMN_INDEX[f"{unit.id}R"]])
        if min(left, right) > threshold:
            phrases.append(_one(rng, UNIT_PHRASES[unit.number]))
        elif max(left, right) > threshold and min(left, right) < 0.15:
            phrases.append(_one(rng, SIDED_PHRASES[unit.number]).format("left" if left > right else "right"))
    order = rng.permutation(len(phrases))
    return [phrases[i] for i in order]


def _direction_phrases(au: np.ndarray, rng: np.random.Generator) -> list[str]:
    """Head pose and gaze."""
    phrases = []
    for table, still, chance in ((POSE_PHRASES, FRONTAL_PHRASES, 0.6), (GAZE_PHRASES, AHEAD_PHRASES, 0.5)):
        strong = [name for name in table if au[COLUMN_INDEX[name]] > 0.4]
        if strong:
            phrases += [_one(rng, table[name]) for name in strong if rng.random() < chance]
        elif max(au[COLUMN_INDEX[name]] for name in table) < 0.2 and rng.random() < 0.15:
            phrases.append(_one(rng, still))
    return phrases


def _feature_phrases(attributes: Mapping[str, str], rng: np.random.Generator) -> list[str]:
    """Phrases of the person's features that happen to be named, for use after "with".

    Prompts that list a person's looks say "no" of some and name others; where captions hardly ever do both, the text encoder
    takes any "no" for "no hair".
    """
    out = []
    thorough = rng.random() < THOROUGH_CHANCE

    def named(chance: float, in_thorough: float) -> bool:
        return rng.random() < (in_thorough if thorough else chance)

    if named(ATTRIBUTE_CHANCE, 0.9):
        out.append(_one(rng, SKIN_PHRASES[attributes["skin"]]))
    if attributes["headwear"] not in HIDES_HAIR and named(0.5, 0.95):
        style = attributes["hair_style"]
        if style == "bald":
            out.append(_one(rng, STYLE_PHRASES["bald"]))
        else:
            colour = _one(rng, HAIR_COLOURS[attributes["hair_colour"]])
            form = rng.random()
            if form < 0.45:
                out.append(_one(rng, STYLE_PHRASES[style]).format(colour))
            elif form < 0.9:
                out.append(f"{colour} hair")
            else:
                out.append(re.sub(r"\s+", " ", _one(rng, STYLE_PHRASES[style]).format("")).strip())
    for key, (phrases, present, absent) in FEATURES.items():
        if named(*(absent if attributes[key] == "none" else present)):
            if key == "facial_hair" and attributes["sex"] == "feminine":
                continue
            out.append(_one(rng, phrases[attributes[key]]))
    order = rng.permutation(len(out))
    return [out[i] for i in order]


def _subject(attributes: Mapping[str, str], rng: np.random.Generator) -> tuple[str, list[str]]:
    """The noun and the adjectives of person that go before it."""
    if rng.random() < 0.7:
        return _one(rng, PEOPLE[attributes["sex"], attributes["age"]]), []
    adjectives = []
    if rng.random() < ATTRIBUTE_CHANCE:
        adjectives.append(_one(rng, AGE_WORDS[attributes["age"]]))
    if rng.random() < ATTRIBUTE_CHANCE:
        adjectives.append(_one(rng, SEX_WORDS[attributes["sex"]]))
    return _one(rng, UNNAMED), adjectives


def _expression(params: Mapping, rng: np.random.Generator) -> tuple[str, str, list[str]]:
    """Adjective before the noun, phrase after it, and unit phrases; any may be empty."""
    if rng.random() >= EXPRESSION_CHANCE:
        return "", "", _unit_phrases(params["au"], rng)[: int(rng.integers(0, 2))]
    units = _unit_phrases(params["au"], rng)
    label = np.asarray(params["label"])
    ranked = np.argsort(-label)
    name, intensity = CLASSES[int(ranked[0])], float(params["intensity"])
    if params["kind"] == 3 and (label[ranked[0]] < 0.5 or rng.random() < 0.5) and units:
        return "", "", units[: int(rng.integers(1, 4))]
    extra = units[: int(rng.integers(1, 3))] if units and rng.random() < 0.3 else []
    if params["kind"] in (1, 2):
        name = params["class"]
    if params["kind"] == 2:
        second = CLASSES[int(next(i for i in ranked if CLASSES[int(i)] not in (name, "neutral")))]
        words = [_one(rng, ADJECTIVES[n]) for n in (name, second)] if rng.random() < 0.5 else [_one(rng, NOUNS[n]) for n in (name, second)]
        if words[0] in ADJECTIVES[name] and words[0] not in NOUNS[name]:
            return "", f"looking {words[0]} and {words[1]}", extra
        return "", f"with a mixture of {words[0]} and {words[1]}", extra
    form = rng.random()
    if form < 0.45:
        adjective = _adjective(name, intensity, rng)
        if adjective.split()[-1] in PREDICATIVE:
            return "", f"looking {adjective}", extra
        return adjective, "", extra
    if form < 0.7:
        return "", f"{_one(rng, ('looking', 'who looks', 'feeling'))} {_adjective(name, intensity, rng)}", extra
    if name == "neutral":
        return "", "with a neutral expression", extra
    return "", f"{_one(rng, NOUN_PHRASE_CLASSES)} {_noun(name, intensity, rng)}", extra


def _join(parts: list[str], last: str = " and ") -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + last + parts[-1]


def caption(params: Mapping, rng: np.random.Generator) -> str:
    """One lower-case caption of a picture; see `params_from_sample` for `params`. Deterministic for a given `rng`."""
    attributes = params["attributes"]
    noun, adjectives = _subject(attributes, rng)
    before, after, units = _expression(params, rng)
    features = _feature_phrases(attributes, rng)
    directions = _direction_phrases(params["au"], rng)
    scene = []
    if rng.random() < ATTRIBUTE_CHANCE:
        scene.append(_one(rng, LIGHT_PHRASES[attributes["light"]]))
    if rng.random() < ATTRIBUTE_CHANCE:
        scene.append(_one(rng, BACKGROUND_PHRASES[attributes["background"]]))

    if rng.random() < 0.2:  # a list of keywords in any order
        words = [" ".join([*adjectives, noun])]
        words += [w for w in (before, after) if w] + features + units + directions + scene
        order = rng.permutation(len(words))
        return ", ".join(words[i] for i in order)
    subject = " ".join([before, *adjectives, noun] if rng.random() < 0.7 or not before else [*adjectives, before, noun]).strip()
    text = _one(rng, OPENINGS) + (subject if noun == "somebody" else _article(subject))
    tail = []
    if features:
        bare = [f for f in features if f.startswith(("wearing", "without", "unshaven"))]
        rest = [f for f in features if f not in bare]
        if rest:
            tail.append("with " + _join(rest))
        tail += bare
    if after:
        tail.insert(0 if rng.random() < 0.6 else len(tail), after)
    if tail:
        text += " " + ", ".join(tail)
    for phrase in ([_join(units, ", ")] if units else []) + directions:
        text += f", {phrase}"
    if scene:
        order = rng.permutation(len(scene))
        text += ", " + ", ".join(scene[i] for i in order)
    return text


def tokenize(text: str) -> list[str]:
    """The words of a prompt or caption: lower case, hyphens kept inside words."""
    return re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower())


def _vocabulary() -> dict[str, str]:
    """Word -> kind; where a word serves several kinds, the first in this order."""
    flat = lambda table: [p for phrases in table.values() for p in phrases]  # noqa: E731
    groups: list[tuple[str, list[str]]] = [
        ("filler", ["a", "an", "the", "of", "with", "and", "in", "to", "at", "from", "is", "who", "on", "by", "no", "without", "wearing"]),
        ("filler", [*OPENINGS, "looks", "looking", "feeling", "showing", "expressing", "expression", "look", "mixture"]),
        ("expression", [*CLASSES, *flat(ADJECTIVES), *flat(NOUNS)]),
        ("degree", [*WEAK, *STRONG, *WEAK_NOUN, *STRONG_NOUN]),
        ("person", [*flat(PEOPLE), *UNNAMED, *flat(AGE_WORDS), *flat(SEX_WORDS)]),
        ("glasses", flat(GLASSES_PHRASES)),
        ("facial hair", ["beard", "stubble", "stubbly", "moustache", "mustache", "bearded", "unshaven", "clean", "shaven", "full"]),
        ("makeup", ["lipstick", "makeup", "painted", "shadow"]),
        ("clothing", [*flat(HEADWEAR_PHRASES), *flat(NECKWEAR_PHRASES)]),
        ("freckles", ["freckles", "freckled"]),
        ("hair", ["hair", "bald", "buzz", "cut", "short", "bob", "long", "afro", "curly", "curls", "frizzy", "ponytail", "braids", "bun", "shaved", "sides", *flat(HAIR_COLOURS)]),
        ("skin", flat(SKIN_PHRASES)),
        ("light", flat(LIGHT_PHRASES)),
        ("background", flat(BACKGROUND_PHRASES)),
        ("eyes", ["eyes", "hazel", "blue", "green"]),
        ("pose", [*flat(POSE_PHRASES), *flat(GAZE_PHRASES), *FRONTAL_PHRASES, *AHEAD_PHRASES]),
        ("action", [*flat(UNIT_PHRASES), *(p.format("left") for p in flat(SIDED_PHRASES))]),
        *((kind, flat(phrases)) for kind, phrases in SYNONYMS.items()),
    ]
    words: dict[str, str] = {}
    for kind, phrases in groups:
        for phrase in phrases:
            for word in tokenize(phrase):
                words.setdefault(word, kind)
    return words


#: Every word that a caption can contain, or that is read as one -> its kind.
WORDS: dict[str, str] = _vocabulary()
