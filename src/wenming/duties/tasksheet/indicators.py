"""Indicators in the cells of a task table: by code, or by their very name (对应指标)."""

import re

from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition

_PARTED = re.compile(r"[、,，;；/\n]+")
_CODE = re.compile(r"[A-Za-z]+\d+(?:-\d+)*")


class Indicators:
    """The indicators of the edition in force, read once."""

    def __init__(self) -> None:
        rows = list(Indicator.objects.filter(edition=current_edition()))
        self._by_code = {row.code.upper(): row for row in rows}
        self._by_name = {"".join(row.name_zh.split()): row for row in rows}

    def read(self, cell: str) -> tuple[list[Indicator], list[str]]:
        """The indicators of a cell, and what names none: D06-04 消防设施、市容秩序."""
        found, unknown = [], []
        for piece in filter(None, (part.strip() for part in _PARTED.split(cell))):
            code = _CODE.search(piece)
            name = "".join(_CODE.sub("", piece).split())
            row = self._by_code.get(code[0].upper()) if code else None
            row = row or self._by_name.get(name)
            if row is None:
                unknown.append(piece)
            elif row not in found:
                found.append(row)
        return found, unknown
