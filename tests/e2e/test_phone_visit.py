"""A visit on a phone, in Chromium at 390 × 844: judged, reloaded, looked over, handed in."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests import make
from tests.e2e.browser import launched
from wenming.inspections.models import Finding
from wenming.inspections.services import start_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium(monkeypatch):
    """A browser; Django is told that Playwright's event loop is not its own."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit():
    found = make.visit()
    start_visit(visit_id=found.pk, by=found.inspectors.first())
    return found


@pytest.fixture
def phone(chromium, live_server, client, visit):
    """The page of the visit, open on the inspector's phone; it must report no error."""
    client.force_login(visit.inspectors.first())
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        permissions=["geolocation"],
        geolocation={"latitude": 30.25, "longitude": 120.125, "accuracy": 9},
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{live_server.url}/inspections/visits/{visit.pk}/")
    yield page
    assert faults == []


@pytest.fixture
def photo(tmp_path):
    """A picture as the camera hands it over, a moment old."""
    path = tmp_path / "shot.jpg"
    path.write_bytes(make.photo_bytes(size=(2400, 1800)))
    return path


def item(page: Page, words: str):
    return page.locator(".item", has_text=words)


def judge(page: Page, words: str, verdict: str) -> None:
    item(page, words).get_by_text(verdict, exact=True).tap()


def finding(page: Page, words: str, spot: str, photo: Path) -> None:
    """不符合 with one finding: the keyboard opens at the place at once."""
    judge(page, words, "不符合")
    expect(item(page, words).get_by_label("具体位置")).to_be_focused()
    page.keyboard.type(spot)
    item(page, words).locator("input[capture]").first.set_input_files(photo)
    expect(item(page, words).locator("[data-shot-target=key]").first).to_have_value(
        re.compile(".{36}")
    )


def test_a_visit_from_the_first_verdict_to_handing_in(phone, visit, photo):
    finding(phone, "摊位不出线", "水产区 3 号摊", photo)
    item(phone, "摊位不出线").get_by_text("再加一处").tap()
    phone.keyboard.type("东门通道")
    judge(phone, "地面整洁", "好")
    item(phone, "公益广告").get_by_role("button", name="加一").tap()
    expect(phone.get_by_text("3/7 条已判")).to_be_visible()
    expect(phone.get_by_text("还差 4 条")).to_be_visible()

    phone.wait_for_timeout(500)  # longer than the pause before a draft is kept
    phone.reload()

    expect(phone.get_by_text("已恢复")).to_be_visible()
    expect(phone.get_by_text("3/7 条已判")).to_be_visible()
    expect(item(phone, "摊位不出线").get_by_label("具体位置")).to_have_count(2)
    expect(item(phone, "摊位不出线").locator("img.visit-shot-picture").first).to_be_visible()

    smoking = item(phone, "场内无吸烟")
    smoking.get_by_text("开始计时").tap()
    smoking.get_by_role("button", name="加一").tap()
    expect(smoking.get_by_text("00:01")).to_be_visible()
    smoking.get_by_text("暂停").tap()

    phone.get_by_role("button", name="其余全部符合").tap()
    dialog = phone.locator("dialog[open]")
    expect(dialog.get_by_text("【关键项】")).to_be_visible()
    expect(dialog.get_by_text("公益广告")).to_have_count(0)
    dialog.get_by_role("button", name="记为符合").tap()
    expect(phone.get_by_text("7/7 条已判")).to_be_visible()

    phone.get_by_role("button", name="检查并提交").tap()
    expect(phone.get_by_text("共 7 条，3 条有问题")).to_be_visible()
    expect(phone.get_by_text("这次不足")).to_be_visible()
    phone.get_by_role("button", name="提交", exact=True).tap()
    expect(phone.get_by_text("已提交，待审核")).to_be_visible()

    visit.refresh_from_db()
    assert visit.status == "submitted"
    first, second = Finding.objects.all()
    assert (first.spot, second.spot) == ("水产区 3 号摊", "东门通道")
    assert (first.photo.is_from_album, float(first.photo.longitude)) == (False, 120.125)
    assert first.photo.taken_at is not None
    assert (
        phone.evaluate("Object.keys(localStorage).filter((name) => /visit|timer/.test(name))") == []
    )


def test_nothing_is_sent_while_an_item_is_open_and_next_leads_to_it(phone, visit):
    expect(phone.get_by_role("button", name="检查并提交")).to_be_hidden()
    judge(phone, "摊位不出线", "符合")

    phone.get_by_role("button", name="下一条未判").tap()

    expect(item(phone, "消防器材有效")).to_be_focused()
    judge(phone, "消防器材有效", "不符合")
    expect(phone.get_by_text("本处暂得 37.5")).to_be_visible()
    expect(phone.get_by_text("1 处具体位置")).to_be_visible()


def test_filling_the_rest_can_be_undone(phone, visit):
    judge(phone, "摊位不出线", "不符合")
    phone.get_by_role("button", name="其余全部符合").tap()
    phone.locator("dialog[open]").get_by_role("button", name="记为符合").tap()
    expect(phone.get_by_text("3/7 条已判")).to_be_visible()

    phone.get_by_text("撤销").tap()

    expect(phone.get_by_text("0/7 条已判")).to_be_visible()
    expect(item(phone, "摊位不出线").locator("input:checked")).to_have_value("not_met")


def test_without_the_network_a_photo_waits_and_goes_with_the_form(phone, visit, photo, live_server):
    phone.route("**/photos/", lambda route: route.abort())
    judge(phone, "摊位不出线", "不符合")
    phone.keyboard.type("水产区 3 号摊")

    item(phone, "摊位不出线").locator("input[capture]").first.set_input_files(photo)

    expect(item(phone, "摊位不出线").get_by_text("没有传上去")).to_be_visible()
    item(phone, "地面整洁").get_by_text("好", exact=True).tap()
    item(phone, "公益广告").get_by_text("不涉及").tap()
    item(phone, "场内无吸烟").get_by_text("不涉及").tap()
    phone.get_by_role("button", name="其余全部符合").tap()
    phone.locator("dialog[open]").get_by_role("button", name="记为符合").tap()
    phone.get_by_role("button", name="检查并提交").tap()
    expect(phone.get_by_text("共 7 条，1 条有问题")).to_be_visible()
    phone.get_by_role("button", name="提交", exact=True).tap()
    expect(phone.get_by_text("已提交，待审核")).to_be_visible()
    assert Finding.objects.get().photo is not None


def test_signing_out_leaves_nothing_on_the_phone(phone, visit, live_server):
    judge(phone, "摊位不出线", "符合")
    phone.wait_for_timeout(500)
    assert phone.evaluate("localStorage.length") == 1
    phone.goto(f"{live_server.url}/inspections/today/")
    expect(phone.get_by_text("测评中 1/7")).to_be_visible()

    phone.locator("summary").tap()
    phone.get_by_role("button", name="退出登录").tap()
    phone.wait_for_url(lambda url: "/today/" not in url)

    assert phone.evaluate("localStorage.length") == 0


def test_every_target_of_the_page_is_large_enough_for_a_thumb(phone, visit):
    judge(phone, "摊位不出线", "不符合")

    small = phone.evaluate(
        """() => [...document.querySelectorAll("button, .verdict > span, a.btn, label.btn, .form-control, summary")]
            .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && box.height < 48)
            .map(([words, box]) => `${words}: ${box.height}`)"""
    )

    assert small == []
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
