"""What the judge reads of one unit at 1 in a render: what the table `sliders` can be held against."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from training.evaluate.metrics import unit_values
from training.evaluate.stranger import PEOPLE_FROM, SEED, Renderer
from training.facs import COLUMNS
from training.recognisers.judge_network import Judge
from training.recognisers.judge_readings import read
from training.render.action_units import resolve_conflicts
from training.render.expressions import FACIAL_UNITS, set_unit


def read_drawn_alone(judge: Judge, renderer: Renderer, people: int) -> dict[int, float]:
    """By facial unit: the judge's mean reading, in 0…1, of `people` drawn with that unit at 1 and all others at rest."""
    from training.render.contact_sheet import at_rest

    resting = [at_rest(SEED + person, PEOPLE_FROM + person) for person in range(people)]
    found = {}
    for unit in FACIAL_UNITS:
        au = np.zeros(len(COLUMNS), np.float32)
        set_unit(au, unit, 1.0)
        pictures = np.stack([renderer.render(replace(person, au=resolve_conflicts(au)))[0] for person in resting])
        found[unit] = float(unit_values(read(judge, pictures).au, unit).mean())
    return found
