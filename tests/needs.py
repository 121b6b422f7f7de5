"""What some tests need from outside; absent is a skip with a reason, and a failure in the gate."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
IN_GATE = bool(os.environ.get("WENMING_CI"))


def lacking(what: str) -> None:
    """Skip the test, or fail it where nothing may be skipped."""
    if IN_GATE:
        pytest.fail(f"the gate lacks {what}")
    pytest.skip(f"needs {what}")


def shared(*parts: str) -> Path:
    """A path in the shared folder beside the project; call inside a test or fixture."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        lacking(f"../shared/{'/'.join(parts)}")
    return path


def chromium() -> str:
    """Path of a Chromium or Chrome; call inside a test or fixture."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        lacking("Chromium")
    return str(found)


def spark() -> None:
    """Java and pyspark; call inside a test or fixture."""
    if not shutil.which("java"):
        lacking("Java")
    if find_spec("pyspark") is None:
        lacking("pyspark (the extra `spark`)")
