"""Takes the pictures of the README from a running demonstration: script/screenshots.py [ADDRESS]."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent.parent / "docs/images"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def page_of(browser: Browser, address: str, role: str, *, phone: bool = False) -> Page:
    """A page signed in as a role card."""
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP, device_scale_factor=2 if phone else 1, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{address}/?stay=1")
    page.locator(f'form[action$="/enter/{role}"] button').click()
    return page


def main(address: str) -> None:
    """Workbench, an explanation, and the phone page."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        office = page_of(browser, address, "demo-office")
        office.goto(f"{address}/workbench/")
        office.screenshot(path=IMAGES / "workbench.png")
        office.goto(f"{address}/scoring/")
        office.locator("table a").nth(2).click()
        office.locator("a", has_text="居民小区管理").first.click()
        office.screenshot(path=IMAGES / "explain.png")
        inspector = page_of(browser, address, "demo-inspector", phone=True)
        inspector.locator("main a[href*='/inspections/visits/']").first.click()
        inspector.wait_for_timeout(800)
        inspector.screenshot(path=IMAGES / "visit.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
