"""The tabs of the workbench: 待办, 已办, 我发起的, 抄送我的, each with its count and paged by key."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.core import todo, worklists
from wenming.core.keeping import Keeper

TODO = "todo"
LISTS = {
    "done": (_("已办"), worklists.done),
    "begun": (_("我发起的"), worklists.begun),
    "copied": (_("抄送我的"), worklists.copied),
}


def working(
    user: Any, *, keeper: Keeper, waiting: dict[str, int], asked: str, mark: str
) -> dict[str, Any]:
    """What the list of the workbench shows; a fixed number of queries.

    Args:
        waiting: to-dos by source.
    """
    tab = asked if asked in LISTS else TODO
    url = reverse("web:workbench")
    counts = keeper.kept("worklists", lambda: _counts(user)) | {TODO: sum(waiting.values())}
    labels = {TODO: _("待办"), **{name: label for name, (label, _registry) in LISTS.items()}}
    page = (
        todo.page(user, known=waiting, mark=mark)
        if tab == TODO
        else worklists.page(LISTS[tab][1], user, mark=mark)
    )
    return {
        "tab": tab,
        "page": page,
        "total": counts[tab],
        "tabs": [
            {
                "label": label,
                "url": url if name == TODO else f"{url}?tab={name}",
                "is_current": name == tab,
                "count": counts[name],
            }
            for name, label in labels.items()
        ],
    }


def _counts(user: Any) -> dict[str, int]:
    registries = [registry for _label, registry in LISTS.values()]
    return dict(zip(LISTS, worklists.counts(user, *registries), strict=True))
