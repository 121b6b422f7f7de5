"""The golden cases: figures to 1e-9, the draw exactly, through the program."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine import starter
from tests.engine.comparing import differences
from tests.needs import shared
from wenming.cli import main

TABLES = ("observations", "places", "survey", "materials", "statistics", "leads", "owners",
          "events")  # fmt: skip


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    assert main([str(argument) for argument in arguments]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("case", ["case1", "case2", "case3"])
def test_score(case: str, capsys: pytest.CaptureFixture[str]):
    folder = shared("scoring", case)
    files: list[str | Path] = []
    for name in TABLES:
        if (folder / f"{name}.csv").exists():
            files += [f"--{name}", folder / f"{name}.csv"]

    ours = printed(capsys, "score", "--json", "--framework", starter.PATH, *files)

    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert not differences(ours, expected)


def test_draw(capsys: pytest.CaptureFixture[str]):
    folder = shared("scoring", "draw")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    ours = printed(
        capsys, "sample", "--json", "--framework", starter.PATH,
        "--places", folder / "places.csv", "--seed", expected["seed"],
    )  # fmt: skip

    assert ours == expected
