"""Bulletins in 已办 and 我发起的."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.bulletins.models import Bulletin
from wenming.bulletins.permissions import visible_to
from wenming.core.worklists import Line, Shelf


def _by(field: str) -> Callable[[Any], QuerySet[Bulletin]]:
    return lambda user: visible_to(user).filter(**{f"{field}_by": user.pk}).defer("figures")


def _line(kind: Promise) -> Callable[[Bulletin], Line]:
    return lambda bulletin: Line(
        title=bulletin.title,
        kind=kind,
        url=reverse("bulletins:detail", args=[bulletin.pk]),
        note=f"{bulletin.number} {bulletin.get_status_display()}",
    )


DONE = [
    Shelf("bulletins.reviewed", _by("reviewed"), "reviewed_at", _line(_("审核"))),
    Shelf("bulletins.signed", _by("signed"), "signed_at", _line(_("签发"))),
]
BEGUN = [Shelf("bulletins.drafted", _by("drafted"), "drafted_at", _line(_("拟稿")))]
