"""To-dos of bulletins: what waits for a second or third person."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.bulletins.models import Bulletin
from wenming.bulletins.workflow import Status
from wenming.core.todo import Source, Todo


def _waiting(user: Person) -> QuerySet[Bulletin]:
    found = Q(pk__in=[])
    for path in rights.area_paths(user, Ability.WRITE_BULLETINS):
        found |= Q(status=Status.DRAFT, owner__path__startswith=path) & ~Q(drafted_by=user.pk)
    for path in rights.area_paths(user, Ability.SIGN_BULLETINS):
        found |= Q(status=Status.REVIEWED, owner__path__startswith=path) & ~Q(
            Q(drafted_by=user.pk) | Q(reviewed_by=user.pk)
        )
    return Bulletin.objects.filter(found)


def _items(user: Person, limit: int) -> list[Todo]:
    return [
        Todo(
            light=None,
            title=bulletin.title,
            kind=_("审核") if bulletin.status == Status.DRAFT else _("签发"),
            from_whom=bulletin.number,
            due=None,
            url=reverse("bulletins:detail", args=[bulletin.pk]),
            verb=_("审核") if bulletin.status == Status.DRAFT else _("签发"),
        )
        for bulletin in _waiting(user).order_by("pk")[:limit]
    ]


SOURCE = Source(items=_items, waiting=lambda user: [_waiting(user)])
