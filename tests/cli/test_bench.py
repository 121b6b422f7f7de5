"""`wenming bench`."""

from pathlib import Path

import pytest

from wenming.cli import main

GOOD = 'if __name__ == "__main__":\n    print("fast")\n'
BAD = 'if __name__ == "__main__":\n    raise SystemExit(3)\n'


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one benchmark and one helper of benchmarks."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "bench"
    folder.mkdir()
    (folder / "good.py").write_text(GOOD)
    (folder / "helper.py").write_text("")
    return folder


def test_all_are_run_and_helpers_are_not(bench: Path, capfd: pytest.CaptureFixture[str]):
    (bench / "figures.py").write_text(BAD)  # runs others, so it is run by name only
    assert main(["bench"]) == 0
    assert capfd.readouterr().out == "== good\nfast\n"


def test_one_is_run_by_name(bench: Path, capfd: pytest.CaptureFixture[str]):
    (bench / "bad.py").write_text(BAD)

    assert main(["bench", "good"]) == 0
    assert main(["bench", "bad"]) == 1
    assert "bad 没有跑完（3）" in capfd.readouterr().err


def test_an_unknown_name_and_no_folder_end_with_two(
    bench: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    assert main(["bench", "helper"]) == 2
    assert "没有基准测试“helper”，可以是：good" in capsys.readouterr().err

    monkeypatch.chdir(bench)
    assert main(["bench"]) == 2
    assert "没有 bench 文件夹" in capsys.readouterr().err
