"""The `wenming` program (命令行): the engine without a database, everything else by Django.

Every command of the engine is a module of this package with `add_parser(subparsers)`; the parser
sets `run`, a function that takes the arguments and returns the exit code. Modules are imported
when their command is called, and Django only for commands that are not listed here.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from .failing import DONE, UNREADABLE, Failure
from .speaking import tell

COMMANDS = ("framework", "intake", "sample", "score", "bench")
SETTINGS = "wenming.config.settings"
DESCRIPTION = "文明：全国文明城市创建工作平台。Wenming: a city's National Civilized City campaign."
EPILOG = (
    "其他命令交给 Django（wenming help 列出）。"
    "Every other command is handed to Django (wenming help lists them)."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is 0 done, 1 faulty input, 2 unreadable or wrong arguments."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = arguments[0] if arguments else "--help"
    if command not in COMMANDS and command not in {"-h", "--help", "--version"}:
        return _django(arguments)
    _speak_utf8()
    parser = _parser([command] if command in COMMANDS else COMMANDS)
    args = parser.parse_args(arguments or ["--help"])
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except Failure as failure:
        print(tell(failure.sentence), file=sys.stderr)
        return failure.code
    except BrokenPipeError:  # the reader has seen enough: `wenming score --json | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _parser(commands: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wenming", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"wenming {version('wenming')}")
    subparsers = parser.add_subparsers(title="命令 commands", metavar="COMMAND", required=True)
    for command in commands:
        import_module(f"{__name__}.{command}").add_parser(subparsers)
    return parser


def _speak_utf8() -> None:
    """Chinese goes out as UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


def _django(arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    execute = import_module("django.core.management").execute_from_command_line
    misconfigured = import_module("django.core.exceptions").ImproperlyConfigured
    try:
        execute(["wenming", *arguments])
    except misconfigured as error:  # a setting is missing or wrong: a sentence, not a traceback
        print(error, file=sys.stderr)
        return UNREADABLE
    return DONE
