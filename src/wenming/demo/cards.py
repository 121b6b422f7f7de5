"""The role cards of the start page (角色卡片)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.models import User
from wenming.core import todo


@dataclass(frozen=True, slots=True)
class Card:
    """A role that one can take: who signs in, its name, what it does, and the icon beside it."""

    username: str
    title: str | Promise
    does: str | Promise
    icon: str
    is_first: bool = False


CARDS = [
    Card(
        "demo-leader", _("市领导"), _("看一眼：今天几分、谁垫底、什么超期、要我定什么"), "building"
    ),
    Card(
        "demo-office",
        _("市创城办"),
        _("把文件变成责任，抽点位，算得分，督整改，出简报"),
        "file-check",
        True,
    ),
    Card(
        "demo-office-2",
        _("市创城办·第二人"),
        _("要两个人办的事：审核到访和清单，发布体系，公布后更正"),
        "users",
    ),
    Card("demo-district", _("区创城办"), _("本区的点位、问题和得分，一级一级管到街道"), "building"),
    Card("demo-department", _("牵头部门"), _("我牵头的指标、丢分、该办的事，一页看全"), "file"),
    Card("demo-street", _("街道"), _("收到的问题、整改、转社区，和本街道的点位"), "home"),
    Card("demo-community", _("社区"), _("只看要办的，不重复填"), "community"),
    Card("demo-inspector", _("测评员"), _("手机上查点位：判、数、拍、提交"), "walk"),
    Card("demo-verifier", _("复核员"), _("看整改前后，销号或退回；不复核本单位"), "verify"),
]


def offer(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """The part of the start page that demo mode adds."""
    people = {
        user.username: user
        for user in User.objects.filter(username__in=[card.username for card in CARDS])
    }
    cards = [
        (card, sum(todo.counts(people[card.username]).values()))
        for card in CARDS
        if card.username in people
    ]
    return "demo/_cards.html", {"cards": cards}
