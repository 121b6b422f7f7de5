"""A new version of a responsibility table: what it copies, keeps, shows as changed."""

import json
from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.duties.tables import first_codes, issued, led, written
from wenming.duties import services
from wenming.duties.lists.differences import ADDED, CHANGED, DROPPED, differences
from wenming.duties.tables.grid import Grid, Key
from wenming.framework.models import Edition
from wenming.framework.services import import_edition, publish_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def next_edition(edition: Edition) -> Edition:
    """The same framework a version on, without its last place type and with an indicator more."""
    data = json.loads(edition.data)
    gone = data["place_types"].pop()["code"]
    data["check_items"] = [row for row in data["check_items"] if row["place_type"] != gone]
    last = data["indicators"][-1]
    last["weight"] = int(last["weight"]) // 2
    added = {**last, "code": "D01-99", "name_zh": "新添的指标"}
    data["indicators"].append(added)
    data["meta"]["version"] = "2"
    made = import_edition(data=data, owner=make.city(), by=None)
    publish_edition(edition_id=made.pk, by=None)
    made.refresh_from_db()
    return made


def test_a_version_copies_the_rows_with_who_leads_by_now(table, edition, clerk, bureau, police):
    first, second = edition.indicators.all()[:2]
    written(
        table,
        clerk,
        **{
            first.code.replace("-", "_"): led(bureau, leader="副市长", supports=[police]),
            second.code.replace("-", "_"): led(bureau),
        },
    )
    made = issued(table, clerk)
    services.set_lead(indicator_id=first.pk, units=[police], by=clerk)

    new = services.draft_version(task_list_id=made.pk, by=clerk)

    rows = {row.key: row for row in Grid(new).rows}
    assert (rows[Key(first.code, "")].leads, rows[Key(first.code, "")].supports) == ("市公安局", "")
    assert rows[Key(first.code, "")].leader == "副市长"
    assert rows[Key(second.code, "")].leads == "市城管局"
    [only] = differences(new)
    assert (only.kind, [(str(c.label), c.old, c.new) for c in only.changes]) == (
        CHANGED,
        [("牵头单位", "市城管局", "市公安局"), ("配合单位", "市公安局", "")],
    )


def test_a_version_for_a_new_edition_keeps_what_is_still_there(table, edition, clerk, bureau):
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau, leader="副市长")})
    made = issued(table, clerk)
    after = next_edition(edition)

    new = services.draft_version(task_list_id=made.pk, by=clerk)

    assert new.edition == after
    rows = {row.key: row for row in Grid(new).rows}
    assert (rows[Key(code, "")].leads, rows[Key(code, "")].leader) == ("市城管局", "副市长")
    assert rows[Key(code, "")].duty.indicators.get().edition == after
    found = differences(new)
    assert [row.duty.text for row in found if row.kind == ADDED] == ["新添的指标达到测评标准"]
    dropped = edition.place_types.last()
    assert [row.duty.text for row in found if row.kind == DROPPED] == [
        f"{dropped.name_zh}各点位达到测评标准"
    ]


def test_the_differences_page_shows_added_dropped_and_changed(client, clerk, bureau):
    made = make.issued_list(make.task(bureau), make.task(bureau), by=clerk)
    new = services.draft_version(task_list_id=made.pk, by=clerk)
    first, second = new.duties.all()
    services.remove_duty(task_list_id=new.pk, duty_id=second.pk, by=clerk)
    changed = make.task(bureau, text="改过的任务", due_on=date(2026, 12, 1))
    services.write_duty(task_list_id=new.pk, duty_id=first.pk, by=clerk, task=changed)
    services.write_duty(task_list_id=new.pk, by=clerk, task=make.task(bureau))

    found = differences(new)
    page = client.get(reverse("duties:changes", args=[new.pk])).content.decode()

    assert [row.kind for row in found] == [CHANGED, ADDED, DROPPED]
    assert [str(change.label) for change in found[0].changes] == ["任务", "时限"]
    assert "3 处不同" in page
    assert client.get(reverse("duties:changes", args=[made.pk])).status_code == 404
