"""What of the accounts needs a decision (需要您关注): rights given further than their unit reaches."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import Grant
from wenming.accounts.rights import Ability
from wenming.core.attention import Counted, Sentence


def sentences(user: Any) -> Iterator[Counted]:
    """For administrators: territories' rights from before their reach was checked."""
    mine = rights.within(user, Ability.MANAGE_ACCOUNTS, "area")
    yield Counted(Grant.objects.filter(mine & rights.too_wide()), _too_wide)


def _too_wide(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项权限") % {"n": n},
        text=_("给到了单位区域以外，只按单位自己的区域生效。"),
        url=f"{reverse('accounts:list')}?state=wide",
        verb=_("收回重给"),
        weight=50,
    )
