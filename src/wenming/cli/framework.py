"""`wenming framework check FILE` (检查测评体系)."""

import argparse
import json
from pathlib import Path
from typing import Any

from wenming.engine.framework import Fault, Report, check
from wenming.engine.framework.checking import TABLES
from wenming.engine.framework.sheets import judge
from wenming.engine.wording import said

from .failing import DONE, FAULTY, Faulty
from .files import is_workbook, read_workbook, read_yaml
from .speaking import tell


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
    checking.add_argument("file", type=Path, metavar="FILE", help="YAML 或 xlsx / YAML or xlsx")
    checking.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    checking.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check one file; exit code 1 when it has errors."""
    checked = _workbook(args.file) if is_workbook(args.file) else _yaml(args.file)
    if args.json:
        print(json.dumps(checked, ensure_ascii=False))
    else:
        print(_in_words(args.file, checked))
    return DONE if checked["ok"] else FAULTY


def _yaml(file: Path) -> dict[str, Any]:
    """What the checker says; YAML that names a key twice is a fault of the framework, too."""
    try:
        return check(read_yaml(file)).as_json()
    except Faulty as error:
        counts = dict.fromkeys(TABLES, 0)
        return Report((Fault("framework", None, "", "", error.sentence),), (), counts).as_json()


def _workbook(file: Path) -> dict[str, Any]:
    """What the checker says, each fault by sheet, row and column."""
    judged = judge(read_workbook(file))
    found = {
        name: [{"where": fault.where, "message": fault.message} for fault in faults]
        for name, faults in (("errors", judged.faults), ("warnings", judged.warnings))
    }
    return {"ok": judged.ok, **found, "counts": judged.report.counts}


def _in_words(file: Path, checked: dict[str, Any]) -> str:
    errors, warnings = checked["errors"], checked["warnings"]
    lines = [said("错误  %(where)s：%(message)s", **fault) for fault in errors]
    lines += [said("提醒  %(where)s：%(message)s", **fault) for fault in warnings]
    sums = said(
        "%(file)s：%(dimensions)s 个维度，%(indicators)s 项指标，%(place_types)s 类点位，"
        "%(check_items)s 条细项；%(errors)s 处错误，%(warnings)s 处提醒。",
        file=file,
        errors=len(errors),
        warnings=len(warnings),
        **checked["counts"],
    )
    return "\n".join(map(tell, [*lines, sums]))
