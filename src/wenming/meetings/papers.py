"""The papers of a meeting: its agenda as docx and xlsx, what it decided as docx (会议议程、议定事项)."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone, translation

from wenming.core import tables
from wenming.core.paper import Paper
from wenming.meetings.agenda import Agenda, Line
from wenming.meetings.models import Meeting

AGENDA = ["序号", "议题", "汇报单位", "需要协调什么", "提出日期", "完成时限"]
DECISIONS = ["序号", "议题", "汇报单位", "议定事项", "谁定的", "接下来"]
AGENDA_MM = [13, 74, 36, 56, 23, 23]  # millimetres, 225 in all
DECISIONS_MM = [13, 64, 34, 62, 26, 26]
AGENDA_WIDTHS = [6, 46, 20, 40, 12, 12]  # characters of a sheet


def agenda(found: Agenda) -> bytes:
    """The docx of an agenda as it stands."""
    with translation.override("zh-hans"):  # papers are Chinese
        paper = _begun(found.meeting, "议程")
        paper.table(AGENDA, list(_agenda_rows(found.lines)), widths=AGENDA_MM)
        return paper.content()


def agenda_sheet(found: Agenda) -> bytes:
    """The same as a printed workbook."""
    with translation.override("zh-hans"):
        rows = list(_agenda_rows(found.lines))
        title = f"{found.meeting.title}议程"
        return tables.printed_xlsx(AGENDA, rows, title=title, widths=AGENDA_WIDTHS)


def decisions(found: Agenda) -> bytes:
    """The docx of what was decided, with what was put off and what is still open."""
    with translation.override("zh-hans"):
        meeting = found.meeting
        paper = _begun(meeting, "议定事项")
        paper.text(
            f"会议审议{len(found.lines)}项议题，议定{len(found.decided)}项，"
            "请各有关单位按议定事项抓好落实。"
        )
        paper.table(DECISIONS, list(_decision_rows(found.lines)), widths=DECISIONS_MM)
        paper.signature(settings.OFFICE_FULL_NAME, meeting.on)
        return paper.content()


def _begun(meeting: Meeting, what: str) -> Paper:
    paper = Paper(is_turned=True)
    paper.title(f"{meeting.title}{what}")
    begins = f"{meeting.begins:%H:%M}" if meeting.begins else ""
    on = meeting.on
    paper.number(f"{on.year}年{on.month}月{on.day}日{begins}　{meeting.place}")
    return paper


def _agenda_rows(lines: Iterable[Line]) -> Iterator[list[str]]:
    for line in lines:
        asked = line.asked
        yield [
            str(line.number),
            line.text,
            line.unit.name if line.unit else "",
            asked.line if asked else "",
            f"{timezone.localdate(asked.at):%Y-%m-%d}" if asked else "",
            f"{line.due_on:%Y-%m-%d}" if line.due_on else "",
        ]


def _decision_rows(lines: Iterable[Line]) -> Iterator[list[str]]:
    for line in lines:
        decision = line.decision
        told = decision.line if decision else _not_decided(line)
        yield [
            str(line.number),
            line.text,
            line.unit.name if line.unit else "",
            told,
            decision.post if decision else "",
            str(decision.get_follow_display()) if decision else "",
        ]


def _not_decided(line: Line) -> str:
    later = line.put_off_to
    if later is None or line.item is None:
        return "未议定"
    return f"延至{later.dated}：{line.item.put_off_for}"
