"""People at their screens: a page in Chromium for each, and what must not happen on any of them."""

import os
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response

from tests import needs
from wenming.accounts.models import User

PATIENCE = 30_000  # ms; machines of the gate are shared
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}


def launched(playwright: Playwright) -> Browser:
    """Chromium, which reads file names as UTF-8 whatever language commands speak in tests."""
    return playwright.chromium.launch(
        executable_path=needs.chromium(),
        args=["--no-sandbox", "--disable-gpu"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


@dataclass
class People:
    """Opens screens at one server and gathers the faults of all of them."""

    browser: Browser
    address: str
    faults: list[str] = field(default_factory=list)

    def at_desk(self, user: User | None) -> Page:
        """A page of 1440 × 900, signed in; nobody is a stranger."""
        return self._page(user, DESK)

    def on_phone(self, user: User | None) -> Page:
        """A page of 390 × 844 that is touched, signed in; nobody is a stranger."""
        return self._page(user, PHONE)

    def _page(self, user: User | None, screen: dict[str, Any]) -> Page:
        context = self.browser.new_context(
            base_url=self.address, locale="zh-CN", timezone_id="Asia/Shanghai", **screen
        )
        context.set_default_timeout(PATIENCE)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"{message.location.get('url')}: {message.text}")

    def _response(self, answer: Response) -> None:
        if answer.status >= 500:
            self.faults.append(f"{answer.url}: {answer.status}")


def press(page: Page, words: str) -> None:
    """Press the button of exactly these words, and say yes where the page asks first."""
    button = page.get_by_role("button", name=words, exact=True).first
    asks = button.get_attribute("data-confirm")
    button.click()
    if asks:
        page.locator("dialog[open] .btn-primary, dialog[open] .btn-danger").first.click()
