"""The engine against the second implementation: generated frameworks and tables, every figure."""

import json
from pathlib import Path
from random import Random

import pytest

from tests.engine import cases
from tests.engine.comparing import differences, results
from tests.engine.second import Second
from wenming.cli import main
from wenming.engine.framework import load

CASES = 240
THROUGH_THE_PROGRAM = 30  # of them also through files and DuckDB


@pytest.mark.parametrize("block", range(8))
def test_pure_functions_agree_with_the_second_implementation(block: int):
    for seed in range(block * CASES // 8, (block + 1) * CASES // 8):
        random = Random(seed)
        framework = cases.framework(random)
        tables = cases.tables(random, framework)

        ours = results(load(framework), tables)

        assert not differences(ours, Second(framework, tables).results()), f"seed {seed}"


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
