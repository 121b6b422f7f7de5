"""The responsibility table and the coverage at a desk: cells pasted from a spreadsheet, a gap closed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.e2e.browser import press
from wenming.duties import services
from wenming.duties.models import IndicatorLead, TaskList
from wenming.organization.models import Level, Unit, UnitKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city() -> list[Unit]:
    """A framework, two bureaus, and three districts with their units."""
    make.small_edition()
    for name in ("东湖区", "西湖区", "南山区"):
        area = make.area(Level.DISTRICT, name=name)
        make.unit(f"{name}创城办", kind=UnitKind.DISTRICT, area=area)
    return [make.unit("市城管局"), make.unit("市公安局")]


def paste(page: Page, label: str, text: str) -> None:
    """Paste into the cell of this name, as a spreadsheet's copy comes."""
    page.get_by_label(label, exact=True).evaluate(
        """(cell, text) => {
            cell.focus();
            const data = new DataTransfer();
            data.setData("text/plain", text);
            cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_cells_are_pasted_reported_and_stored(people, city):
    page = people.at_desk(make.office())
    page.goto("/duties/tables/")
    page.get_by_role("link", name="拟责任分解表").click()
    press(page, "拟表")
    expect(page.get_by_role("heading", name="填写责任分解表")).to_be_visible()

    paste(page, "市容秩序 责任领导", "副市长\t市城管局\t\t市公安局（路面）\n副市长\t没有的局")

    expect(page.get_by_text("改了 2 行，核对以后才存")).to_be_visible()
    press(page, "核对改过的行")
    expect(page.get_by_text("共 2 行：1 行有改动，0 行没有变化，1 行不对。")).to_be_visible()
    expect(page.get_by_text("没有找到单位“没有的局”")).to_be_visible()
    press(page, "只存对的 1 行")
    expect(page.get_by_text("已存 1 行。")).to_be_visible()
    expect(page.get_by_label("市容秩序 配合单位", exact=True)).to_have_value("市公安局（路面）")
    expect(page.get_by_label("消防设施 责任领导", exact=True)).to_have_value("")


def test_on_a_phone_it_reads_as_cards_that_name_what_is_missing(people, city):
    bureau, _police = city
    table = in_force(make.office(), bureau)
    page = people.on_phone(make.office())
    page.set_viewport_size({"width": 390, "height": 400})  # its five rows are higher
    page.goto(f"/duties/lists/{table.pk}/")

    led, unled = (
        page.get_by_role("row", name=re.compile(name)) for name in ("市容秩序", "消防设施")
    )

    expect(led.get_by_text("责任领导、配合单位")).to_be_visible()
    expect(unled.get_by_text("无牵头")).to_be_visible()
    expect(unled.get_by_text("责任领导、责任单位、配合单位")).to_be_visible()
    box = page.locator(".grid-scroll")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight"), "it scrolls with the page"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_gap_of_the_coverage_is_closed(people, city):
    bureau, _police = city
    clerk = make.office()
    table = in_force(clerk, bureau)
    page = people.at_desk(clerk)
    page.goto("/duties/coverage/?only=1")
    unled = page.get_by_role("link", name=re.compile("无牵头"))
    expect(unled).to_contain_text("2")

    page.get_by_role("row", name=re.compile("消防设施")).get_by_role("link", name="指定").click()
    page.get_by_label("牵头单位").fill("市公安局")
    press(page, "指定")

    expect(page).to_have_url(re.compile(r"/duties/coverage/\?only=1$"))
    expect(unled).to_contain_text("1")
    assert IndicatorLead.objects.filter(unit__name="市公安局").count() == 1

    row = page.get_by_role("row", name=re.compile("市容秩序"))
    row.get_by_role("link", name="缺", exact=True).click()
    expect(page.get_by_label("责任单位")).to_have_value(re.compile("南山区创城办|全部区县"))
    press(page, "补上")

    expect(page).to_have_url(re.compile(r"/duties/coverage/\?only=1$"))
    expect(row.get_by_text("拟稿中")).to_be_visible()
    assert TaskList.objects.get(replaces=table).version == 2


def in_force(clerk, bureau: Unit) -> TaskList:
    """A table in force in which 市容秩序 is led, and one district is missing."""
    table = services.draft_table(owner=make.city(), by=clerk, title="责任分解表", basis="体系")
    row = table.duties.order_by("order")[0]
    row.units.create(unit=bureau, part="lead")
    for name in ("东湖区创城办", "西湖区创城办"):
        row.units.create(unit=Unit.objects.get(name=name), part="responsible")
    make.reviewed(table)
    return services.issue_list(task_list_id=table.pk, by=clerk, approver="总指挥")
