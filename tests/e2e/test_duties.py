"""Duties in Chromium: a list from 拟稿 to 签收, work to its end, an instruction, a broken table."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.e2e.browser import press
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.duties.models import TaskList, Undertaking
from wenming.instructions.models import Instruction
from wenming.organization.models import UnitKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bureau():
    return make.unit("市城管局")


def fold(page: Page, title: str):
    """The form behind a fold, opened."""
    found = page.locator("details.fold", has=page.locator("summary", has_text=title)).first
    found.locator("summary").click()
    return found


def test_a_list_goes_from_draft_to_receipt_with_one_objection(people, bureau):
    police = make.unit("市公安局")
    made = make.task_list(
        make.task(bureau, text="整治背街小巷"), make.task(police, text="规范停车秩序")
    )
    address = f"/duties/lists/{made.pk}/"
    office, second = people.at_desk(made.by), people.at_desk(make.office())
    office.goto(address)
    form = fold(office, "先征求各单位意见")
    form.get_by_role("button", name="征求意见").click()
    expect(office.get_by_text("征求意见").first).to_be_visible()

    objector = people.at_desk(make.clerk(bureau, Role.DEPARTMENT))
    objector.goto("/duties/")
    objector.get_by_role("link", name=re.compile("回复意见")).click()
    objector.get_by_role("textbox", name="意见").fill("第一项工期太紧，建议延到年底")
    press(objector, "回复")
    expect(objector.get_by_text("已回复，截止之前可以再改")).to_be_visible()
    agrees = people.at_desk(make.clerk(police, Role.DEPARTMENT))
    agrees.goto(address)
    press(agrees, "回复")

    office.reload()
    press(office, "结束征求意见")
    expect(office.get_by_text("第一项工期太紧")).to_be_visible()
    press(office, "采纳")
    press(office, "送审")
    second.goto(address)
    press(second, "审核通过")
    office.reload()
    office.get_by_role("link", name="印发", exact=True).click()
    office.get_by_label("签批人").fill("市创城办主任")
    press(office, "印发")
    expect(office.get_by_text("已印发，文号")).to_be_visible()

    objector.goto("/duties/")
    objector.get_by_role("link", name=re.compile("签收任务清单")).click()
    press(objector, "市城管局签收")
    office.goto(address)
    expect(office.get_by_text("1 个单位还没有签收")).to_be_visible()


def test_work_is_reported_returned_and_accepted(people, bureau):
    clerk = make.office()
    make.issued_list(make.task(bureau, text="整治背街小巷", due_on=clock.today()), by=clerk)
    work = Undertaking.objects.get()
    unit, office = people.on_phone(make.clerk(bureau, Role.DEPARTMENT)), people.at_desk(clerk)

    unit.goto("/duties/")
    unit.get_by_role("link", name="整治背街小巷").tap()
    unit.get_by_label("一句话说明").fill("已整治 12 条，还剩 3 条")
    press(unit, "报送")
    expect(unit.get_by_text("推进中").first).to_be_visible()
    unit.get_by_label("已经完成").check()
    unit.get_by_label("一句话说明").fill("15 条全部完成")
    press(unit, "报送")
    expect(unit.get_by_text("待认定").first).to_be_visible()

    office.goto(f"/duties/work/{work.pk}/")
    form = fold(office, "退回")
    form.get_by_label("理由").fill("现场还有 1 条没有完成")
    form.get_by_role("button", name="退回").click()
    expect(office.get_by_text("已退回。")).to_be_visible()

    unit.reload()
    expect(unit.get_by_text("现场还有 1 条没有完成").first).to_be_visible()
    unit.get_by_label("已经完成").check()
    unit.get_by_label("一句话说明").fill("最后 1 条完成")
    press(unit, "报送")
    office.reload()
    press(office, "认定完成")
    expect(office.get_by_text("已认定完成。")).to_be_visible()
    unit.goto("/duties/")
    expect(unit.get_by_role("link", name="整治背街小巷")).to_have_count(0)


def test_an_instruction_goes_from_the_leader_to_its_end(people, bureau):
    make.small_edition()
    leader, clerk = make.user(Role.LEADER, display_name="市长"), make.office()
    phone, office = people.on_phone(leader), people.at_desk(clerk)
    unit = people.at_desk(make.clerk(bureau, Role.DEPARTMENT))

    phone.goto("/leader/")
    phone.get_by_role("link", name="批示", exact=True).first.tap()
    phone.get_by_label("批示").first.fill("背街小巷要从根上治")
    phone.get_by_role("button", name="交创城办").tap()
    expect(phone.get_by_text("批示已交创城办办理")).to_be_visible()
    address = f"/duties/instructions/{Instruction.objects.get().pk}/"

    office.goto("/workbench/")
    office.get_by_role("link", name=re.compile("拟办")).first.click()
    form = fold(office, "拟办意见")
    form.get_by_label("理由").fill("拟转市城管局办理")
    form.get_by_role("button", name="拟办意见").click()
    form = fold(office, "转办")
    form.get_by_label("承办单位").fill("市城管局")
    form.get_by_label("办理期限").fill(f"{clock.today():%Y-%m-%d}")
    form.get_by_role("button", name="转办").click()
    expect(office.get_by_text("待反馈").first).to_be_visible()

    unit.goto("/duties/")
    unit.get_by_role("link", name="背街小巷要从根上治").click()
    form = fold(unit, "反馈")
    form.get_by_label("理由").fill("已列入年度改造计划")
    form.get_by_role("button", name="反馈").click()
    office.goto(address)
    form = fold(office, "办结，报领导")
    form.get_by_label("理由").fill("12 条小巷年底前改完")
    form.get_by_role("button", name="办结，报领导").click()
    expect(office.get_by_text("已办结").first).to_be_visible()

    phone.goto("/workbench/")
    expect(phone.get_by_text("12 条小巷年底前改完")).to_be_visible()


def test_a_broken_table_is_mended_and_imported(people, bureau, tmp_path):
    district = make.unit("东湖区", kind=UnitKind.DISTRICT)
    path = tmp_path / "任务分解表.xlsx"
    broken_table(path)
    page = people.at_desk(make.office())
    page.goto("/duties/lists/")
    page.get_by_role("link", name="导入 Excel 任务表").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label("新清单的依据").fill("全市推进会")
    press(page, "传上来核对")

    expect(page.get_by_text("4 项里有 4 项不对")).to_be_visible()
    expect(page.get_by_text("第 7 行 C 列：没有牵头单位，也没有责任单位。")).to_be_visible()
    expect(page.get_by_text("不是日历上有的日子")).to_be_visible()
    page.get_by_label("市成管局", exact=True).select_option(label="市城管局")
    page.get_by_label("各区县", exact=True).select_option(label="全部区县")
    press(page, "认定")

    expect(page.get_by_text("4 项里有 2 项不对")).to_be_visible()
    expect(page.get_by_role("cell", name="东湖区")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注好的原表").click()
    assert "导入说明" in words_of(Path(download.value.path()))
    press(page, "只导入对的 2 项")
    expect(page.get_by_text("已导入 2/2 项")).to_be_visible()
    made = TaskList.objects.get()
    assert {u.unit for d in made.duties.all() for u in d.units.all()} == {bureau, district}

    page.get_by_role("link", name="去看清单").click()
    expect(page.get_by_text("治理占道").first).to_be_visible()
    page.go_back()
    press(page, "撤销导入")
    expect(page.get_by_text("已撤销导入")).to_be_visible()
    assert not TaskList.objects.exists()


def broken_table(path: Path) -> None:
    """A head of two rows, merged cells, a typo, a class of units, a bad day, nobody who answers."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["2026年创建任务分解表"],
        ["序号", "重点任务", "责任分工", "", "完成时限"],
        ["", "", "牵头单位", "责任单位", ""],
        ["一、市容"],
        [1, "治理占道", "市成管局", "", "年底"],
        [2, "整治小广告", "市成管局", "各区县", "长期坚持"],
        [3, "没有人管的事", "", "", "年底"],
        [4, "日子写错的事", "市城管局", "", "2026-02-30"],
    ):
        sheet.append(row)
    for span in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:E4"):
        sheet.merge_cells(span)
    book.save(path)


def words_of(path: Path) -> str:
    """All words of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
