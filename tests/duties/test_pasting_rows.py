"""Rows pasted into a responsibility table: matched, judged one by one, stored together."""

import pytest
from django.urls import reverse

from tests.duties.tables import HEAD, first_codes, led, pasted, written
from wenming.duties import services
from wenming.duties.models import Duty
from wenming.duties.tables.grid import Grid, Key
from wenming.duties.tables.pasting import NothingPasted, judge
from wenming.organization.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def make_police() -> Unit:
    return Unit.objects.get(name="市公安局")


def test_rows_are_matched_by_code_by_name_and_below_merged_cells(table, edition):
    indicator, place_type = edition.indicators.first(), edition.place_types.first()

    report = pasted(
        table,
        "测评表\t\t",
        f"{indicator.name_zh}\t\t副市长\t市城管局\t\t市公安局（路面、路口）",
        f"{indicator.code} 随便\t{place_type.name_zh}\t\t市公安局\t\t",
        f"—\t{place_type.code}\t\t市公安局\t\t",
    )

    assert [line.key for line in report.lines[1:]] == [
        Key(indicator.code, ""),
        Key(indicator.code, place_type.code),
        Key("", place_type.code),
    ]
    assert report.lines[0].faults == ["指标：这一版测评体系里没有“测评表”。"]
    assert [line.is_new for line in report.lines] == [False, False, True, False]
    assert [(str(c.column), c.old, c.new) for c in report.lines[1].changes] == [
        ("责任领导", "", "副市长"),
        ("牵头单位", "", "市城管局"),
        ("配合单位", "", "市公安局（路面、路口）"),
    ]
    assert {duty.leader for duty in table.duties.all()} == {""}


def test_only_the_columns_of_the_head_change_and_the_rest_stays(table, edition, clerk, bureau):
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau, leader="副市长")})

    report = pasted(table, "配合单位\t指标编号", f"市公安局\t{code}")

    assert report.rows == {Key(code, ""): led(bureau, leader="副市长", supports=[make_police()])}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("D99-99\t\t\t市城管局", "指标：这一版测评体系里没有“D99-99”。"),
        ("{code}\t月球\t\t市城管局", "点位类型：这一版测评体系里没有“月球”。"),
        ("{code}\t\t\t市工商所", "牵头单位：没有找到单位“市工商所”"),
        ("\t\t副市长\t市城管局", "没有写指标，也没有写点位类型。"),
        ("{code}\t\t\t市城管局\t市城管局", "市城管局既在牵头单位又在责任单位里，只留一处。"),
        ("{code}\t\t" + "长" * 61, "责任领导：最多 60 个字"),
        ("{code}\t{type}", "表里没有这一行，也没有写单位，不用添。"),
    ],
)
def test_a_wrong_row_says_where_and_why(table, edition, row, said):
    code, place_type = first_codes(edition)

    report = pasted(table, HEAD, row.format(code=code, type=place_type))

    assert len(report.wrong) == 1
    assert said in report.wrong[0].faults[0]
    assert report.wrong[0].number == 2
    assert report.rows == {}


def test_the_same_row_twice_is_said(table, edition):
    code, _type = first_codes(edition)

    report = pasted(table, HEAD, f"{code}\t\t\t市城管局", f"{code}\t\t\t市公安局")

    assert report.wrong[0].faults == ["与第 2 行重复。"]
    assert len(report.rows) == 1


@pytest.mark.parametrize("text", ["", "\n\t\t\n", HEAD])
def test_nothing_pasted_is_said(table, text):
    with pytest.raises(NothingPasted):
        judge(Grid(table), text)


def test_the_page_reports_before_it_stores(client, table, edition):
    code, _type = first_codes(edition)
    address = reverse("duties:grid", args=[table.pk])
    text = f"{HEAD}\n{code}\t\t副市长\t市城管局\n{code}\t\t\t没有的局"

    report = client.post(address, {"rows": text})

    page = report.content.decode()
    assert "共 2 行：1 行有改动，0 行没有变化，1 行不对。" in page
    assert "没有找到单位“没有的局”" in page
    assert not Duty.objects.filter(leader="副市长").exists()

    stale = client.post(address, {"rows": text, "store": "1", "seen": "7"})
    assert "能存的行与刚才看到的不一样" in stale.content.decode()
    stored = client.post(address, {"rows": text, "store": "1", "seen": "1"})

    assert stored.status_code == 302
    duty = Duty.objects.get(leader="副市长")
    assert [row.unit.name for row in duty.units.all()] == ["市城管局"]


@pytest.mark.parametrize("text", ["\x00", '"没有\t收尾', "甲\n" * 2_001, "=1+1\t\t\t@x"])
def test_bad_pastes_are_refused_in_words(client, table, text):
    address = reverse("duties:grid", args=[table.pk])
    before = [row.leads for row in Grid(table).rows]

    answer = client.post(address, {"rows": text, "store": "1", "seen": "1"})

    assert answer.status_code in {200, 422}
    assert 'role="alert"' in answer.content.decode()
    assert [row.leads for row in Grid(table).rows] == before


def test_a_row_of_its_own_for_a_type_stands_below_its_indicator(table, edition, clerk, bureau):
    code, place_type = first_codes(edition)

    services.write_rows(table_id=table.pk, by=clerk, rows={Key(code, place_type): led(bureau)})

    keys = list(Grid(table).duties)
    assert keys[keys.index(Key(code, "")) + 1] == Key(code, place_type)
    assert list(table.duties.values_list("order", flat=True)) == list(range(1, len(keys) + 1))


def test_many_rows_are_written_with_as_many_statements_as_few(
    table, edition, clerk, bureau, police, django_assert_max_num_queries
):
    own = list(Grid(table).duties)
    split = [Key(one.indicator, other.place_type) for one in own[:3] for other in own[3:]]

    def write(keys, most):
        rows = {key: led(bureau, leader="市长", supports=[police]) for key in keys}
        with django_assert_max_num_queries(most) as asked:
            services.write_rows(table_id=table.pk, by=clerk, rows=rows)
        return len(asked)

    few = write([own[0], split[0]], 60)
    write(own + split, few)

    written = Grid(table).duties
    assert set(written) == {*own, *split}
    assert [duty.order for duty in written.values()] == list(range(1, 12))
    assert {duty.leader for duty in written.values()} == {"市长"}
    assert {tuple(row.unit for row in duty.units.order_by("pk")) for duty in written.values()} == {
        (bureau, police)
    }
