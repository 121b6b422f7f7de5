"""Pages by key."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import make
from wenming.core.paging import page_by_key
from wenming.problems.models import Problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("keys", [["due_at", "pk"], ["-due_at", "pk"], ["-pk"]])
def test_pages_show_every_row_once_in_order_also_where_keys_are_equal(keys):
    start = datetime(2026, 11, 2, tzinfo=UTC)
    for days in (1, 0, 1, 1, 2):
        make.dispatched(due_at=start + timedelta(days=days))
    wanted = list(Problem.objects.order_by(*keys).values_list("pk", flat=True))

    seen, mark = [], ""
    for _ in range(3):
        page = page_by_key(Problem.objects.all(), keys=keys, mark=mark, size=2)
        seen += [row.pk for row in page.rows]
        mark = page.next_mark

    assert seen == wanted
    assert not mark
