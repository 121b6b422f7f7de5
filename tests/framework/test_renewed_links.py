"""Links follow a framework to its next version (沿用到新版)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.framework import services as editions
from wenming.framework.crosswalks import name_of
from wenming.framework.models import Correspondence, Edition
from wenming.framework.renewing import renewals
from wenming.framework.services.crosswalks import Link, add_links, renew_links
from wenming.framework.services.storing import data_of

pytestmark = pytest.mark.django_db
CITY, PROVINCE = "starter-cn-2026", "province"


@pytest.fixture
def province(edition: Edition, clerk: Any) -> Edition:
    """A framework of the province in force; our D06-04, D06-05 and D06-06 serve its own."""
    made = editions.copy_edition(
        edition_id=edition.pk, by=clerk, code=PROVINCE, name="省测", kind="provincial"
    )
    editions.publish_edition(edition_id=made.pk, by=make.user(Role.OFFICE))
    links = [link(edition, made, code) for code in ("D06-04", "D06-05", "D06-06")]
    add_links(links=links, by=clerk)
    return made


def link(source: Edition, target: Edition, code: str = "D06-04") -> Link:
    return Link(source.indicators.get(code=code), target.indicators.get(code=code), "同一事项")


def next_version(
    edition: Edition, clerk: Any, change: Callable[[Any], None] = lambda _data: None
) -> Edition:
    """The next version of a framework, in force; `change` edits its data first."""
    made = editions.copy_edition(edition_id=edition.pk, by=clerk)
    data = data_of(made)
    change(data)
    editions.replace_contents(edition_id=made.pk, data=data, by=clerk)
    editions.publish_edition(edition_id=made.pk, by=make.user(Role.OFFICE))
    made.refresh_from_db()
    return made


def one_gone_one_by_papers(data: Any) -> None:
    """D06-05 has another code, D06-06 is measured by material."""
    for row in data["indicators"]:
        if row["code"] == "D06-05":
            row["code"] = "D06-95"
        if row["code"] == "D06-06":
            grades = {"unit": "items_met_pct", "op": ">=", "A": 100, "B": 66, "C": 33}
            row |= {"method": "material", "grades": grades}
    for row in data["check_items"]:
        if row["indicator"] == "D06-05":
            row["indicator"] = "D06-95"


def ends(code: str = "D06-04") -> set[tuple[str, str]]:
    """The editions that the links of one indicator lead from and to."""
    rows = Correspondence.objects.filter(source__code=code).select_related(
        "source__edition", "target__edition"
    )
    return {(name_of(row.source.edition), name_of(row.target.edition)) for row in rows}


def test_a_new_version_of_the_source_takes_the_link_over(edition, province, clerk):
    next_version(edition, clerk)

    done = renew_links(by=clerk)

    assert (done.moved, done.added, list(done.left)) == (3, 0, [])
    assert ends() == {(f"{CITY}@2", f"{PROVINCE}@1")}
    row = Correspondence.objects.get(source__code="D06-04")
    entry = AuditEntry.objects.get(action="framework.relinked", thing_id=str(row.pk))
    assert entry.by == clerk
    assert entry.data["old"] == edition.indicators.get(code="D06-04").pk
    assert renewals(clerk) == []


def test_a_new_version_of_the_target_gets_a_link_beside_the_old(edition, province, clerk):
    next_version(province, clerk)

    done = renew_links(by=clerk)

    assert (done.moved, done.added) == (0, 3)
    assert ends() == {(f"{CITY}@1", f"{PROVINCE}@1"), (f"{CITY}@1", f"{PROVINCE}@2")}
    made = Correspondence.objects.get(target__edition__version=2, source__code="D06-04")
    assert made.note == "同一事项"
    again = renew_links(by=clerk)
    assert (again.moved, again.added) == (0, 0)


def test_where_both_are_new_the_new_ones_are_linked(edition, province, clerk):
    next_version(edition, clerk)
    next_version(province, clerk)

    done = renew_links(by=clerk)

    assert (done.moved, done.added) == (0, 3)
    assert ends() == {(f"{CITY}@1", f"{PROVINCE}@1"), (f"{CITY}@2", f"{PROVINCE}@2")}


@pytest.mark.parametrize("side", ["source", "target"])
def test_what_the_new_version_lacks_or_measures_otherwise_is_told(edition, province, clerk, side):
    old = edition if side == "source" else province
    next_version(old, clerk, one_gone_one_by_papers)

    done = renew_links(by=clerk)

    assert done.moved + done.added == 1
    assert [(item.link.source.code, str(item.reason)) for item in done.left] == [
        ("D06-05", "新版里没有这项指标"),
        ("D06-06", "新版里测评方法改了"),
    ]
    assert ends("D06-05") == {(f"{CITY}@1", f"{PROVINCE}@1")}


def test_a_circle_is_left_and_told(edition, province, clerk):
    newer = next_version(edition, clerk)
    add_links(links=[link(province, newer)], by=clerk)

    done = renew_links(by=clerk)

    assert done.moved == 2
    assert [item.link.source.code for item in done.left] == ["D06-04"]
    assert "圈" in str(done.left[0].reason)


def test_what_has_a_source_already_or_no_future_is_left_alone(edition, province, clerk):
    newer = next_version(province, clerk)
    editions.retire_edition(edition_id=newer.pk, by=clerk)

    assert renewals(clerk) == []  # nobody plans rounds under the province's framework any more

    other = next_version(newer, clerk)
    chosen = Link(edition.indicators.get(code="D06-03"), other.indicators.get(code="D06-04"))
    add_links(links=[chosen], by=clerk)

    assert [item.link.source.code for item in renewals(clerk)] == ["D06-05", "D06-06"]


def test_a_link_from_an_old_version_to_the_new_one_has_done_its_work(edition, clerk):
    newer = next_version(edition, clerk)
    add_links(links=[link(edition, newer)], by=clerk)

    assert renewals(clerk) == []


def test_only_those_who_maintain_frameworks_carry_links_over(client, edition, province, clerk):
    next_version(edition, clerk)
    leader = make.user(Role.LEADER)
    with pytest.raises(NotAllowed):
        renew_links(by=leader)
    client.force_login(leader)

    page = client.get(reverse("framework:crosswalk")).content.decode()

    assert "已停用" in page
    assert "沿用到新版" not in page
    assert client.post(reverse("framework:crosswalk_renew")).status_code == 403
    assert ends() == {(f"{CITY}@1", f"{PROVINCE}@1")}


def test_the_page_offers_it_and_tells_what_came_of_it(client, edition, province, clerk):
    client.force_login(clerk)
    address = reverse("framework:crosswalk")
    assert "沿用到新版" not in client.get(address).content.decode()
    next_version(edition, clerk, one_gone_one_by_papers)

    before = client.get(address).content.decode()
    answer = client.post(reverse("framework:crosswalk_renew"), follow=True).content.decode()
    again = client.post(reverse("framework:crosswalk_renew"), follow=True).content.decode()

    assert "1 条对照还指着已停用的版本" in before
    assert "不能沿用：新版里没有这项指标" in before
    assert "已沿用到新版：新登记 0 条，改了来源 1 条" in answer
    assert "2 条没有沿用" in answer
    assert "D06-05 → D06-05（新版里没有这项指标）" in answer
    assert "已沿用到新版" not in again
    assert "条对照还指着已停用的版本" not in again


def test_publishing_a_version_says_which_links_lag_behind(client, edition, province, clerk):
    made = editions.copy_edition(edition_id=edition.pk, by=clerk)
    client.force_login(make.user(Role.OFFICE))

    answer = client.post(reverse("framework:editions_publish", args=[made.pk]), follow=True)

    assert "有 3 条指标对照还指着旧版" in answer.content.decode()
