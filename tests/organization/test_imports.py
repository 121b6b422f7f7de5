"""Sheets of areas, units, posts and groups: what is stored, what is refused, by row and column."""

import io

import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Role
from wenming.core import imports, schedule, tables
from wenming.core.clock import now
from wenming.core.models import AuditEntry, PendingImport
from wenming.organization.importing import AREAS, GROUPS, POSTS, UNITS
from wenming.organization.models import Area, Level, Post, Unit, UnitAlias, UnitKind, WorkingGroup

pytestmark = pytest.mark.django_db

AREA_HEAD = ["代码", "名称", "层级", "上级代码", "启用日期"]
UNIT_HEAD = [
    "代码",
    "名称",
    "类别",
    "所辖区域",
    "上级单位",
    "别名",
    "旧名",
    "前身",
    "联络员",
    "联络电话",
]
DEPARTMENT = ["D01", "市公安局", "市直部门", "3307"]


def judge(kind, *rows, by=None):
    return imports.judge(kind, workbook(*rows), name="表.xlsx", by=by or make.office())


def told(kind, *rows, by=None):
    return [str(fault) for fault in judge(kind, *rows, by=by).faults]


def take(kind, *rows, by=None):
    by = by or make.office()
    report = judge(kind, *rows, by=by)
    assert not report.faults
    return kind.store(report.rows, by)


def test_areas_come_in_any_order_with_their_superiors_in_the_same_sheet():
    make.city()

    stored = take(
        AREAS,
        AREA_HEAD,
        ["330702001", "石坊街道", "街道（乡镇）", "330702"],
        ["330702", "云湖区", "区县", "3307", "2020-01-01"],
        ["330702001001", "文昌社区", "社区（村）", "330702001"],
    )

    assert (stored.added, stored.changed) == (3, 0)
    assert list(Area.objects.order_by("path").values_list("code", "depth")) == [
        ("3307", 1),
        ("330702", 2),
        ("330702001", 3),
        ("330702001001", 4),
    ]


def test_an_area_that_is_there_is_renamed_and_blank_cells_change_nothing():
    make.area(code="330702", name="云湖区", valid_from="2020-01-01")

    stored = take(AREAS, AREA_HEAD, ["330702", "云湖新区", "区县"])

    area = Area.objects.get(code="330702")
    assert (stored.added, stored.changed) == (0, 1)
    assert (area.name, str(area.valid_from)) == ("云湖新区", "2020-01-01")


@pytest.mark.parametrize("codes", [["C1", "C2", "C3"], ["C0", "C5", "C3"], ["C9", "C10", "C1"]])
def test_the_tree_is_sound_wherever_new_areas_fall(codes):
    street = make.area(Level.STREET, parent=make.area(), code="S")
    for code in ("C4", "C6"):
        make.area(Level.COMMUNITY, parent=street, code=code)
    grid = make.area(Level.GRID, parent=Area.objects.get(code="C6"), code="G6")

    take(
        AREAS,
        AREA_HEAD,
        *[[code, f"{code}社区", "社区（村）", "S"] for code in codes],
        [f"G-{codes[0]}", "网格", "网格", codes[0]],
    )

    below = [area.code for area in Area.objects.get_children(Area.objects.get(code="S"))]
    assert Area.objects.find_problems() == ([], [], [], [], [])
    assert below == sorted([*codes, "C4", "C6"])
    grid.refresh_from_db()
    assert Area.objects.get_parent(grid).code == "C6"


def test_wrong_areas_are_told_by_row():
    make.area(code="330702", name="云湖区")
    make.area(Level.STREET, code="S9", parent=make.area(code="330703"))

    faults = told(
        AREAS,
        AREA_HEAD,
        ["A1", "甲", "区县"],
        ["A2", "乙", "街道（乡镇）", "NONE"],
        ["A3", "丙", "区县", "330702"],
        ["S9", "丁", "街道（乡镇）", "330702"],
        ["A4", "戊", "社区（村）", "A5"],
        ["A5", "己", "社区（村）", "330702"],
        ["330703", "庚", "社区（村）", "3307"],
    )

    assert faults == [
        "第 2 行 D 列：没有写上级代码；只有本市没有上级，而本市已经登记。",
        "第 3 行 D 列：上级代码“NONE”不在平台里，也不在本表里。",
        "第 4 行 D 列：“云湖区”不能作“丙”的上级：它是区县，不比区县高。",
        f"第 5 行 D 列：“{Area.objects.get(code='S9').name}”的上级是“330703”，不能改。请停用旧的区域，用新代码建新的。",
        "第 6 行 D 列：上级在第 7 行，层级不比它高。",
        f"第 8 行 D 列：“{Area.objects.get(code='330703').name}”下面已有同级或更高的区域，层级不能这样改。",
    ]


def test_a_row_below_a_wrong_row_is_wrong_too():
    make.city()

    report = judge(
        AREAS,
        AREA_HEAD,
        ["B1", "甲区", "区县", "NONE"],
        ["B11", "乙街道", "街道（乡镇）", "B1"],
        ["B2", "丙区", "区县", "3307"],
    )

    assert [fault.row for fault in report.faults] == [2, 3]
    assert [row["code"] for row in report.rows] == ["B2"]


def test_units_come_with_names_liaisons_and_predecessors():
    make.city()

    take(
        UNITS,
        UNIT_HEAD,
        [*DEPARTMENT, None, "公安局、公安", "市公安处", "市交警大队", "张三", 13900001234],
        ["D02", "市交警大队", "市直部门", "云澜市", "市公安局"],
    )

    unit = Unit.objects.get(code="D01")
    post = unit.posts.get()
    assert set(unit.aliases.values_list("name", "kind")) == {
        ("公安局", UnitAlias.Kind.SHORT),
        ("公安", UnitAlias.Kind.SHORT),
        ("市公安处", UnitAlias.Kind.FORMER),
    }
    assert [before.code for before in unit.predecessors.all()] == ["D02"]
    assert Unit.objects.get(code="D02").parent == unit
    assert (post.kind, post.holder, post.phone) == ("liaison", "张三", "13900001234")


def test_a_territory_without_a_superior_gets_the_unit_of_the_area_above():
    district = make.area(name="云湖区")
    make.area(Level.STREET, parent=district, name="石坊街道")

    take(
        UNITS,
        UNIT_HEAD,
        ["U2", "石坊街道", "街道（乡镇）", "石坊街道"],
        ["U1", "云湖区", "区县", "云湖区"],
    )

    assert Unit.objects.get(code="U2").parent.code == "U1"


def test_blank_cells_of_a_known_unit_change_nothing():
    make.city()
    full = [*DEPARTMENT, None, "公安局", "市公安处", None, "张三", "13900001234"]
    take(UNITS, UNIT_HEAD, full)

    stored = take(UNITS, UNIT_HEAD[:4], ["D01", "市公安总局", "市直部门", "3307"])

    unit = Unit.objects.get(code="D01")
    assert (stored.added, stored.changed) == (0, 1)
    assert take(UNITS, UNIT_HEAD, [*full[:1], "市公安总局", *full[2:]]).changed == 0
    assert set(unit.aliases.values_list("name", flat=True)) == {"公安局", "市公安处", "市公安局"}
    assert unit.posts.get().holder == "张三"


def test_wrong_units_are_told_by_row_and_column():
    make.city()
    make.unit("市城管局", code="TAKEN")
    make.area(Level.STREET, name="石坊街道", parent=make.area())

    faults = told(
        UNITS,
        UNIT_HEAD,
        ["D01", "市甲局", "市直部门", "没有这里"],
        ["D02", "市乙局", "街道（乡镇）", "3307"],
        ["D03", "市城管局", "市直部门", "3307"],
        ["D04", "市丁局", "市直部门", "3307", "某某某委员会"],
        ["D05", "市戊局", "市直部门", "3307", None, "市城管局"],
        ["D06", "市己局", "市直部门", "3307", None, None, None, "市庚局"],
        ["D07", "市辛局", "市直部门", "3307", "市壬局"],
        ["D08", "市壬局", "市直部门", "3307", "市辛局"],
        ["D09", "市癸局", "市直部门", "3307", None, "同名"],
        ["D10", "市子局", "市直部门", "3307", None, "同名"],
    )

    assert faults == [
        "第 2 行 D 列：没有代码或名称是“没有这里”的区域。",
        "第 3 行 D 列：“街道（乡镇）”的所辖区域应是街道（乡镇）一级，“云澜市”是市。",
        "第 4 行 B 列：“市城管局”已经是“市城管局”的名称或别名。",
        "第 5 行 E 列：没有找到单位“某某某委员会”。请写单位的全称或简称。",
        "第 6 行 F 列：“市城管局”已经是“市城管局”的名称或别名。",
        "第 7 行 H 列：前身“市庚局”没有登记过。只是改了名字的，请填在“旧名”里。",
        "第 8 行 E 列：上级单位绕了一圈又回到它自己。",
        "第 9 行 E 列：上级单位绕了一圈又回到它自己。",
        "第 11 行 F 列：“同名”已经是“市癸局”的名称或别名。",
    ]


def test_a_name_that_comes_twice_asks_for_the_code():
    for district in (make.area(), make.area()):
        street = make.area(Level.STREET, parent=district)
        make.area(Level.COMMUNITY, parent=street, name="新华社区", code=f"C{district.pk}")

    faults = told(UNITS, UNIT_HEAD, ["U1", "甲社区", "社区（村）", "新华社区"])

    assert faults[0].startswith("第 2 行 D 列：叫“新华社区”的区域不止一个，请写代码：C")


def test_a_keeper_of_one_district_imports_nothing_elsewhere():
    mine, other = make.area(name="甲区", code="M1"), make.area(name="乙区", code="O1")
    keeper = make.user(Role.OFFICE, area=mine)

    faults = told(
        UNITS,
        UNIT_HEAD,
        ["U1", "甲", "区县", mine.code],
        ["U2", "乙", "区县", other.code],
        by=keeper,
    )

    assert faults == ["第 3 行 D 列：“乙区”不在您管理的区域里。"]


def test_posts_are_entered_changed_and_told_by_row():
    unit = make.unit("市公安局")
    head = ["单位", "职务", "类别", "姓名", "电话"]
    take(POSTS, head, ["市公安局", "联络员", "联络员", "张三", "13900001234"])

    stored = take(POSTS, head, ["市公安局", "联络员", None, "李四", None], ["市公安局", "局长"])

    assert (stored.added, stored.changed) == (1, 1)
    post = Post.objects.get(title="联络员")
    assert (post.unit, post.holder, post.phone) == (unit, "李四", "13900001234")
    assert told(POSTS, head, ["市公安局", "科长"], ["没有局", "科长"], ["市公安局", "科长"]) == [
        "第 3 行 A 列：没有找到单位“没有局”。请写单位的全称或简称。",
        "第 4 行 B 列：与第 2 行是同一个单位的同一个职务。",
    ]


def test_groups_are_entered_changed_and_told_by_row():
    for name in ("市城管局", "市公安局", "市住建局"):
        make.unit(name)
    head = ["代码", "名称", "牵头单位", "成员单位"]
    take(GROUPS, head, ["G1", "市容组", "市城管局", "市公安局、市住建局"])

    take(GROUPS, head, ["G1", "市容环境组", "市住建局", None])

    group = WorkingGroup.objects.get()
    assert (group.name, group.lead.name) == ("市容环境组", "市住建局")
    assert [unit.name for unit in group.members.all()] == ["市公安局"]
    assert told(GROUPS, head, ["G2", "乙组", "没有委", "市公安局、没有处"]) == [
        "第 2 行 C 列：没有找到单位“没有委”。请写单位的全称或简称。",
        "第 2 行 D 列：没有找到单位“没有处”。请写单位的全称或简称。",
    ]


@pytest.mark.parametrize("kind", [AREAS, UNITS, POSTS, GROUPS], ids=lambda kind: kind.key)
def test_what_is_taken_out_comes_back_without_a_change(kind):
    by = make.office()
    street = make.area(Level.STREET, parent=make.area(code="330702"), name="石坊街道")
    lead = make.unit("市城管局")
    UnitAlias.objects.create(unit=lead, name="城管")
    make.unit("石坊街道办", kind=UnitKind.STREET, area=street)
    Post.objects.create(
        unit=lead, title="联络员", kind="liaison", holder="张三", phone="13900001234"
    )
    WorkingGroup.objects.create(code="G1", name="市容组", lead=lead)
    layout = kind.layout()
    before = list(kind.existing(by))

    content = tables.template(layout, before)
    report = imports.judge(kind, content, name="现有.xlsx", by=by)
    stored = kind.store(report.rows, by)

    assert before
    assert not report.faults
    assert stored == imports.Stored(added=0, changed=0)
    assert list(kind.existing(by)) == before
    assert not AuditEntry.objects.exists()


def send(client, kind, *rows):
    file = io.BytesIO(workbook(*rows))
    file.name = "单位.xlsx"
    return client.post(reverse("organization:import_send", args=[kind.key]), {"file": file})


GOOD, BAD = DEPARTMENT, ["D02", "市乙局", "市直部门", "没有这里"]


def test_a_right_sheet_is_stored_at_once(client):
    client.force_login(make.office())

    answer = send(client, UNITS, UNIT_HEAD, GOOD)

    assert answer.status_code == 302
    assert answer.url == reverse("organization:imports")
    assert Unit.objects.filter(code="D01").exists()
    assert not PendingImport.objects.exists()


def test_a_sheet_with_a_wrong_row_stores_nothing_and_reports(client):
    client.force_login(make.office())

    report = client.get(send(client, UNITS, UNIT_HEAD, GOOD, BAD).url)

    page = report.content.decode()
    assert not Unit.objects.filter(code__in=["D01", "D02"]).exists()
    assert "2 行里有 1 行不对，一行也没有存" in page
    assert "第 3 行 D 列：没有代码或名称是“没有这里”的区域。" in page
    assert "只导入 1 行" in page


def test_the_sender_gets_the_sheet_back_with_remarks(client):
    client.force_login(make.office())
    pending = send(client, UNITS, UNIT_HEAD, GOOD, BAD).url

    back = client.get(f"{pending}remarks.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(back.content)).worksheets[0]
    assert [row[-1].value for row in sheet.iter_rows()] == [
        "导入说明",
        None,
        "D 列：没有代码或名称是“没有这里”的区域。",
    ]
    assert [cell.value for cell in sheet[2]][:4] == GOOD


def test_the_second_button_stores_the_right_rows_once(client):
    client.force_login(make.office())
    pending = send(client, UNITS, UNIT_HEAD, GOOD, BAD).url

    answer = client.post(f"{pending}store/", {"seen": "1"})

    assert answer.url == reverse("organization:imports")
    assert list(Unit.objects.filter(code__in=["D01", "D02"]).values_list("code")) == [("D01",)]
    assert client.post(f"{pending}store/", {"seen": "1"}).status_code == 404


def test_the_second_button_stores_only_what_was_seen(client):
    client.force_login(make.office())
    pending = send(client, UNITS, UNIT_HEAD, GOOD, BAD).url

    for seen in ("2", "", "x", "9" * 30):
        answer = client.post(f"{pending}store/", {"seen": seen}, follow=True)

        assert "请看过新的结果再决定" in answer.content.decode()
    assert not Unit.objects.filter(code="D01").exists()


def test_a_kept_sheet_is_for_its_sender_only(client):
    client.force_login(make.office())
    pending = send(client, UNITS, UNIT_HEAD, GOOD, BAD).url

    client.force_login(make.user(Role.OFFICE))

    assert client.get(pending).status_code == 404
    assert client.get(f"{pending}remarks.xlsx").status_code == 404
    assert client.post(f"{pending}store/", {"seen": "1"}).status_code == 404


def test_a_kept_sheet_is_encrypted_and_forgotten_after_a_day(client):
    client.force_login(make.office())
    send(client, UNITS, UNIT_HEAD, [*GOOD, None, None, None, None, "张三", "13900001234"], BAD)
    kept = PendingImport.objects.get()
    assert kept.content.startswith("aesgcm:")
    assert kept.sheet.startswith(b"PK")

    PendingImport.objects.update(at=now() - now().resolution)
    job = next(job for _app, listed in schedule.jobs for job in listed if "forget" in job.name)
    job.run(now())
    assert PendingImport.objects.exists()
    PendingImport.objects.update(at=kept.at.replace(year=kept.at.year - 1))
    job.run(now())

    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"nonsense", "不是 xlsx 表格"),
        (workbook(["别的"], ["x"]), "表头缺少：代码、名称、类别、所辖区域"),
        (workbook(UNIT_HEAD), "没有填任何一行"),
    ],
)
def test_a_file_that_is_no_sheet_of_this_kind_is_refused_in_words(client, content, sentence):
    client.force_login(make.office())
    file = io.BytesIO(content)
    file.name = "单位.xlsx"

    answer = client.post(reverse("organization:import_send", args=["units"]), {"file": file})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PendingImport.objects.exists()


def test_no_file_at_all_is_refused_in_words(client):
    client.force_login(make.office())

    assert client.post(reverse("organization:import_send", args=["units"])).status_code == 422


def test_templates_and_existing_sheets_are_downloads_and_the_latter_is_recorded(client):
    client.force_login(make.office())

    template = client.get(reverse("organization:import_template", args=["units"]))
    existing = client.post(reverse("organization:import_existing", args=["units"]))

    assert template["Content-Type"] == existing["Content-Type"]
    rows = openpyxl.load_workbook(io.BytesIO(existing.content))["单位"].max_row
    assert rows == 1 + Unit.objects.count()
    entry = AuditEntry.objects.get(action="organization.sheet_taken")
    assert entry.data == {"kind": "units", "rows": Unit.objects.count()}


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.INSPECTOR, Role.LEADER])
def test_who_keeps_nothing_imports_nothing(client, role):
    client.force_login(make.user(role, unit=make.unit()))

    assert client.get(reverse("organization:imports")).status_code == 403
    assert send(client, UNITS, UNIT_HEAD, GOOD).status_code == 404
    assert not Unit.objects.filter(code="D01").exists()


def test_a_district_office_imports_places_only(client):
    client.force_login(make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=make.area())))

    page = client.get(reverse("organization:imports")).content.decode()

    assert 'id="places"' in page
    assert 'id="units"' not in page
