"""The paper of an instruction (批示办理单): the line, what the office proposed, what came of it."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone, translation

from wenming.core.paper import SIZE_4, Paper
from wenming.instructions.models import Instruction, InstructionStep

HEADERS = ["项目", "内容"]
WIDTHS = [32, 124]  # millimetres, 156 in all


def content(row: Instruction) -> bytes:
    """The docx of an instruction as it stands."""
    with translation.override("zh-hans"):  # papers are Chinese
        paper = Paper()
        paper.title("领导批示办理单")
        paper.table(HEADERS, list(_rows(row)), widths=WIDTHS, size=SIZE_4)
        paper.signature(settings.OFFICE_FULL_NAME, row.closed_on)
        return paper.content()


def _rows(row: Instruction) -> Iterable[list[str]]:
    steps = list(row.steps.select_related("unit"))
    yield ["批示领导", row.leader]
    yield ["批示日期", f"{row.given_on:%Y-%m-%d}" + ("（代录）" if row.is_entered else "")]
    yield ["批示内容", row.text]
    if row.about_title:
        yield ["批在", row.about_title]
    yield ["拟办意见", _said(steps, "propose")]
    yield ["承办单位", row.unit.name if row.unit else ""]
    yield ["办理期限", f"{row.due_on:%Y-%m-%d}" if row.due_on else ""]
    yield ["办理情况", _said(steps, "answer", "send_back")]
    yield ["办理结果", row.result]


def _said(steps: Iterable[InstructionStep], *actions: str) -> str:
    """What was said in these steps, each with its day."""
    return "\n".join(
        f"{timezone.localdate(step.at):%Y-%m-%d} "
        f"{'退回再办：' if step.action == 'send_back' else ''}{step.line}"
        for step in steps
        if step.action in actions
    )
