"""The bulletin as a docx (督查通报): the layout of the offices, GB/T 9704."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from wenming.bulletins.models import Bulletin
from wenming.core.paper import Paper, numeral

HEADERS = ["序号", "问题编号", "责任单位", "点位", "具体位置", "问题", "整改期限", "状态"]
WIDTHS = [11, 33, 33, 38, 32, 35, 26, 17]  # 225 mm, what a turned page holds


def write(bulletin: Bulletin) -> bytes:
    """The paper of a bulletin: four parts, who signed, and the list of problems."""
    figures = bulletin.figures
    paper = Paper()
    paper.title(bulletin.title)
    paper.number(bulletin.number)
    paper.salutation("各区创城办，各有关单位：")
    paper.heading("一、督查情况")
    paper.text(bulletin.opening)
    _areas(paper, figures)
    paper.heading("二、存在问题")
    _problems(paper, figures)
    paper.heading("三、整改情况")
    _progress(paper, figures)
    paper.heading("四、工作要求")
    for line in filter(None, (line.strip() for line in bulletin.demands.splitlines())):
        paper.text(line)
    signed = timezone.localtime(bulletin.signed_at).date() if bulletin.signed_at else None
    paper.signature(settings.OFFICE_FULL_NAME, signed)
    paper.text(_names(bulletin))
    paper.landscape()
    paper.caption("附件  问题清单")
    paper.table(HEADERS, _rows(figures), widths=WIDTHS)
    return paper.content()


def _names(bulletin: Bulletin) -> str:
    people = [("拟稿", bulletin.drafted_by), ("审核", bulletin.reviewed_by)]
    people.append(("签发", bulletin.signed_by))
    return "　".join(f"{what}：{who}" for what, who in people if who)


def _areas(paper: Paper, figures: dict[str, Any]) -> None:
    rates = "，".join(f"{name}{rate}%" for name, rate in figures["areas"] if rate)
    if rates:
        paper.text(f"各地实地考察得分率（按区划代码排列，不排名次）：{rates}。")


def _problems(paper: Paper, figures: dict[str, Any]) -> None:
    if not figures["units"]:
        paper.text("本轮没有交办的问题。")
    for number, unit in enumerate(figures["units"], 1):
        paper.subheading(f"（{numeral(number)}）{unit['name']}（{unit['count']}个）")
        places: dict[str, list[str]] = {}
        for line in unit["lines"]:
            places.setdefault(line["place"], []).append(f"{line['spot']}：{line['text']}")
        for n, (place, lines) in enumerate(places.items(), 1):
            faults = "；".join(f"（{k}）{line}" for k, line in enumerate(lines, 1))
            paper.text(f"{n}.{place}：{faults}。")


def _progress(paper: Paper, figures: dict[str, Any]) -> None:
    counted = figures["tally"]
    paper.text(
        f"本轮交办{counted['dispatched']}件，已销号{counted['closed']}件"
        f"（{counted['closed']}/{counted['dispatched']}），未销号{counted['open']}件，"
        f"超期{counted['overdue']}件。"
    )
    if figures["praised"]:
        paper.text(f"交办问题全部销号的有：{'、'.join(figures['praised'])}。")


def _rows(figures: dict[str, Any]) -> list[list[str]]:
    lines = [(unit["name"], line) for unit in figures["units"] for line in unit["lines"]]
    return [
        [
            str(n),
            line["number"],
            unit,
            line["place"],
            line["spot"],
            line["text"],
            line["due"],
            "已销号" if line["is_closed"] else "未销号",
        ]
        for n, (unit, line) in enumerate(lines, 1)
    ]
