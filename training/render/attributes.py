"""The closed vocabularies of what a render can show besides its expression.

`ATTRIBUTES` fixes both the order of the columns of a shard's `attributes` array and the meaning of the
indices in it. All but light and background belong to the person (a function of the identity seed). Words and attributes
are only ever added at the end: what was drawn or learned before keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "sex": ("feminine", "masculine"),
    "age": ("young", "middle-aged", "old"),
    "skin": ("very light", "light", "medium", "tan", "brown", "dark"),
    "hair_style": ("bald", "buzz cut", "short", "bob", "long", "afro", "ponytail", "curly", "braids", "bun", "shaved sides"),
    "hair_colour": ("none", "black", "dark brown", "brown", "blond", "red", "grey", "white"),
    "facial_hair": ("none", "stubble", "moustache", "beard"),
    "glasses": ("none", "glasses"),
    "eye_colour": ("brown", "dark brown", "hazel", "green", "blue", "grey"),
    "makeup": ("none", "lipstick", "eye makeup"),
    "freckles": ("none", "freckles"),
    "light": ("soft", "warm", "cool", "dim", "side", "window", "sun", "evening", "studio"),
    "background": (
        "grey",
        "white",
        "black",
        "blue",
        "green",
        "brown",
        "red",
        "beige",
        "office",
        "home",
        "hall",
        "workshop",
        "street",
        "park",
        "forest",
        "field",
        "seaside",
    ),
    "headwear": ("none", "headscarf", "cap", "beanie", "hood"),
    "neckwear": ("none", "collar", "scarf"),
}

#: Attributes of the picture; every other one is a function of the identity seed alone.
PICTURE_ATTRIBUTES = ("light", "background")
PERSON_ATTRIBUTES = tuple(name for name in ATTRIBUTES if name not in PICTURE_ATTRIBUTES)


def encode(values: dict[str, str]) -> list[int]:
    """Vocabulary indices of a full attribute dict, in `ATTRIBUTES` order."""
    return [words.index(values[name]) for name, words in ATTRIBUTES.items()]


def decode(indices: Iterable[int]) -> dict[str, str]:
    """The inverse of `encode`."""
    return {name: words[int(i)] for (name, words), i in zip(ATTRIBUTES.items(), indices, strict=True)}
