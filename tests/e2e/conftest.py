"""Everybody at their screens, for all browser tests."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e.browser import PATIENCE, People, launched


@pytest.fixture
def people(monkeypatch, live_server):
    """Opens a screen for anybody; no page of theirs may report an error."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        found = People(browser, live_server.url)
        yield found
        browser.close()
    expect.set_options(timeout=5_000)
    assert found.faults == []
