"""What of the links needs a decision (需要您关注): those whose post has ended."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.attention import Counted, Sentence
from wenming.core.clock import today
from wenming.linkage.models import Link, vacant


def sentences(user: Any) -> Iterator[Counted]:
    """For who arranges links: what nobody looks after any more."""
    mine = rights.within(user, Ability.ARRANGE_LINKS, "post__unit__area")
    yield Counted(Link.objects.filter(mine & vacant(today())), _vacant)


def _vacant(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 条包联") % {"n": n},
        text=_("领导岗位已停用，没有人接。"),
        url=f"{reverse('linkage:list')}?state=vacant",
        verb=_("改由"),
        weight=35,
    )
