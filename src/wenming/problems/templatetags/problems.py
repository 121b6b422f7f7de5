"""Words of the register that templates need."""

from collections.abc import Iterable

from django import template

from wenming.problems.models import ACTION_LABELS, ProblemPhoto, Step

register = template.Library()


@register.simple_tag
def photo_counts(photos: Iterable[ProblemPhoto]) -> tuple[int, int]:
    """How many photos there are before and after."""
    moments = [photo.moment for photo in photos]
    return moments.count(ProblemPhoto.Moment.BEFORE), moments.count(ProblemPhoto.Moment.AFTER)


@register.filter
def action_of(step: Step) -> str:
    """The word of a step: 交办, 签收, 整改."""
    return str(ACTION_LABELS[step.action])
