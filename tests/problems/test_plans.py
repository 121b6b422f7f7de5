"""How the database finds the rows of the ledger: by an index that sorts, never by sorting them all.

Plans do not depend on how many rows there are, for no statistics are kept on SQLite.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from wenming.core import paging
from wenming.problems.models import Problem
from wenming.problems.workflow import OPEN, STAGES, Stage, Status

pytestmark = pytest.mark.django_db

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")


@pytest.fixture
def ledger(client):
    """Asks for the ledger as the office: (page, what was asked of the database)."""
    make.dispatched()
    client.force_login(make.office())

    def ask(query: str = ""):
        with CaptureQueriesContext(connection) as caught:
            page = client.get(f"/problems/{query}")
        assert page.status_code == 200
        return page, [one["sql"] for one in caught.captured_queries]

    return ask


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(row[3] for row in cursor.fetchall())


def pages_of(monkeypatch, size: int) -> None:
    """Let a page hold so many rows."""
    defaults = {**paging.page_by_key.__kwdefaults__, "size": size}
    monkeypatch.setattr(paging.page_by_key, "__kwdefaults__", defaults)


def keys_query(asked: list[str]) -> str:
    """The query that finds the rows of the page."""
    (found,) = (sql for sql in asked if sql.startswith('SELECT "problems_problem"."id" AS "pk"'))
    return found


@on_sqlite
@pytest.mark.parametrize("tab", ["open", "late", "overdue", "relapsed", "closed", "all"])
def test_an_index_finds_and_sorts_the_page(ledger, tab):
    _page, asked = ledger(f"?tab={tab}")

    plan = plan_of(keys_query(asked))

    assert "TEMP B-TREE" not in plan
    assert "problem_stage" in plan or tab == "all"  # all but a few: down the primary key


@on_sqlite
def test_a_deep_page_is_entered_at_its_mark(ledger, monkeypatch):
    for _ in range(3):
        make.dispatched()
    pages_of(monkeypatch, 2)
    first, _asked = ledger()

    _page, asked = ledger(f"?mark={first.context['page'].next_mark}")

    assert "problem_stage_due (stage=? AND due_at>?)" in plan_of(keys_query(asked))


@on_sqlite
def test_an_index_alone_answers_the_figures(ledger):
    _page, asked = ledger()

    (figures,) = (sql for sql in asked if 'COUNT("problems_problem"."relapse_of_id")' in sql)
    to_verify = [sql for sql in asked if "COUNT(*)" in sql and "= 'submitted'" in sql]

    assert to_verify
    for sql in [figures, *to_verify]:
        assert "USING COVERING INDEX problem_counts" in plan_of(sql)


@on_sqlite
@pytest.mark.parametrize("path", ["/workbench/", "/leader/", "/places/"])
def test_no_page_reads_the_whole_register(client, path):
    make.dispatched()
    client.force_login(make.office())
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200

    asked = [one["sql"] for one in caught.captured_queries if '"problems_problem"' in one["sql"]]

    assert asked
    for sql in asked:
        assert "SCAN problems_problem" not in plan_of(sql).splitlines(), sql


def test_what_is_over_is_counted_up_to_a_limit_and_says_so(ledger, monkeypatch):
    for _ in range(2):
        make.dispatched()
    Problem.objects.update(status=Status.CLOSED)
    exact, _asked = ledger("?tab=closed")
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    capped, _asked = ledger("?tab=closed")

    assert "所筛 3 件" in exact.content.decode()
    assert "所筛 2 以上 件" in capped.content.decode()


def test_a_search_says_how_many_it_found(ledger, monkeypatch):
    for _ in range(3):
        make.dispatched(text="井盖破损")
    pages_of(monkeypatch, 2)

    page, _asked = ledger("?q=井盖")

    assert "所筛 3 件" in page.content.decode()


@pytest.mark.parametrize("status", list(Status))
def test_the_database_keeps_the_stage_of_each_state(status):
    problem = make.dispatched()

    Problem.objects.filter(pk=problem.pk).update(status=status)

    problem.refresh_from_db()
    assert problem.stage == STAGES[status]
    assert (problem.stage == Stage.OPEN) == (status in OPEN)
