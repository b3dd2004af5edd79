"""What can be wrong with a checkpoint, as one type with stable codes."""

from __future__ import annotations

from typing import Literal

CheckpointProblem = Literal[
    "not-found",  # no such file or folder
    "not-a-checkpoint",  # the file's first bytes are those of something else
    "unsafe-pickle",  # would run code when loaded
    "damaged",  # begins like a checkpoint, cannot be read
    "incomplete",  # a part or a tensor is missing
    "unsupported",  # a checkpoint that the studio cannot run
    "wrong-shape",  # parts that do not fit one another
    "unanswered",  # the exporter was not told what it cannot know (licence, columns)
]


class CheckpointError(Exception):
    """A checkpoint that cannot be exported. The message says what happened, why, and what to do."""

    def __init__(self, code: CheckpointProblem, message: str) -> None:
        super().__init__(message)
        self.code: CheckpointProblem = code
