"""`wenming intake FILE...`: draft directives out of documents (文件解析)."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from wenming.documents.reading import Refusal, read_file
from wenming.engine import intake
from wenming.engine.wording import said, term

from .failing import DONE, Faulty, Unreadable
from .files import readable
from .speaking import language, tell


def add_parser(subparsers: Any) -> None:
    """Add the command to the program."""
    parser = subparsers.add_parser(
        "intake",
        help="从文件中提取任务草稿 / draft directives out of documents",
        description="从讲话、方案、通知中提取任务草稿、指标差距和自相矛盾处。"
        "Draft directives, gaps and contradictions out of speeches, plans and notices.",
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="txt, md, html, docx, pdf"
    )
    parser.add_argument(
        "--dated",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="文件日期，默认取文中的成文日期 / day of the document, by default the one printed in it",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the drafts of every file, or nothing when one of them cannot be read."""
    drafts = [_draft(path, args.dated) for path in args.files]
    if args.json:
        rows = [draft.to_json() for draft in drafts]
        print(json.dumps(rows if len(rows) > 1 else rows[0], ensure_ascii=False))
    else:
        print("\n\n".join(map(_in_words, drafts)))
    return DONE


def _draft(path: Path, dated: date | None) -> intake.Draft:
    """The draft of one file.

    Raises:
        Unreadable: it cannot be opened, or is no document that can be read.
        Faulty: it is marked as a state secret.
    """
    try:
        text = read_file(readable(path).read_bytes(), path.name).text
    except Refusal as refusal:
        raise Unreadable(refusal.told(language().gettext)) from refusal
    marking = intake.secrecy(text)
    if marking:
        sentence = said(
            "%(path)s：开头标有“%(marking)s”，是国家秘密，不能处理。", path=path, marking=marking
        )
        raise Faulty(sentence)
    return intake.read(text, document_id=path.stem, dated=dated)


def _in_words(draft: intake.Draft) -> str:
    n = len(draft.directives)
    lines = [tell(said("%(document)s：%(n)s 条任务草稿。", document=draft.id, n=n))]
    for number, row in enumerate(draft.directives, 1):
        lines.append(f"{number:4}. {''.join(row.text.split())}")
        lines += [f"      {facts}" for facts in [_facts(row)] if facts]
    lines += [
        tell(
            said(
                "差距  %(metric)s：现为 %(current)s，要求 %(target)s",
                metric=gap.metric,
                current=f"{gap.current:g}{gap.unit}",
                target=f"{gap.target:g}{gap.unit}",
            )
        )
        for gap in draft.indicator_gaps
    ]
    lines += [tell(said("矛盾  %(message)s", message=check.message)) for check in draft.checks]
    return "\n".join(lines)


def _facts(row: intake.Directive) -> str:
    goals = "；".join(f"{t.metric} {t.op} {t.value:g}{t.unit}" for t in row.targets)
    named = {
        term("句中", "牵头"): "、".join(row.lead),
        term("句中", "配合"): "、".join(row.support),
        term("句中", "时限"): row.deadline,
        term("句中", "频次"): row.cadence,
        term("句中", "目标"): goals,
    }
    parts = [said("%(where)s：%(what)s", where=k, what=v) for k, v in named.items() if v]
    return "  ".join(map(tell, parts))
