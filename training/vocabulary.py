"""Every word that captions are made of.

The words a caption can contain, or that are read as one of its (`SYNONYMS`), are in `WORDS` with their kinds; the studio reports
words outside it to the user.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .caption_words import (
    ADJECTIVES,
    AGE_WORDS,
    AHEAD_PHRASES,
    BACKGROUND_PHRASES,
    FRONTAL_PHRASES,
    GAZE_PHRASES,
    GLASSES_PHRASES,
    HAIR_COLOURS,
    HEADWEAR_PHRASES,
    LIGHT_PHRASES,
    NECKWEAR_PHRASES,
    NOUNS,
    OPENINGS,
    PEOPLE,
    POSE_PHRASES,
    SEX_WORDS,
    SIDED_PHRASES,
    SKIN_PHRASES,
    STRONG,
    STRONG_NOUN,
    SYNONYMS,
    UNIT_PHRASES,
    UNNAMED,
    WEAK,
    WEAK_NOUN,
)
from .facs import CLASSES


def tokenize(text: str) -> list[str]:
    """The words of a prompt or caption: lower case, hyphens kept inside words."""
    return re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower())


def _vocabulary() -> dict[str, str]:
    """Word -> kind; where a word serves several kinds, the first in this order."""

    def flat(table: Mapping[Any, tuple[str, ...]]) -> list[str]:
        return [p for phrases in table.values() for p in phrases]

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
        (
            "hair",
            [
                "hair",
                "bald",
                "buzz",
                "cut",
                "short",
                "bob",
                "long",
                "afro",
                "curly",
                "curls",
                "frizzy",
                "ponytail",
                "braids",
                "bun",
                "shaved",
                "sides",
                *flat(HAIR_COLOURS),
            ],
        ),
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
