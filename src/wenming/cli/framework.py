"""`wenming framework check FILE` (检查测评体系)."""

import argparse
import json
from pathlib import Path
from typing import Any

from wenming.engine.framework import Fault, Report, check
from wenming.engine.framework.checking import TABLES

from .failing import DONE, FAULTY, Faulty
from .files import read_yaml


def add_parser(subparsers: Any) -> None:
    """Add the command to the program."""
    parser = subparsers.add_parser(
        "framework",
        help="检查测评体系文件 / check an assessment framework",
        description="测评体系的命令。Commands for assessment frameworks.",
    )
    actions = parser.add_subparsers(title="动作 actions", metavar="ACTION", required=True)
    checking = actions.add_parser(
        "check",
        help="逐行检查 / check row by row",
        description="逐行指出测评体系的错误。Names every fault of a framework with its row.",
    )
    checking.add_argument("file", type=Path, metavar="FILE", help="YAML 文件 / YAML file")
    checking.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    checking.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check one file; exit code 1 when it has errors."""
    report = _report(args.file)
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(_in_words(args.file, report))
    return DONE if report.ok else FAULTY


def _report(file: Path) -> Report:
    """What the checker says; YAML that names a key twice is a fault of the framework, too."""
    try:
        return check(read_yaml(file))
    except Faulty as error:
        counts = dict.fromkeys(TABLES, 0)
        return Report((Fault("framework", None, "", "", str(error)),), (), counts)


def _in_words(file: Path, report: Report) -> str:
    lines = [f"错误  {fault.where}：{fault.message}" for fault in report.errors]
    lines += [f"提醒  {fault.where}：{fault.message}" for fault in report.warnings]
    counts = report.counts
    lines.append(
        f"{file}：{counts['dimensions']} 个维度，{counts['indicators']} 项指标，"
        f"{counts['place_types']} 类点位，{counts['check_items']} 条细项；"
        f"{len(report.errors)} 处错误，{len(report.warnings)} 处提醒。"
    )
    return "\n".join(lines)
