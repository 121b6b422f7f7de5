"""Fixtures for all tests."""

from pathlib import Path

import hypothesis
import pytest
from django.utils import translation

# Machines of the gate are shared: how long an example takes says nothing about the code.
hypothesis.settings.register_profile("wenming", deadline=None)
hypothesis.settings.load_profile("wenming")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, the others in their order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese is spoken in tests, whatever the machine is set to and the test before asked for."""
    translation.deactivate()
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    """Uploads of a test go to a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"  # type: ignore[attr-defined]
    return tmp_path / "uploads"
