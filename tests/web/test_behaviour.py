"""The controllers of pages, in a browser: each part is put into the start page, which needs no sign-in."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import needs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """One Chromium for all tests here."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=needs.chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server) -> Iterator[Page]:
    """The start page in a fresh window; a fault of a script fails the test."""
    window = browser.new_page()
    faults: list[str] = []
    window.on("pageerror", lambda fault: faults.append(str(fault)))
    window.goto(f"{live_server.url}/?stay")
    yield window
    window.close()
    assert faults == []


def put(page: Page, markup: str) -> None:
    """Fill the page with a part; its controllers connect by themselves."""
    page.evaluate("markup => { document.querySelector('main').innerHTML = markup }", markup)


def test_a_step_that_cannot_be_undone_is_asked_for(page):
    put(
        page,
        '<form method="get"><button name="done" value="1" data-confirm="真的吗？">销号</button></form>',
    )

    page.click("text=销号")
    assert page.inner_text("#ask-words") == "真的吗？"
    page.click("dialog button:not(.btn-primary)")
    assert "done=1" not in page.url

    page.click("text=销号")
    page.click("dialog .btn-primary")
    page.wait_for_url("**?done=1")


def test_rows_are_walked_by_keyboard(page):
    rows = "".join(f'<li data-rows-target="row"><a href="?row={n}">{n}</a></li>' for n in (1, 2, 3))
    put(page, f'<ul data-controller="rows">{rows}</ul><input id="field">')

    for key in "jjk":
        page.keyboard.press(key)
    page.keyboard.press("Enter")

    page.wait_for_url("**?row=1")


def test_single_keys_do_nothing_in_a_field(page):
    put(
        page,
        '<ul data-controller="rows"><li data-rows-target="row"><a href="#">1</a></li></ul><input>',
    )

    page.focus("main input")
    page.keyboard.type("jk/?")

    assert page.input_value("main input") == "jk/?"
    assert page.locator(".is-at").count() == 0


def test_what_was_typed_survives_a_reload(page):
    form = (
        '<form data-controller="draft" data-draft-key-value="visit" data-draft-version-value="{}">'
        '<input name="note"><input type="radio" name="met" value="yes"><input type="radio" name="met" value="no">'
        '<span data-draft-target="saved" hidden>已存在本机</span></form>'
    )
    put(page, form.format(1))
    page.fill("[name=note]", "东门左侧")
    page.check("[value=no]")
    page.wait_for_selector("text=已存在本机")

    page.reload()
    put(page, form.format(1))

    assert page.input_value("[name=note]") == "东门左侧"
    assert page.is_checked("[value=no]")

    put(page, form.format(2))  # the server has newer answers
    assert page.input_value("[name=note]") == ""


def test_an_observation_goes_on_by_the_clock_over_a_reload(page):
    timer = (
        '<div data-controller="timer" data-timer-key-value="t"><b data-timer-target="face"></b>'
        '<input name="seconds" data-timer-target="field"><button data-action="timer#start">开始</button></div>'
    )
    put(page, timer)
    page.click("text=开始")
    page.evaluate(
        """() => { const kept = JSON.parse(localStorage.getItem('timer:t')); kept.since -= 192000;
                   localStorage.setItem('timer:t', JSON.stringify(kept)) }"""
    )

    page.reload()
    put(page, timer)

    assert page.inner_text("b").startswith("03:1")


def test_a_photo_is_made_smaller_and_says_where_it_comes_from(page, tmp_path: Path):
    old = tmp_path / "old.jpg"
    picture = Image.new("RGB", (3000, 2000), "grey")
    exif = picture.getexif()
    exif[0x0132] = "2026:11:20 08:52:30"
    picture.save(old, exif=exif)
    os.utime(old, (0, 0))
    put(
        page,
        '<div data-controller="photo" data-photo-name-value="photo" data-photo-remove-value="删去">'
        '<input id="pick" type="file" data-action="photo#take"><div data-photo-target="list"></div></div>',
    )

    page.set_input_files("#pick", old)
    page.wait_for_selector("[data-photo-item] img")

    assert page.evaluate(
        "async () => { const [file] = document.querySelector('[name=photo]').files;"
        " const image = await createImageBitmap(file); return [image.width, image.height] }"
    ) == [1600, 1067]
    assert page.input_value("[name=photo_source]") == "album"  # old file: not from the shutter
    assert page.input_value("[name=photo_taken_at]").startswith("2026-11-")

    page.click("text=删去")
    assert page.locator("[data-photo-item]").count() == 0


def test_ticked_rows_bring_up_their_verbs(page):
    rows = '<li><input type="checkbox" data-ticks-target="box" data-action="ticks#show"></li>' * 3
    put(
        page,
        '<form data-controller="ticks"><input type="checkbox" id="all" data-ticks-target="all" data-action="ticks#all">'
        f'<div data-ticks-target="bar" hidden>已选 <b data-ticks-target="count"></b></div>{rows}</form>',
    )
    assert not page.is_visible("text=已选")

    page.check("#all")
    assert page.inner_text("b") == "3"

    page.locator("li input").first.uncheck()
    assert page.inner_text("b") == "2"


def test_before_and_after_are_compared_by_key(page):
    put(
        page,
        '<figure class="compare" data-controller="compare">'
        '<input type="range" min="0" max="100" value="50" data-action="compare#slide"></figure>',
    )

    page.focus("figure input")
    page.keyboard.press("ArrowLeft")

    assert page.evaluate("document.querySelector('figure').style.getPropertyValue('--at')") == "49%"
