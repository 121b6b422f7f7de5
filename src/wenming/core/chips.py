"""The quick filters above a list (常用筛选), as `web/components/chips.html` shows them."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict


def chips(
    params: QueryDict,
    labels: Mapping[str, Any],
    *,
    current: str,
    counts: Mapping[str, int | None],
    name: str = "tab",
) -> list[dict[str, Any]]:
    """A chip for each label; it keeps every other filter and starts at the first page.

    Args:
        params: of the page that is shown.
        labels: words by the value that the parameter `name` takes.
        counts: rows by value; none is shown for None.
    """
    query = params.copy()
    query.pop("mark", None)
    found = []
    for value, label in labels.items():
        query[name] = value
        chip = {"label": label, "url": f"?{query.urlencode()}", "is_current": value == current}
        found.append({**chip, "count": counts[value]})
    return found
