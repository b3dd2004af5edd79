"""What the columns of an adapter's AU vector mean, and pack.json's `actionUnits` of them."""

from __future__ import annotations

import re
from typing import Any

from training.checkpoints.errors import CheckpointError
from training.facs import ACTION_UNITS

#: The twelve units of DISFA (Mavadati et al. 2013), which FineFace was trained on, on 0-5.
DISFA = tuple(f"AU{n}" for n in (1, 2, 4, 5, 6, 9, 12, 15, 17, 20, 25, 26))
#: The 41 outputs of OpenGraphAU (Luo et al. 2022): 27 units, then the two sides of seven.
OPEN_GRAPH_AU = (
    *(f"AU{n}" for n in (1, 2, 4, 5, 6, 7, *range(9, 21), *range(22, 28), 32, 38, 39)),
    *(f"AU{n}{side}" for n in (1, 2, 4, 6, 10, 12, 14) for side in "LR"),
)
#: By the number of columns, where an adapter's file does not say more.
KNOWN_ORDERS = {len(DISFA): DISFA, len(OPEN_GRAPH_AU): OPEN_GRAPH_AU}

#: Units that our own renders do not have (FACS manual, 2002): number → name, group.
OTHER_UNITS = {
    11: ("Nasolabial deepener", "lower face"),
    13: ("Sharp lip puller", "lower face"),
    19: ("Tongue show", "lips and jaw"),
    21: ("Neck tightener", "lower face"),
    29: ("Jaw thrust", "lips and jaw"),
    30: ("Jaw sideways", "lips and jaw"),
    31: ("Jaw clencher", "lips and jaw"),
    32: ("Lip bite", "lips and jaw"),
    33: ("Cheek blow", "lower face"),
    34: ("Cheek puff", "lower face"),
    35: ("Cheek suck", "lower face"),
    36: ("Tongue bulge", "lips and jaw"),
    37: ("Lip wipe", "lips and jaw"),
    38: ("Nostril dilator", "lower face"),
    39: ("Nostril compressor", "lower face"),
    41: ("Lid droop", "upper face"),
    42: ("Slit", "upper face"),
    44: ("Squint", "upper face"),
    45: ("Blink", "upper face"),
    46: ("Wink", "upper face"),
}
UNITS = {unit.number: (unit.name, unit.group) for unit in ACTION_UNITS} | OTHER_UNITS

_COLUMN = re.compile(r"AU(\d{1,2})([LR]?)")
_SIDE = {"": "both", "L": "left", "R": "right"}


def parse_columns(text: str) -> tuple[str, ...]:
    """ "AU1,AU2,AU12L" → column names. @raises CheckpointError `unanswered`"""
    names = tuple(part.strip() for part in text.split(","))
    for name in names:
        match = _COLUMN.fullmatch(name)
        if match is None or int(match[1]) not in UNITS:
            raise CheckpointError("unanswered", f'"{name}" is no column: write AU1, AU12L, … with a unit of the FACS.')
    if len(set(names)) != len(names):
        raise CheckpointError("unanswered", "A column is named twice.")
    return names


def columns_of(count: int, told: tuple[str, ...] | None) -> tuple[str, ...]:
    """The names of an adapter's columns. @raises CheckpointError `unanswered`, `wrong-shape`"""
    if told is not None and len(told) != count:
        raise CheckpointError("wrong-shape", f"The adapter reads {count} columns; --au-columns names {len(told)}.")
    names = told or KNOWN_ORDERS.get(count)
    if names is None:
        raise CheckpointError("unanswered", f"The adapter reads {count} columns, of no known order. Name them in order: --au-columns AU1,AU2,AU12L,AU12R …")
    return names


def action_units(columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """pack.json's `actionUnits`, in the order in which units first appear."""
    places: dict[int, dict[str, int]] = {}
    for index, column in enumerate(columns):
        match = _COLUMN.fullmatch(column)
        if match is None:
            raise ValueError(f"{column} is no column name.")
        places.setdefault(int(match[1]), {})[_SIDE[match[2]]] = index
    return [
        {"id": f"AU{number}", "name": UNITS[number][0], "group": UNITS[number][1], "range": [0, 1], "columns": columns_} for number, columns_ in places.items()
    ]
