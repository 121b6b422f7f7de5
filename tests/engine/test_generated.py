"""The engine against the second implementation: generated frameworks and tables, every figure.

WENMING_TEST_FRAMEWORKS=10000 compares that many frameworks instead of a few hundred.
"""

import json
import os
from pathlib import Path
from random import Random

import pytest

from tests.engine import cases, overlays
from tests.engine.comparing import both_results, differences, results
from tests.engine.second import Second, SecondLocal
from wenming.cli import main
from wenming.engine.framework import load
from wenming.engine.framework.overlay import load_overlay

CASES = int(os.environ.get("WENMING_TEST_FRAMEWORKS", "240"))
LOCAL = CASES // 4  # of them also with an overlay
THROUGH_THE_PROGRAM = 30  # of them also through files and DuckDB


@pytest.mark.parametrize("block", range(8))
def test_pure_functions_agree_with_the_second_implementation(block: int):
    for seed in range(block * CASES // 8, (block + 1) * CASES // 8):
        random = Random(seed)
        framework = cases.framework(random)
        tables = cases.tables(random, framework)

        ours = results(load(framework), tables)

        assert not differences(ours, Second(framework, tables).results()), f"seed {seed}"


def with_overlay(seed: int):
    """A framework, an overlay on it, and tables that hold items of both."""
    random = Random(seed)
    framework = cases.framework(random)
    overlay = overlays.overlay(random, framework)
    merged = overlays.merged(framework, overlay)
    return framework, overlay, merged, cases.tables(random, merged)


@pytest.mark.parametrize("block", range(4))
def test_the_local_standard_agrees_with_the_second_implementation(block: int):
    for seed in range(50_000 + block * LOCAL // 4, 50_000 + (block + 1) * LOCAL // 4):
        framework, overlay, merged, tables = with_overlay(seed)

        ours = both_results(load(framework), load_overlay(framework, overlay), tables)

        second = SecondLocal(framework, merged, tables)
        base = [second.base.result(row["city"], row["round"]) for row, _ in ours]
        assert not differences([row for row, _ in ours], base), f"seed {seed}"
        assert not differences([local for _, local in ours], second.results()), f"seed {seed}"


@pytest.mark.parametrize("seed", range(2000, 2010))
def test_the_program_prints_both_standards(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    framework, overlay, _, tables = with_overlay(seed)
    arguments = ["score", "--json"]
    for name, data in (("framework", framework), ("overlay", overlay)):
        (tmp_path / f"{name}.yaml").write_text(as_yaml(data), encoding="utf-8")
        arguments += [f"--{name}", str(tmp_path / f"{name}.yaml")]
    for name, path in cases.write(tmp_path, tables).items():
        arguments += [f"--{name}", str(path)]

    code = main(arguments)

    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    expected = both_results(load(framework), load_overlay(framework, overlay), tables)
    assert json.loads(printed.out) == {
        "results": [base for base, _ in expected], "local": [local for _, local in expected],
    }, "same bytes"  # fmt: skip


@pytest.mark.parametrize("seed", range(1000, 1000 + THROUGH_THE_PROGRAM))
def test_the_program_agrees_with_the_second_implementation(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    random = Random(seed)
    framework = cases.framework(random)
    tables = cases.tables(random, framework)
    (tmp_path / "framework.yaml").write_text(as_yaml(framework), encoding="utf-8")
    arguments = ["score", "--json", "--framework", str(tmp_path / "framework.yaml")]
    for name, path in cases.write(tmp_path, tables).items():
        arguments += [f"--{name}", str(path)]

    code = main(arguments)

    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    ours = json.loads(printed.out)["results"]
    assert not differences(ours, Second(framework, tables).results())
    assert ours == json.loads(json.dumps(results(load(framework), tables))), "same bytes"


def as_yaml(framework: object) -> str:
    """JSON is YAML; Decimals go out as they are written."""
    return json.dumps(framework, default=str)
