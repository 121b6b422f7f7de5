"""The loop in Chromium at a desk and on a phone: from the tables of the ground to a signed bulletin."""

import io
import re
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from tests import make
from tests.core.sheets import workbook
from tests.e2e.browser import People, press
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.inspections.models import Round
from wenming.organization.models import Level, Unit, UnitKind
from wenming.problems.models import DispatchOrder, Problem
from wenming.scoring.models import Publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARKET, ROUND, SPOT = "石坊农贸市场", "第 47 周督查", "水产区 3 号摊"


@pytest.fixture
def street() -> Unit:
    """The street that holds the market; its district has a unit of its own."""
    outline = {
        "type": "Polygon",
        "coordinates": [
            [[119.6, 29.0], [119.7, 29.0], [119.7, 29.1], [119.6, 29.1], [119.6, 29.0]]
        ],
    }
    district = make.area(Level.DISTRICT, name="东湖区", outline=outline)
    make.unit("东湖区创城办", kind=UnitKind.DISTRICT, area=district)
    area = make.area(Level.STREET, parent=district, name="石坊街道")
    return make.unit("石坊街道办事处", kind=UnitKind.STREET, area=area)


@pytest.fixture
def market(street):
    return make.place(
        "L01",
        name=MARKET,
        holder=street,
        area=make.area(Level.COMMUNITY, parent=street.area, name="文昌社区"),
        longitude=119.647265,
        latitude=29.079162,
    )


@pytest.fixture
def photo(tmp_path) -> Path:
    path = tmp_path / "shot.jpg"
    path.write_bytes(make.photo_bytes(size=(800, 600)))
    return path


def test_tables_of_the_ground_come_in_with_a_report(people, tmp_path):
    """Step 1: the template, a sheet with one wrong row, the same sheet put right."""
    make.city()
    page = people.at_desk(make.office())
    page.goto("/organization/imports/")
    units = page.locator("section.card", has_text="核对并导入单位")
    with page.expect_download() as download:
        units.get_by_text("下载模板").click()
    assert "名称" in cells_of(download.value)

    police = ["D01", "市公安局", "市直部门", "3307"]
    send_units(page, tmp_path, police, ["D02", "市教育局", "市直部门", "没有这里"])
    expect(page.get_by_text("2 行里有 1 行不对，一行也没有存。")).to_be_visible()
    expect(page.get_by_text("没有代码或名称是“没有这里”的区域")).to_be_visible()

    send_units(page, tmp_path, police, ["D02", "市教育局", "市直部门", "3307"])
    expect(page.get_by_text("新增 2 行")).to_be_visible()
    page.goto("/organization/")
    expect(page.get_by_role("link", name="市公安局")).to_be_visible()


def send_units(page: Page, folder: Path, *rows: list[str]) -> None:
    path = folder / "单位.xlsx"
    path.write_bytes(workbook(["代码", "名称", "类别", "所辖区域"], *rows))
    page.locator("#file-units").set_input_files(path)
    press(page, "核对并导入单位")


def cells_of(download: Download) -> list[str]:
    """The words of every cell of a workbook that came down."""
    book = openpyxl.load_workbook(io.BytesIO(Path(download.path()).read_bytes()))
    return [str(cell.value) for sheet in book for row in sheet for cell in row]


def test_a_speech_becomes_duties_that_units_sign(people):
    """Step 2: the sample, reviewed, a list, issued, signed by a unit."""
    office = make.office()
    bureau = make.unit("市市场监管局")
    for name in ("市城管执法局", "市公安局", "市消防救援支队", "市住建局"):
        make.unit(name)
    page = people.at_desk(office)
    page.goto("/documents/")
    page.get_by_role("link", name="用样例试一遍").first.click()
    press(page, "收下并拟出草稿")
    expect(page.get_by_role("heading", name="任务草稿")).to_be_visible()
    expect(page.get_by_text("农贸市场划行归市").first).to_be_visible()

    page.get_by_role("button", name=re.compile("采纳勾上的")).click()
    page.locator("dialog[open] .btn-primary").click()
    page.get_by_role("link", name=re.compile("完成审核，生成")).click()
    press(page, "生成任务清单")
    expect(page.get_by_text("拟稿").first).to_be_visible()

    press(page, "送审")
    address = page.url
    page = people.at_desk(make.office())
    page.goto(address)
    press(page, "审核通过")
    page.get_by_role("link", name="印发", exact=True).click()
    page.get_by_label("签批人").fill("市创城办主任")
    press(page, "印发")
    expect(page.get_by_text("签批 市创城办主任")).to_be_visible()
    address = page.url

    page = people.at_desk(make.clerk(bureau, Role.DEPARTMENT))
    page.goto(address)
    press(page, "市市场监管局签收")
    expect(page.get_by_role("button", name="市市场监管局签收")).to_have_count(0)


def test_framework_and_places_are_found_and_seen(people, market):
    """Steps 3 and 4: dimensions, indicators, items and their search; places as list and map."""
    make.small_edition()
    page = people.at_desk(make.office())
    page.goto("/framework/")
    expect(page.get_by_text("生活环境").first).to_be_visible()
    search = page.get_by_role("searchbox", name="搜指标、细项、牵头单位")
    search.fill("消防")
    search.press("Enter")
    page.get_by_role("link", name="消防设施", exact=True).click()
    expect(page.get_by_text("消防器材有效，疏散出口不上锁")).to_be_visible()
    expect(page.get_by_text("无牵头").first).to_be_visible()

    page.goto("/places/")
    expect(page.get_by_role("link", name=MARKET)).to_be_visible()
    page.goto("/places/map/")
    expect(page.locator(".map.leaflet-container")).to_be_visible()
    expect(page.get_by_role("heading", name="所筛 1 处")).to_be_visible()
    expect(page.get_by_text("平面示意，无底图")).to_be_visible()


def test_a_round_from_its_plan_to_its_bulletin(people, street, market, photo):
    """Steps 5 to 10, each by the person whose step it is."""
    edition = make.small_edition()
    assert edition.status == "published"
    office, second = make.office(), make.office()
    inspector, partner = make.inspectors()
    verifier = make.user(Role.VERIFIER)
    leader = make.user(Role.LEADER)

    desk = people.at_desk(office)
    number = plan_and_release(desk, inspector, partner)
    inspect(people.on_phone(inspector), photo)
    accept(people.at_desk(verifier))
    read_the_score(desk, people.at_desk(second), people.at_desk(leader), number)
    dispatch(desk)
    rectify(people, street, photo)
    verify(people.at_desk(verifier))
    take_the_ledger(desk)
    look_at_the_city(people.on_phone(leader))
    write_the_bulletin(desk, people.at_desk(second), people.at_desk(leader))


def plan_and_release(page: Page, *team) -> str:
    """Step 5: the plan, the draw, the places, the inspectors."""
    page.goto("/inspections/plan/?purpose=weekly")
    page.get_by_label("名称").fill(ROUND)
    page.get_by_label("依据").fill("年度督查计划")
    page.get_by_label("问题什么时候转办").select_option("at_once")
    page.get_by_label("L01 农贸市场").fill("1")
    press(page, "建轮")
    expect(page.get_by_role("heading", name=ROUND)).to_be_visible()
    press(page, "抽取点位")
    expect(page.get_by_text("简单抽取，未封存").first).to_be_visible()
    press(page, "公布点位")
    expect(page.get_by_text(MARKET).first).to_be_visible()

    page.get_by_role("link", name="安排测评员").click()
    for field, person in zip(("first", "second"), team, strict=True):
        page.locator(f"[name=form-0-{field}]").select_option(str(person.pk))
    press(page, "按区域均分")
    expect(page.get_by_text("已把 1 处按区域均分给 1 组")).to_be_visible()
    return Round.objects.get().number


def inspect(page: Page, photo: Path) -> None:
    """Step 6: one finding with its spot and photo, the rest met, looked over, handed in."""
    page.goto("/inspections/today/")
    press(page, f"开始：{MARKET}")
    item = page.locator(".item", has_text="摊位不出线")
    item.get_by_text("不符合", exact=True).tap()
    expect(item.get_by_label("具体位置")).to_be_focused()
    page.keyboard.type(SPOT)
    item.locator("input[capture]").first.set_input_files(photo)
    expect(item.locator("[data-shot-target=key]").first).to_have_value(re.compile(".{36}"))
    page.locator(".item", has_text="地面整洁").get_by_text("好", exact=True).tap()
    page.locator(".item", has_text="公益广告").get_by_text("不涉及").tap()
    page.locator(".item", has_text="场内无吸烟").get_by_text("不涉及").tap()
    page.get_by_role("button", name="其余全部符合").tap()
    page.locator("dialog[open]").get_by_role("button", name="记为符合").tap()
    expect(page.get_by_text("7/7 条已判")).to_be_visible()
    page.get_by_role("button", name="检查并提交").tap()
    expect(page.get_by_text("共 7 条，1 条有问题")).to_be_visible()
    page.get_by_role("button", name="提交", exact=True).tap()
    expect(page.get_by_text("已提交，待审核")).to_be_visible()


def accept(page: Page) -> None:
    """Step 7: a second person accepts."""
    page.goto("/acceptance/")
    page.get_by_role("link", name=MARKET).click()
    expect(page.get_by_text(SPOT).first).to_be_visible()
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_role("button", name="审核通过")).to_have_count(0)


def read_the_score(planner: Page, other: Page, leader: Page, number: str) -> None:
    """Step 8: the round is closed, confirmed by the units, approved and published by three people."""
    planner.goto(f"/inspections/rounds/{number}/")
    press(planner, "结束测评")
    expect(planner.get_by_text("测评已结束").first).to_be_visible()

    planner.goto(f"/scoring/{number}/")
    expect(planner.get_by_role("heading", name="实地考察得分率")).to_be_visible()
    planner.get_by_role("link", name="公布得分").click()
    address = planner.url
    press(planner, "出计算稿")
    press(planner, "发单位核实")
    expect(planner.get_by_text("单位可以申诉到")).to_be_visible()
    Publication.objects.update(due_at=clock.now() - timedelta(minutes=1))  # two days later
    planner.reload()
    press(planner, "结束核实")
    leader.goto(address)
    press(leader, "审定")
    other.goto(address)
    press(other, "公布得分")
    expect(other.get_by_text("已公布").first).to_be_visible()

    planner.goto(f"/scoring/{number}/")
    planner.get_by_role("link", name=re.compile("市容秩序")).first.click()
    # Of 15 marks four are not involved; one of the other eleven is lost, by one finding.
    expect(planner.get_by_text("发现1处×1分，满分3得2")).to_be_visible()
    expect(planner.get_by_text("10 ÷ 11").first).to_be_visible()


def dispatch(page: Page) -> None:
    """Step 9, the office: out of 待派单 in a batch, on paper with a code."""
    page.goto("/problems/pending/")
    expect(page.get_by_text(SPOT)).to_be_visible()
    page.get_by_label("本页全选").check()
    press(page, "派单")
    page.goto("/problems/orders/")
    page.get_by_role("link", name=DispatchOrder.objects.get().number).first.click()
    expect(page.get_by_alt_text("办理链接的二维码")).to_be_visible()


def rectify(people: People, street: Unit, photo: Path) -> None:
    """Step 9, the unit: signs behind the link without an account, rectifies with its own."""
    stranger = people.on_phone(None)
    stranger.goto(f"/problems/link/{DispatchOrder.objects.get().token}/")
    expect(stranger.get_by_role("heading", name=street.name)).to_be_visible()
    press(stranger, "签收 1 件")
    expect(stranger.get_by_text("已签收").first).to_be_visible()

    page = people.at_desk(make.clerk(street))
    page.goto(f"/problems/{Problem.objects.get().number}/")
    page.get_by_label("整改措施").fill("摊位已退回线内")
    page.locator("input[type=file][multiple]").first.set_input_files(photo)
    expect(page.locator(".photos img").first).to_be_visible()
    press(page, "提交整改")
    expect(page.get_by_text("待复核").first).to_be_visible()


def verify(page: Page) -> None:
    """Step 9, somebody of another unit: before and after, struck off."""
    page.goto(f"/problems/{Problem.objects.get().number}/")
    expect(page.get_by_text("摊位已退回线内").first).to_be_visible()
    expect(page.get_by_alt_text("整改后").first).to_be_visible()
    press(page, "销号")
    page.goto(f"/problems/{Problem.objects.get().number}/")
    expect(page.get_by_text("已销号").first).to_be_visible()


def take_the_ledger(page: Page) -> None:
    """Step 10: the ledger as a workbook, with the closed problem in it."""
    page.goto("/problems/?tab=all")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出所筛").click()
    assert any(SPOT in cell for cell in cells_of(download.value))


def look_at_the_city(page: Page) -> None:
    """Step 10: the leader's one look, two taps from a figure to its records."""
    page.goto("/leader/")
    expect(page.get_by_role("heading", name="实地考察得分率")).to_be_visible()
    expect(page.get_by_text("1/1", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="逐级看丢分").tap()
    expect(page.get_by_role("heading", name=ROUND)).to_be_visible()


def write_the_bulletin(drafter: Page, reviewer: Page, signer: Page) -> None:
    """Step 10: 拟稿, 审核 and 签发 by three people; then it is a paper."""
    drafter.goto("/bulletins/")
    press(drafter, "拟通报")
    press(drafter, "保存")
    expect(drafter.get_by_text("等另一位同事审核")).to_be_visible()
    reviewer.goto(drafter.url)
    press(reviewer, "审核通过")
    expect(reviewer.get_by_role("button", name="审核通过")).to_have_count(0)
    signer.goto(drafter.url)
    expect(signer.get_by_text(SPOT).first).to_be_visible()
    press(signer, "签发")
    with signer.expect_download() as download:
        signer.get_by_role("link", name="下载通报").click()
    assert download.value.suggested_filename.endswith(".docx")
