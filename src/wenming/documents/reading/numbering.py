"""Automatic numbers of a docx (自动编号): 一、 （一） 1. are not in the text, they are counted here."""

import re
from typing import Any

from docx.oxml.ns import qn

from wenming.core.paper import numeral

_LEVELS = 9


def _roman(number: int) -> str:
    table = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for value, sign in table:
        out += sign * (number // value)
        number %= value
    return out


def _written(number: int, form: str) -> str:
    if form in {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    }:
        return numeral(number % 100) or "〇"
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"}:
        roman = _roman(number % 40)
        return roman.lower() if form == "lowerRoman" else roman
    return str(number)


class Numbering:
    """Counts along with the paragraphs of one document."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[str, list[int]] = {}
        self.shared: dict[str, str] = {}  # number -> list whose count it shares
        part = _numbering_element(document)
        if part is None:
            return
        shapes = {
            shape.get(qn("w:abstractNumId")): shape for shape in part.findall(qn("w:abstractNum"))
        }
        for number in part.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            key = link.get(qn("w:val")) if link is not None else None
            if key in shapes:
                name = str(number.get(qn("w:numId")))
                self.shared[name] = str(key)
                self.levels[name] = _levels(shapes[key])
        self.styles = _style_numbers(document)

    def number(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, "" where there is none."""
        found = self._link(paragraph)
        if found is None or found[0] not in self.levels:
            return ""
        name, level = found
        levels = self.levels[name]
        if level not in levels:
            return ""
        counts = self.counts.setdefault(self.shared[name], [0] * _LEVELS)
        form, text, start = levels[level]
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if form in {"bullet", "none"}:
            return ""
        return re.sub(r"%(\d)", lambda m: self._part(counts, levels, int(m[1]) - 1), text)

    def _part(self, counts: list[int], levels: dict[int, tuple[str, str, int]], level: int) -> str:
        form, _, start = levels.get(level, ("decimal", "", 1))
        return _written(counts[level] or start, form)

    def _link(self, paragraph: Any) -> tuple[str, int] | None:
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            return _number_link(own)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.styles.get(style.get(qn("w:val"))) if style is not None else None


def _numbering_element(document: Any) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return None


def _levels(shape: Any) -> dict[int, tuple[str, str, int]]:
    """level -> (number format, text with %1, first number)."""
    found = {}
    for level in shape.findall(qn("w:lvl")):
        place = int(level.get(qn("w:ilvl"), "0"))
        if place < _LEVELS:
            found[place] = (
                _value(level, "w:numFmt", "decimal"),
                _value(level, "w:lvlText", "%1."),
                int(_value(level, "w:start", "1")),
            )
    return found


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(qn(tag))
    return child.get(qn("w:val"), default) if child is not None else default


def _style_numbers(document: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in document.styles.element.findall(qn("w:style")):
        link = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = _number_link(link) if link is not None else None
        if number is not None:
            found[style.get(qn("w:styleId"))] = number
    return found


def _number_link(element: Any) -> tuple[str, int] | None:
    name = _value(element, "w:numId", "0")
    level = _value(element, "w:ilvl", "0")
    return (name, int(level)) if name != "0" and level.isdigit() and int(level) < _LEVELS else None
