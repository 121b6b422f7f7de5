"""`wenming bench [NAME]`: the project's own benchmarks (基准测试), from a source checkout."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from wenming.engine.wording import said

from .failing import DONE, Faulty, Unreadable

FOLDER = Path("bench")
MAIN = 'if __name__ == "__main__":'
OF_OTHERS = "figures"  # runs others, each with the size that a figure names


def add_parser(subparsers: Any) -> None:
    """Add the command to the program."""
    parser = subparsers.add_parser(
        "bench",
        help="运行基准测试 / run the benchmarks",
        description="在源码目录里运行基准测试。Runs the benchmarks of a source checkout.",
    )
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="哪一项，默认全部 / which, else all"
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="交给该项 / handed to it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run each benchmark in a process of its own, one after the other."""
    scripts = {
        path.stem: path
        for path in sorted(FOLDER.glob("*.py"))
        if MAIN in path.read_text(encoding="utf-8")
    }
    if not scripts:
        raise Unreadable(said("这里没有 bench 文件夹：请在源码目录里运行。"))
    if args.name is not None and args.name not in scripts:
        raise Unreadable(
            said("没有基准测试“%(name)s”，可以是：%(known)s。", name=args.name, known=list(scripts))
        )
    names = [n for n in scripts if n != OF_OTHERS] if args.name is None else [args.name]
    for name in names:
        print(f"== {name}", flush=True)
        command = [sys.executable, str(scripts[name]), *args.arguments]
        done = subprocess.run(command, check=False)  # noqa: S603 - a script of this checkout
        if done.returncode:
            raise Faulty(
                said("基准测试 %(name)s 没有跑完（%(code)s）。", name=name, code=done.returncode)
            )
    return DONE
