"""A framework after loading: everything settled that meta decides for a row."""

from decimal import Decimal

import pytest

from tests.engine import starter
from wenming.engine.framework import FrameworkError, load


def test_numbers_are_as_written():
    framework = starter.framework()

    assert framework.indicators["D01-02"].weight == Decimal("1.1")
    assert str(framework.items["L02-03"].scoring.per_finding) == "0.8"
    assert framework.place_types["L06"].sample_count == 10


def test_what_meta_decides_is_settled_in_the_rows():
    data = starter.data()
    starter.row(data, "indicators", "D01-04")["marking"] = "graded"
    starter.row(data, "check_items", "L01-01").update(remedy="build", owner="sector")

    framework = load(data)

    assert framework.indicators["D01-04"].marking == "graded"
    assert framework.indicators["D01-05"].marking == "proportional"
    built, fixed = framework.items["L01-01"], framework.items["L01-02"]
    assert (built.remedy, built.owner) == ("build", "sector")
    assert (fixed.remedy, fixed.owner) == ("fix", "holder")
    assert framework.remedies["build"].deferrable
    assert not framework.remedies["fix"].grouped


def test_entries_without_schemes_act_on_the_base_scheme():
    data = starter.data()
    data["meta"]["negative_list"][0]["schemes"] = ["city", "minors"]

    framework = load(data)

    assert framework.base.code == "city"
    assert framework.entries["B01"].schemes == ("city",)
    assert framework.entries["N01"].schemes == ("city", "minors")
    assert (framework.entries["N01"].points, framework.entries["N08"].points) == (0, 2)


def test_methods_of_older_editions_count_as_one_of_the_four():
    data = starter.data()
    data["meta"]["methods"] = {"hearing": "material", "web": {"counts_as": "survey"}}
    data["meta"]["marking"]["web"] = "proportional"
    starter.row(data, "indicators", "D01-01")["method"] = "hearing"
    starter.row(data, "indicators", "D01-03")["method"] = "web"

    framework = load(data)

    hearing, web = framework.indicators["D01-01"], framework.indicators["D01-03"]
    assert (hearing.method, hearing.counts_as, hearing.marking) == ("hearing", "material", "graded")
    assert (web.counts_as, web.marking) == ("survey", "proportional")


def test_items_and_levels_have_words():
    framework = starter.framework()

    assert [item.code for item in framework.items_of("L40")] == [f"L40-0{n}" for n in range(1, 5)]
    assert (framework.level_name("fair"), framework.level_name("other")) == ("一般", "other")


def test_contents_stand_between_dimension_and_indicator():
    data = starter.data()
    data["contents"] = [{"code": "C1", "dimension": "D01", "name": "宣传"}]
    starter.row(data, "indicators", "D01-01")["content"] = "C1"

    framework = load(data)

    assert framework.contents["C1"].name_zh == "宣传"
    assert framework.indicators["D01-01"].content == "C1"


def test_a_faulty_framework_is_refused_with_its_report():
    data = starter.data()
    starter.row(data, "indicators", "D01-01")["weight"] = -1
    starter.row(data, "indicators", "D01-02")["dimension"] = "D99"

    with pytest.raises(
        FrameworkError, match=r"indicators\[1\] D01-01 weight.*共 \d 处错误"
    ) as error:
        load(data)

    assert len(error.value.report.errors) > 1


def test_a_single_fault_is_not_counted():
    data = starter.data()
    starter.row(data, "check_items", "L01-01")["owner"] = "me"

    with pytest.raises(FrameworkError) as error:
        load(data)

    assert "共" not in str(error.value)


def test_what_is_no_mapping_is_refused():
    with pytest.raises(FrameworkError, match="这不是测评体系"):
        load("no framework")
