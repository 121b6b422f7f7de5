"""The paper of a task list (任务清单印发稿): a letter, then the table of tasks on turned pages."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation

from wenming.core.paper import Paper
from wenming.documents.fields import kind_sizes, names_of
from wenming.documents.labels import cadence_label
from wenming.documents.targets import to_lines
from wenming.duties import selectors
from wenming.duties.fields import Party, written
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.workflow import NOT_OUT

HEADERS = [
    "序号",
    "任务（具体措施）",
    "量化目标",
    "牵头单位（领导）",
    "责任单位",
    "配合单位",
    "完成时限",
    "对应指标",
]
WIDTHS = [11, 58, 30, 30, 24, 26, 24, 22]  # millimetres, 225 in all


def content(task_list: TaskList) -> bytes:
    """The docx of a list as it stands; a list not issued says so in its title."""
    with translation.override("zh-hans"):  # papers are Chinese
        return _paper(task_list).content()


def _paper(task_list: TaskList) -> Paper:
    duties = list(selectors.whole(task_list.duties.all()))
    units = list(dict.fromkeys(row.unit for duty in duties for row in duty.units.all()))
    sizes = kind_sizes()
    paper = Paper()
    is_draft = task_list.status in NOT_OUT
    paper.title(f"{task_list.title}（拟稿）" if is_draft else task_list.title)
    paper.number(task_list.number)
    paper.salutation("、".join(names_of(units, sizes)) + "：")
    paper.text(
        f"根据{task_list.basis}，现印发任务清单，共{len(duties)}项，涉及{len(units)}个单位。"
        "请各牵头单位按时限组织落实，责任单位、配合单位按分工做好工作，收到后及时签收。"
    )
    paper.signature(settings.OFFICE_FULL_NAME, task_list.issued_on)
    paper.landscape()
    paper.caption("任务分解表")
    rows = [[str(number), *cells(duty, sizes)] for number, duty in enumerate(duties, start=1)]
    paper.table(HEADERS, rows, widths=WIDTHS)
    return paper


def cells(duty: Duty, sizes: dict[str, int]) -> Iterator[str]:
    """The cells of a duty after its number (`selectors.whole`)."""
    yield "\n".join([duty.text, *details(duty)])
    yield to_lines(duty.targets)
    lead, *others = (written(parties_of(duty, part), sizes) for part in DutyUnit.Part)
    yield f"{lead}（{duty.leader}）" if duty.leader else lead
    yield from others
    yield when(duty)
    yield "、".join(
        [*(r.code for r in duty.indicators.all()), *(t.name_zh for t in duty.place_types.all())]
    )


def details(duty: Duty) -> Iterator[str]:
    """What else is laid down of a duty, a line each: measures, days, where, how it is judged."""
    if duty.measures:
        yield f"措施：{duty.measures}"
    if duty.acceptance:
        yield f"验收标准：{duty.acceptance}"
    yield from beside(duty)


def beside(duty: Duty) -> Iterator[str]:
    """What is laid down of a duty and has no column of its own: days, where, what to bring along."""
    for row in duty.milestones:
        yield f"节点：{row['due_on']} {row['what']}"
    if areas := "、".join(area.name for area in duty.areas.all()):
        yield f"区域：{areas}"
    if duty.evidence:
        yield f"佐证：{duty.evidence}"


def parties_of(duty: Duty, part: str) -> list[Party]:
    """The units that have `part` in a duty, with their shares (units prefetched)."""
    return [Party(row.unit, row.share) for row in duty.units.all() if row.part == part]


def when(duty: Duty) -> str:
    """When a duty is done, in words: its cadence, its days, or as the document wrote it."""
    start = f"{duty.starts_on:%Y-%m-%d} 起" if duty.starts_on else ""
    return "，".join(filter(None, (cadence_label(duty.cadence), start, _day(duty))))


def until(duty: Duty) -> str:
    """The same without the day on which it starts."""
    return "，".join(filter(None, (cadence_label(duty.cadence), _day(duty))))


def _day(duty: Duty) -> str:
    return f"{duty.due_on:%Y-%m-%d}" if duty.due_on else duty.deadline
