"""The paper of a letter of responsibility (责任状): its words filled in, two tables, who signs."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wenming.commitments.errors import BadTerms
from wenming.commitments.goals import Goal, goals_of, led_by
from wenming.commitments.models import LetterTerms
from wenming.core.paper import Paper
from wenming.engine.yaml_text import parse_yaml
from wenming.organization.models import Unit

FILE = Path(__file__).parent / "data" / "letter.yaml"
BLANK = re.compile(r"\{([^{}]*)\}")
BLANKS = frozenset({"unit", "city", "year", "goals", "indicators"})
HEADING = re.compile(r"[一二三四五六七八九十]+、")
GOAL_HEADERS = ["序号", "目标任务", "量化目标", "分工", "完成时限", "出自"]
GOAL_WIDTHS = [12, 92, 45, 16, 30, 30]  # millimetres, 225 in all
INDICATOR_HEADERS = ["序号", "编号", "牵头测评指标"]
INDICATOR_WIDTHS = [12, 33, 180]


@lru_cache(maxsize=1)
def starting_words() -> dict[str, str]:
    """Title and body with which a year begins, as data/letter.yaml gives them.

    Raises:
        BadTerms: the file lacks something.
    """
    data: Any = parse_yaml(FILE.read_text(encoding="utf-8"))
    words = {key: str(data[key]) for key in ("title", "body")}
    check(words["title"], words["body"])
    return words


def check(title: str, body: str) -> None:
    """Refuse words that cannot be filled in, or that lead to no table.

    Raises:
        BadTerms: an unknown blank, a brace alone, or no word of the tables.
    """
    for text in (title, body):
        unknown = [name for name in BLANK.findall(text) if name not in BLANKS]
        if unknown:
            known = "、".join(f"{{{name}}}" for name in sorted(BLANKS))
            why = _("没有“%(blank)s”这个空，可以用的是 %(known)s。")
            raise BadTerms(why=why % {"blank": f"{{{unknown[0]}}}", "known": known})
        if set("{}") & set(BLANK.sub("", text)):
            raise BadTerms(why=_("大括号没有成对。"))
    if "附表" not in body:
        raise BadTerms(why=_("没有提到附表；目标任务列在附表里，正文要写明“见附表”。"))


def content(terms: LetterTerms, unit: Unit, *, number: str = "") -> bytes:
    """The docx for a unit as its duties stand; without a number it says that it is a draft."""
    with translation.override("zh-hans"):  # papers are Chinese
        return _paper(terms, unit, goals_of(unit), led_by(unit), number).content()


def _paper(
    terms: LetterTerms, unit: Unit, goals: list[Goal], led: list[tuple[str, str]], number: str
) -> Paper:
    values = {
        "unit": unit.name,
        "city": settings.CITY_NAME,
        "year": str(terms.year),
        "goals": str(len(goals)),
        "indicators": str(len(led)),
    }
    paper = Paper()
    title = _filled(terms.title, values)
    paper.title(title if number else f"{title}（草稿）")
    paper.number(number)
    for line in _filled(terms.body, values).splitlines():
        if line.strip():
            (paper.heading if HEADING.match(line.strip()) else paper.text)(line.strip())
    day = "年    月    日"
    paper.signatures(
        ["责任单位（盖章）：", unit.name, "责任人（签字）：", day],
        ["指挥部（盖章）：", settings.OFFICE_FULL_NAME, f"{terms.signer}（签字）：", day],
    )
    paper.landscape()
    paper.caption(f"附表1 {unit.name}{terms.year}年目标任务表")
    rows = [
        [str(n), goal.text, goal.targets, goal.part, goal.when, goal.source]
        for n, goal in enumerate(goals, start=1)
    ]
    paper.table(GOAL_HEADERS, rows or [["", "无", "", "", "", ""]], widths=GOAL_WIDTHS)
    paper.caption(f"附表2 {unit.name}牵头测评指标表")
    rows = [[str(n), code, name] for n, (code, name) in enumerate(led, start=1)]
    paper.table(INDICATOR_HEADERS, rows or [["", "", "无"]], widths=INDICATOR_WIDTHS)
    return paper


def _filled(text: str, values: dict[str, str]) -> str:
    return BLANK.sub(lambda found: values[found[1]], text)
