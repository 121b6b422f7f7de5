"""The responsibility table: out of a framework, filled by paste, issued; what it settles and asks."""

import io
import json
from datetime import date

import pytest
from django.urls import reverse
from docx import Document as Docx
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import uploads
from wenming.core.errors import NotAllowed
from wenming.core.models import Ask, AuditEntry
from wenming.duties import services
from wenming.duties.errors import NoEdition, TableHasRows, TableInHand
from wenming.duties.fields import Party
from wenming.duties.lists.differences import ADDED, CHANGED, DROPPED, differences
from wenming.duties.models import Duty, IndicatorLead, PlaceTypeLead, TaskList, Undertaking
from wenming.duties.tables.grid import Cells, Grid, Key
from wenming.duties.tables.pasting import NothingPasted, judge
from wenming.duties.workflow import Status
from wenming.framework.models import Edition
from wenming.framework.services import import_edition, publish_edition
from wenming.organization.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    found = make.office()
    client.force_login(found)
    return found


@pytest.fixture
def edition():
    return make.small_edition()


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def police():
    return make.unit("市公安局")


def drafted(by) -> TaskList:
    return services.draft_table(owner=make.city(), by=by, title="责任分解表", basis="测评体系")


@pytest.fixture
def table(edition, clerk, bureau, police):
    return drafted(clerk)


def lead_of(edition: Edition, code: str) -> list[str]:
    rows = IndicatorLead.objects.filter(edition=edition, indicator__code=code)
    return [row.unit.name for row in rows.order_by("unit__pinyin")]


def first_codes(edition: Edition) -> tuple[str, str]:
    indicator, place_type = edition.indicators.first(), edition.place_types.first()
    return indicator.code, place_type.code


def written(table: TaskList, by, **rows: Cells) -> None:
    """Rows by the code of an indicator or a place type, with _ for -."""
    types = {row.code for row in table.edition.place_types.all()}
    keys = {code.replace("_", "-"): cells for code, cells in rows.items()}
    services.write_rows(
        table_id=table.pk,
        by=by,
        rows={
            Key("", code) if code in types else Key(code, ""): cells for code, cells in keys.items()
        },
    )


def led(*units, leader: str = "", responsible=(), supports=()) -> Cells:
    return Cells(
        leader,
        [Party(unit) for unit in units],
        [Party(unit) for unit in responsible],
        [Party(unit) for unit in supports],
    )


def issued(table: TaskList, by) -> TaskList:
    make.reviewed(table)
    return services.issue_list(task_list_id=table.pk, by=by, approver="总指挥")


# Drafting


def test_it_has_a_row_for_each_indicator_and_each_place_type_with_who_leads_now(
    edition, clerk, bureau
):
    code, type_code = first_codes(edition)
    services.set_lead(indicator_id=edition.indicators.get(code=code).pk, units=[bureau], by=clerk)

    made = drafted(clerk)

    grid = Grid(made)
    wanted = [*edition.indicators.values_list("code", flat=True)]
    wanted += edition.place_types.values_list("code", flat=True)
    assert sorted(key.indicator or key.place_type for key in grid.duties) == sorted(wanted)
    row = next(row for row in grid.rows if row.key == Key(code, ""))
    assert (row.leads, row.duty.text) == ("市城管局", f"{row.name}达到测评标准")
    assert next(row for row in grid.rows if row.key == Key("", type_code)).leads == ""


def test_an_area_has_one_table(table, clerk):
    with pytest.raises(TableInHand, match="不用另拟"):
        drafted(clerk)

    assert TaskList.objects.count() == 1


def test_without_a_framework_there_is_none(clerk):
    with pytest.raises(NoEdition, match="先发布测评体系"):
        drafted(clerk)


def test_only_the_office_drafts_it(edition, bureau):
    with pytest.raises(NotAllowed):
        drafted(make.user(Role.DEPARTMENT, unit=bureau))

    assert not TaskList.objects.exists()


def test_it_takes_no_tasks_besides_its_rows(table, clerk):
    duty = table.duties.first()

    with pytest.raises(TableHasRows):
        services.write_duty(task_list_id=table.pk, by=clerk, task=make.task())
    with pytest.raises(TableHasRows):
        services.remove_duty(task_list_id=table.pk, duty_id=duty.pk, by=clerk)
    services.write_duty(
        task_list_id=table.pk, by=clerk, duty_id=duty.pk, task=make.task(indicators=[], text="另说")
    )

    duty.refresh_from_db()
    assert (duty.text, duty.indicators.count()) == ("另说", 1)


def test_a_row_is_changed_in_its_form_and_stays_about_its_indicator(client, table, bureau):
    duty = table.duties.first()
    address = reverse("duties:duty", args=[table.pk, duty.pk])

    answer = client.post(
        address, {"text": "写细一点", "kind": "requirement", "measures": "逐条过", "leads": ""}
    )

    assert answer.status_code == 302
    duty.refresh_from_db()
    assert (duty.measures, duty.indicators.count()) == ("逐条过", 1)


# Pasting


def pasted(table: TaskList, *rows: str):
    return judge(Grid(table), "\n".join(rows))


HEAD = "指标\t点位类型\t责任领导\t牵头单位\t责任单位\t配合单位"


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


def make_police() -> Unit:
    return Unit.objects.get(name="市公安局")


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


# Issuing


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


def test_a_row_names_what_nobody_filled_in(client, table, edition, clerk, bureau, police):
    key = next(iter(Grid(table).duties))

    def blanks():
        return next(row.blanks for row in Grid(table).rows if row.key == key)

    assert blanks() == ["责任领导", "责任单位", "配合单位"]
    cells = led(bureau, leader="市长", supports=[police])
    services.write_rows(table_id=table.pk, by=clerk, rows={key: cells})
    assert blanks() == ["责任单位"]
    page = client.get(reverse("duties:task_list", args=[table.pk])).content.decode()
    assert '<td class="only-phone" data-label="没有填">责任单位</td>' in page


def test_an_issued_table_settles_who_leads(table, edition, clerk, bureau, police):
    indicator, place_type = edition.indicators.first(), edition.place_types.first()
    other = edition.indicators.last()
    services.write_rows(
        table_id=table.pk,
        by=clerk,
        rows={
            Key(indicator.code, ""): led(bureau),
            Key(indicator.code, place_type.code): led(police),
            Key("", place_type.code): led(police, supports=[bureau]),
        },
    )
    services.set_lead(indicator_id=other.pk, units=[police], by=clerk)

    made = issued(table, clerk)

    assert lead_of(edition, indicator.code) == ["市城管局"]
    assert lead_of(edition, other.code) == []
    assert [row.unit for row in PlaceTypeLead.objects.filter(place_type=place_type)] == [police]
    assert made.number == "市创城办责任〔2026〕1号" or made.number.endswith("1号")
    assert AuditEntry.objects.filter(action="duties.type_lead_set").count() == 1


def test_units_see_it_among_all_that_is_asked_of_them_and_sign(
    client, table, edition, clerk, bureau
):
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau)})
    made = issued(table, clerk)
    client.force_login(make.user(Role.DEPARTMENT, unit=bureau))

    mine = client.get(reverse("duties:list")).content.decode()

    assert made.duties.get(indicators__code=code).text in mine
    assert not Ask.objects.filter(unit_code=bureau.code, kind="duty").exists()  # but the receipt
    work = made.duties.get(indicators__code=code).undertakings.get()
    assert (work.unit, work.status, work.due_on) == (bureau, "underway", None)
    assert client.post(reverse("duties:sign", args=[made.pk, bureau.pk])).status_code == 302
    assert made.receipts.get().at is not None


def test_what_a_unit_works_on_already_is_not_asked_again(
    client, table, edition, clerk, bureau, police
):
    indicator = edition.indicators.first()
    listed = make.issued_list(make.task(bureau, indicators=[indicator]), by=clerk)
    written(table, clerk, **{indicator.code.replace("-", "_"): led(bureau, police)})

    made = issued(table, clerk)

    row = made.duties.get(indicators=indicator)
    assert [work.unit for work in row.undertakings.all()] == [police]
    assert row.units.get(unit=bureau).carried_by == listed.duties.get()
    page = client.get(reverse("duties:work_on", args=[row.pk])).content.decode()
    assert "市城管局不另报，按这项任务办理" in page


def test_a_row_follows_the_versions_of_the_task_that_carries_it(table, edition, clerk, bureau):
    indicator = edition.indicators.first()
    task = make.task(bureau, indicators=[indicator])
    listed = make.issued_list(task, make.task(bureau), by=clerk)
    written(table, clerk, **{indicator.code.replace("-", "_"): led(bureau)})
    row = issued(table, clerk).duties.get(indicators=indicator).units.get()

    second = services.draft_version(task_list_id=listed.pk, by=clerk)
    issued(second, clerk)
    row.refresh_from_db()
    assert row.carried_by == second.duties.first()
    third = services.draft_version(task_list_id=second.pk, by=clerk)
    dropped = third.duties.order_by("order")[0]
    services.remove_duty(task_list_id=third.pk, duty_id=dropped.pk, by=clerk)
    issued(third, clerk)

    row.refresh_from_db()
    assert row.carried_by is None
    assert row.duty.undertakings.get().unit == bureau


def test_a_row_with_a_day_is_work_that_is_asked(table, edition, clerk, bureau):
    duty = table.duties.first()
    task = make.task(bureau, due_on=date(2027, 6, 30))
    services.write_duty(task_list_id=table.pk, by=clerk, duty_id=duty.pk, task=task)

    issued(table, clerk)

    assert duty.undertakings.get().status == "not_started"
    assert Ask.objects.filter(unit_code=bureau.code, kind="duty").count() == 1


def test_finished_work_does_not_stand_for_a_row(table, edition, clerk, bureau):
    indicator = edition.indicators.first()
    make.issued_list(make.task(bureau, indicators=[indicator]), by=clerk)
    Undertaking.objects.update(status="done")
    written(table, clerk, **{indicator.code.replace("-", "_"): led(bureau)})

    made = issued(table, clerk)

    assert made.duties.get(indicators=indicator).undertakings.get().unit == bureau


def test_the_flow_is_that_of_a_list(client, table, edition, clerk, bureau, police):
    """拟稿 → 征求意见 with one objection → 审核 → 签批印发 → 签收, and a stranger sees nothing of it."""
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau, supports=[police])})
    services.consult(task_list_id=table.pk, by=clerk, days=3)
    liaison = make.user(Role.DEPARTMENT, unit=bureau)
    client.force_login(liaison)
    address = reverse("duties:task_list", args=[table.pk])
    assert "征求市城管局的意见" in client.get(address).content.decode()
    opinion = services.give_opinion(
        task_list_id=table.pk, unit_id=bureau.pk, by=liaison, text="应由市公安局牵头"
    )
    services.give_opinion(
        task_list_id=table.pk,
        unit_id=police.pk,
        by=make.user(Role.DEPARTMENT, unit=police),
        text="",
    )
    services.end_consultation(task_list_id=table.pk, by=clerk)
    services.answer_opinion(opinion_id=opinion.pk, by=clerk, takes=False, answer="按三定规定")

    made = issued(table, clerk)

    assert {row.unit for row in made.receipts.all()} == {bureau, police}
    assert "本单位牵头" in client.get(address).content.decode()
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(address).status_code == 404


# Versions


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


# Papers


def test_the_paper_has_its_cells_merged_and_its_head_on_every_page(table, edition, clerk, bureau):
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau, leader="副市长")})
    made = issued(table, clerk)

    paper = Docx(io.BytesIO(uploads.read(made.paper)))

    [sheet] = paper.tables
    assert "市城管局（副市长）" in [cell.text for cell in sheet.rows[1].cells]
    assert len(sheet.rows) == made.duties.count() + 1
    xml = sheet._tbl.xml
    assert 'w:vMerge w:val="restart"' in xml
    assert "w:tblHeader" in xml
    assert "方正小标宋简体" in paper.element.xml
    assert paper.sections[-1].page_width > paper.sections[-1].page_height


def test_the_workbook_comes_back_by_paste_without_a_change(client, table, edition, clerk, bureau):
    code, place_type = first_codes(edition)
    services.write_rows(
        table_id=table.pk,
        by=clerk,
        rows={
            Key(code, ""): led(bureau, leader="副市长"),
            Key(code, place_type): led(make_police(), supports=[bureau]),
        },
    )

    answer = client.get(reverse("duties:export", args=[table.pk]))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert (sheet["A1"].value, sheet.page_setup.orientation) == ("责任分解表", "landscape")
    assert sheet.print_title_rows == "$1:$2"
    assert len(sheet.merged_cells.ranges) > 1
    # Merged cells that are copied leave all but their first empty.
    covered = {cell for merged in sheet.merged_cells.ranges for cell in list(merged.cells)[1:]}
    text = "\n".join(
        "\t".join(
            "" if (cell.row, cell.column) in covered else str(cell.value or "") for cell in row
        )
        for row in sheet.iter_rows(min_row=2)
    )
    report = judge(Grid(table), text)
    assert (report.wrong, report.changing) == ([], [])
    assert report.same == table.duties.count()


# Pages


def test_the_pages_of_a_table(client, table, clerk):
    assert "责任分解表" in client.get(reverse("duties:tables")).content.decode()
    assert client.get(reverse("duties:new_table")).status_code == 302
    assert client.get(reverse("duties:grid", args=[table.pk])).status_code == 200
    assert client.get(reverse("duties:paper", args=[table.pk])).status_code == 200
    assert client.get(reverse("duties:new_duty", args=[table.pk])).status_code == 404
    duty = table.duties.first()
    assert client.get(reverse("duties:duty", args=[table.pk, duty.pk])).status_code == 200
    client.post(reverse("duties:withdraw", args=[table.pk]))
    assert not TaskList.objects.exists()


def test_a_table_is_made_on_its_page(client, edition, clerk):
    page = client.get(reverse("duties:new_table"))

    answer = client.post(reverse("duties:new_table"), page.context["form"].initial)

    made = TaskList.objects.get()
    assert answer["Location"] == reverse("duties:grid", args=[made.pk])
    assert (made.kind, made.edition, made.status) == ("table", edition, Status.DRAFT)


def test_a_list_has_no_grid(client, clerk):
    assert client.get(reverse("duties:grid", args=[make.task_list().pk])).status_code == 404


def test_the_page_of_a_table_costs_the_same_for_more_rows(
    client, edition, clerk, bureau, django_assert_max_num_queries
):
    made = drafted(clerk)
    with django_assert_max_num_queries(30):
        client.get(reverse("duties:task_list", args=[made.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("duties:grid", args=[made.pk]))
