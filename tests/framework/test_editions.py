"""Editions come in whole, with every number as written, and are locked when published."""

import json
from copy import deepcopy
from dataclasses import asdict
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry
from wenming.engine import framework as engine
from wenming.framework.errors import EditionExists, FrameworkRefused
from wenming.framework.models import CheckItem, Edition, Indicator, PlaceType
from wenming.framework.selectors import current_edition, engine_framework
from wenming.framework.services import import_edition, publish_edition
from wenming.framework.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> Any:
    return deepcopy(make.framework_data())


def test_the_engine_gets_exactly_what_was_written(data):
    edition = import_edition(data=data, owner=make.city(), by=None)

    assert asdict(engine_framework(edition)) == asdict(engine.load(data))
    assert Edition.objects.get().digest == edition.digest


def test_rows_are_made_for_others_to_point_at(data):
    edition = import_edition(data=data, owner=make.city(), by=make.office())

    framework = engine_framework(edition)
    assert edition.indicators.count() == len(framework.indicators)
    assert edition.place_types.count() == len(framework.place_types)
    assert edition.check_items.count() == len(framework.items)
    assert edition.dimensions.count() == len(framework.dimensions)
    item = CheckItem.objects.select_related("indicator", "place_type").get(code="L01-06")
    assert item.scoring == {"type": "deduct", "max": 6, "per_finding": "0.5"}
    assert (item.indicator.code, item.place_type.code) == ("D06-03", "L01")
    assert (item.remedy, item.owner) == ("fix", "holder")
    assert Indicator.objects.get(code="D06-03").weight_micromarks == 1_590_000


def test_a_number_is_never_taken_through_a_float(data):
    data["indicators"][0]["weight"] = Decimal("1.280000000000001")

    edition = import_edition(data=data, owner=make.city(), by=None)

    assert json.loads(edition.data)["indicators"][0]["weight"] == "1.280000000000001"


def test_levels_keep_their_order(data):
    edition = import_edition(data=data, owner=make.city(), by=None)

    assert list(engine_framework(edition).items["L05-02"].scoring.levels) == [
        "good",
        "fair",
        "poor",
    ]


def break_reference(data: Any) -> None:
    data["check_items"][3]["indicator"] = "D99-99"


def break_weight(data: Any) -> None:
    data["indicators"][0]["weight"] = Decimal("2.28")


def break_name(data: Any) -> None:
    data["place_types"][1]["name_zh"] = "长" * 61


def break_version(data: Any) -> None:
    data["meta"]["version"] = "二版"


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (break_reference, "D99-99"),
        (break_weight, "权重之和"),
        (break_name, r"place_types\[2\] L02 name_zh：有 61 个字，最多 60 个"),
        (break_version, "version 应为不小于 1 的整数"),
    ],
)
def test_a_faulty_framework_is_refused_with_its_place(data, break_it, said):
    break_it(data)

    with pytest.raises(FrameworkRefused, match=said):
        import_edition(data=data, owner=make.city(), by=None)

    assert not Edition.objects.exists()
    assert not PlaceType.objects.exists()


def test_what_is_no_framework_at_all_is_refused():
    with pytest.raises(FrameworkRefused, match="这不是测评体系"):
        import_edition(data=["x"], owner=make.city(), by=None)


def test_a_version_is_never_overwritten(data):
    import_edition(data=data, owner=make.city(), by=None)

    with pytest.raises(EditionExists, match="第 1 版已经导入过"):
        import_edition(data=data, owner=make.city(), by=None)

    assert Edition.objects.count() == 1


def test_only_those_with_the_right_import(data):
    stranger = make.user(Role.STREET, unit=make.unit())

    with pytest.raises(NotAllowed):
        import_edition(data=data, owner=make.city(), by=stranger)

    assert not Edition.objects.exists()


def test_publishing_locks_and_retires_the_version_before(data):
    first = import_edition(data=data, owner=make.city(), by=None)
    publish_edition(edition_id=first.pk, by=None)
    data["meta"]["version"] = 2
    second = import_edition(data=data, owner=make.city(), by=None)
    assert current_edition() == first

    publish_edition(edition_id=second.pk, by=make.office())

    first.refresh_from_db()
    assert first.status == Status.RETIRED
    assert current_edition() == second
    last = AuditEntry.objects.order_by("-pk")[0]
    assert (last.action, last.data) == ("framework.publish", {"old": "draft", "new": "published"})


def test_a_published_edition_is_not_published_again():
    edition = make.edition()

    with pytest.raises(TransitionRefused, match="已发布"):
        publish_edition(edition_id=edition.pk, by=None)


def test_publishing_needs_the_right(data):
    edition = import_edition(data=data, owner=make.city(), by=None)

    with pytest.raises(NotAllowed):
        publish_edition(edition_id=edition.pk, by=make.user(Role.LEADER))

    edition.refresh_from_db()
    assert edition.status == Status.DRAFT


def test_before_the_first_edition_there_is_none():
    assert current_edition() is None


def test_the_command_loads_the_starter():
    make.city()
    out = StringIO()

    call_command("load_framework", "--publish", stdout=out)

    edition = current_edition()
    assert edition is not None
    assert "已发布" in out.getvalue()
    assert edition.digest in out.getvalue()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("meta: [", "第 2 行第 1 列"),
        ("meta: 1", "缺少 dimensions 表"),
        (None, "打不开"),
    ],
)
def test_the_command_names_what_is_wrong_with_the_file(tmp_path: Path, text, said):
    make.city()
    file = tmp_path / "edition.yaml"
    if text is not None:
        file.write_text(text, "utf-8")

    with pytest.raises(CommandError, match=said):
        call_command("load_framework", file)

    assert not Edition.objects.exists()


def test_the_command_needs_an_owner():
    with pytest.raises(CommandError, match="先导入区划"):
        call_command("load_framework")

    make.city()
    with pytest.raises(CommandError, match="没有地区 9999"):
        call_command("load_framework", "--owner", "9999")
