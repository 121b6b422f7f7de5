"""Targets in the cells of a task table: written as targets, or said in words (量化目标)."""

import re
from dataclasses import asdict
from functools import lru_cache

from wenming.documents.targets import NotATarget, Target, from_lines
from wenming.engine import intake

_PARTED = re.compile(r"[;；\n]+")


def read(cell: str) -> tuple[list[Target], list[str]]:
    """The targets of a cell, and what in it says none.

    >>> read("达标率 ≥ 95 %；群众满意")[1]
    ['群众满意']
    """
    found: list[Target] = []
    rest = []
    for piece in filter(None, (part.strip(" 。.") for part in _PARTED.split(cell))):
        targets = _of_piece(piece)
        found += [dict(target) for target in targets]
        rest += [] if targets else [piece]
    return found, rest


@lru_cache(maxsize=2048)
def _of_piece(piece: str) -> tuple[Target, ...]:
    try:
        return tuple(from_lines(piece))
    except NotATarget:
        # The grammar reads orders; so it is given one that wants just this.
        draft = intake.read(f"有关单位要抓好落实，确保{piece}。")
        return tuple(asdict(t) for row in draft.directives for t in row.targets)
