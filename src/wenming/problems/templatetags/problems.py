"""Words of the register that templates need."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from wenming.problems.models import ACTION_LABELS, ProblemPhoto, Step

register = template.Library()


@register.filter
def photo_counts(photos: Iterable[ProblemPhoto]) -> str:
    """How many photos there are: 前3 后2."""
    moments = [photo.moment for photo in photos]
    before = moments.count(ProblemPhoto.Moment.BEFORE)
    return _("前%(before)d 后%(after)d") % {"before": before, "after": len(moments) - before}


@register.filter
def action_of(step: Step) -> str:
    """The word of a step: 交办, 签收, 整改."""
    return str(ACTION_LABELS[step.action])
