"""The `wenming` program: help, exit codes, and who gets the commands it does not know."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine import starter
from tests.needs import ROOT
from wenming.cli import COMMANDS, main


def test_help_lists_every_command_in_both_languages(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["--help"])

    shown = capsys.readouterr().out
    assert left.value.code == 0
    assert all(command in shown for command in COMMANDS)
    assert "检查测评体系文件 / check an assessment framework" in shown


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    assert left.value.code == 0
    assert "usage: wenming" in capsys.readouterr().out


def test_without_arguments_help_is_shown(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main([])

    assert "COMMAND" in capsys.readouterr().out


def test_wrong_arguments_end_with_two(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["score", "--framework", "f.yaml"])

    assert left.value.code == 2
    assert "--observations" in capsys.readouterr().err


def test_other_commands_are_djangos(monkeypatch: pytest.MonkeyPatch):
    calls: list[list[str]] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", calls.append)

    assert main(["migrate", "--plan"]) == 0

    assert calls == [["wenming", "migrate", "--plan"]]


def run(*arguments: str | Path, stdin: object = None) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "wenming", *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={"PATH": "", "LANG": "C"},
    )  # fmt: skip


def test_commands_of_the_engine_never_load_django():
    script = (
        "import sys; from wenming.cli import main;"
        f" main(['framework', 'check', {str(starter.PATH)!r}]);"
        " print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_missing_setting_is_a_sentence_and_no_traceback():
    done = run("check")

    assert done.returncode == 2
    assert "WENMING_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_chinese_goes_out_whatever_the_locale_says():
    done = run("framework", "check", starter.PATH)

    assert done.returncode == 0
    assert "110 项指标" in done.stdout


def test_a_reader_that_has_seen_enough_is_no_fault():
    command = f"{sys.executable} -m wenming framework check {starter.PATH} --json | true"

    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.stderr == ""
