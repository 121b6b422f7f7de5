"""Taps and seconds for one place on the phone page, with and without 其余全部符合.

Drives Chromium through a running demonstration as the first inspector, at the two places that come nearest
to twelve items and are not begun. Three items are found at fault, each with its place and a photo; the
rest is in order. Needs Chromium. What the page and the server take is measured; what a person takes is
reckoned from the figures below, so that two versions of the page can be compared.

    script/demo &
    wenming bench phone
    wenming bench phone http://127.0.0.1:8144/
"""

import argparse
import io
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from machine import describe
from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, sync_playwright

DEMO = "http://127.0.0.1:8000/"
ITEMS = 12
FAULTS = ["东侧三号摊", "北门入口左侧", "公厕门口"]
# Seconds of a person, after the keystroke-level model of Card, Moran and Newell (1980), for a thumb.
TAP, CHARACTER, READ, PHOTO = 1.1, 0.7, 2.5, 4.0


@dataclass
class Thumb:
    """Counts what an inspector does; `waited` is what page and server took, in seconds."""

    page: Page
    taps: int = 0
    characters: int = 0
    photos: int = 0
    read: int = 0
    waited: float = 0.0
    photo: Path = field(default=Path())

    def tap(self, target: Locator) -> None:
        """One tap."""
        began = time.perf_counter()
        target.tap()
        self.waited += time.perf_counter() - began
        self.taps += 1

    def write(self, text: str) -> None:
        """Text into what has the focus."""
        self.page.keyboard.type(text)
        self.characters += len(text)

    def shoot(self, row: Locator) -> None:
        """A photo: one tap here, the shutter and its confirmation in the camera's own page."""
        self.photo.write_bytes(self.photo.read_bytes())  # a moment old, as from the camera
        began = time.perf_counter()
        row.locator("input[capture]").first.set_input_files(self.photo)
        row.locator("[data-shot-target=picture]:not([hidden])").first.wait_for()
        self.waited += time.perf_counter() - began
        self.taps += 1
        self.photos += 1

    @property
    def seconds(self) -> float:
        """A person's time and the page's."""
        own = TAP * self.taps + CHARACTER * self.characters + READ * self.read + PHOTO * self.photos
        return own + self.waited


def sign_in(page: Page, address: str) -> None:
    """As the inspector of the demonstration."""
    try:
        page.goto(address)
    except PlaywrightError:
        sys.exit(f"{address} 没有应答：请先运行 script/demo。No demonstration answers there.")
    page.locator("form[action*='/demo/enter/']", has_text="测评员").locator("button").first.click()
    page.wait_for_url("**/inspections/today/")


def choose(page: Page) -> list[tuple[int, str]]:
    """Items and address of two places not yet begun, as near to ITEMS as there are.

    They are the inspector's own of today; the first comes nearest to ITEMS.
    """
    links = page.locator(".phone-rows a.plain").evaluate_all("list => list.map(a => a.href)")
    found = []
    for link in links:
        page.goto(link)
        if page.get_by_role("button", name="开始测评").count():
            found.append((page.locator(".phone-row").count(), link))
    if len(found) < 2:
        sys.exit(
            "演示里没有两处未开始的点位：请重新生成演示数据。Fewer than two places are left to begin."
        )
    found.sort(key=lambda one: (abs(one[0] - ITEMS), one))
    return found[:2]


def judge_faults(thumb: Thumb) -> None:
    """The first items that take findings are at fault."""
    taken = thumb.page.locator(".item[data-kind=deduct], .item[data-kind=binary]")
    for n, spot in enumerate(FAULTS):
        item = taken.nth(n)
        thumb.tap(item.get_by_text("不符合", exact=True))
        thumb.write(spot)
        thumb.shoot(item)


def judge_numbers(thumb: Thumb) -> None:
    """Counts, levels and observations; the window of an observation itself is not waited for."""
    for item in thumb.page.locator(".item").all():
        kind = item.get_attribute("data-kind")
        if kind == "graded":
            thumb.tap(item.locator(".verdict").first)
        elif kind == "min_count":
            for _ in range(3):
                thumb.tap(item.get_by_role("button", name="加一"))
        elif kind == "observe":
            thumb.tap(item.get_by_text("开始计时"))
            thumb.page.wait_for_timeout(1100)
            thumb.tap(item.get_by_text("暂停"))


def judge_rest(thumb: Thumb, *, at_once: bool) -> None:
    """What is in order: with one confirmation, or one by one."""
    page = thumb.page
    if at_once:
        thumb.tap(page.get_by_role("button", name="其余全部符合"))
        thumb.tap(page.get_by_role("button", name="记为符合"))
        return
    open_items = page.locator(".item:not(:has(:checked)) .verdict-met:has([value=met])")
    while open_items.count():
        thumb.tap(open_items.first)


def visit(page: Page, photo: Path, place: tuple[int, str], *, at_once: bool) -> Thumb:
    """One place from 开始测评 to the answer that it is handed in."""
    items, address = place
    page.goto(address)
    thumb = Thumb(page, photo=photo, read=items)
    thumb.tap(page.get_by_role("button", name="开始测评"))
    page.locator(".item").first.wait_for()
    judge_faults(thumb)
    judge_numbers(thumb)
    judge_rest(thumb, at_once=at_once)
    thumb.tap(page.get_by_role("button", name="检查并提交"))
    thumb.tap(page.get_by_role("button", name="提交", exact=True))
    page.get_by_text("已提交，待审核").wait_for()
    return thumb


def main() -> None:
    """Two places, one in each way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "address", nargs="?", default=DEMO, help=f"of a running demonstration, else {DEMO}"
    )
    address = parser.parse_args().address
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("没有找到 Chromium。Chromium is needed: apt-get install chromium")
    print(describe())
    picture = io.BytesIO()
    Image.effect_noise((2400, 1800), 40).convert("RGB").save(picture, "JPEG")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        photo = Path(folder, "shot.jpg")
        photo.write_bytes(picture.getvalue())
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        phone = browser.new_context(
            viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="zh-CN"
        )
        page = phone.new_page()
        sign_in(page, address)
        ways = (("其余全部符合", True), ("逐条符合", False))
        for place, (words, at_once) in zip(choose(page), ways, strict=True):
            thumb = visit(page, photo, place, at_once=at_once)
            print(
                f"{words}: {place[0]} items, {thumb.taps} taps, {thumb.characters} characters, "
                f"{thumb.photos} photos; {thumb.waited:.1f} s page and server, "
                f"about {thumb.seconds:.0f} s in all (windows of observation apart)"
            )
        browser.close()


if __name__ == "__main__":
    main()
