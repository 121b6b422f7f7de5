"""The draft of a unit's plan out of its duties, and the plan as a paper (工作方案)."""

from django.utils import translation

from wenming.commitments.goals import Goal, goals_of, led_by
from wenming.commitments.models import Plan
from wenming.commitments.settlements import Settlement, of_json
from wenming.core.paper import Paper, numeral
from wenming.organization.models import ACTIVE, Post, Unit

MOST_GOALS = 40


def settlements_of(plan: Plan) -> list[Settlement]:
    """What the plan has to settle, as the collection froze it."""
    return of_json(plan.collection.settlements)


def sections_of(plan: Plan) -> dict[str, str]:
    """What the unit wrote, or the draft while it has written nothing."""
    return plan.sections or draft(plan.unit, settlements_of(plan))


def draft(unit: Unit, settlements: list[Settlement]) -> dict[str, str]:
    """The first draft of every section out of what the records hold; five queries."""
    with translation.override("zh-hans"):  # a plan is a paper, whoever looks at its draft
        goals = goals_of(unit)
        led = led_by(unit)
        made = {"goals": _goals(goals, led), "times": _times(goals), "people": _people(unit)}
    return {row.key: made.get(row.draft) or row.text for row in settlements}


def _goals(goals: list[Goal], led: list[tuple[str, str]]) -> str:
    lines = []
    for n, goal in enumerate(goals[:MOST_GOALS], start=1):
        tail = f"（目标：{goal.targets}）" if goal.targets else ""
        lines.append(f"{n}. {goal.part}：{goal.text}{tail}")
    if len(goals) > MOST_GOALS:
        lines.append(f"其余{len(goals) - MOST_GOALS}项见任务清单。")
    if led:
        lines.append(f"牵头测评指标{len(led)}项：{'、'.join(name for _code, name in led)}。")
    return "\n".join(lines)


def _times(goals: list[Goal]) -> str:
    dated = sorted((g for g in goals if g.due_on), key=lambda g: str(g.due_on))
    lines = [f"{goal.due_on:%Y-%m-%d}前：{_short(goal)}" for goal in dated]
    lines += [f"{goal.when or '长期坚持'}：{_short(goal)}" for goal in goals if not goal.due_on]
    return "\n".join(lines[:MOST_GOALS])


def _short(goal: Goal) -> str:
    return goal.text if len(goal.text) <= 40 else f"{goal.text[:39]}…"


def _people(unit: Unit) -> str:
    kinds = [Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.LIAISON]
    posts = list(Post.objects.filter(ACTIVE, unit=unit, kind__in=kinds))
    named = {
        str(kind.label): "、".join(post.title for post in posts if post.kind == kind)
        for kind in kinds
    }
    return "\n".join(
        label if titles == label else f"{label}：{titles}"
        for label, titles in named.items()
        if titles
    )


def content(plan: Plan) -> bytes:
    """The docx of a plan as it stands."""
    with translation.override("zh-hans"):  # papers are Chinese
        paper = Paper()
        paper.title(f"{plan.unit.name}{plan.collection.title}")
        sections = sections_of(plan)
        for number, row in enumerate(settlements_of(plan), 1):
            paper.heading(f"{numeral(number)}、{row.name}")
            for line in sections.get(row.key, "").splitlines():
                paper.text(line)
        paper.signature(plan.unit.name, plan.submitted_on)
        return paper.content()
