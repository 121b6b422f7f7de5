"""Fixtures for all tests."""

from pathlib import Path

import hypothesis
import pytest

# Machines of the gate are shared: how long an example takes says nothing about the code.
hypothesis.settings.register_profile("wenming", deadline=None)
hypothesis.settings.load_profile("wenming")


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    """Uploads of a test go to a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"  # type: ignore[attr-defined]
    return tmp_path / "uploads"
