"""`wenming score` (计分)."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from wenming.engine.scoring import indicator_in_words, rounded
from wenming.engine.scoring.report import as_json

from .duck import Job, Scored, read_tables, scored_rounds, write_place_scores
from .failing import DONE, Unreadable
from .files import read_framework
from .session import session

FILES = {
    "observations": ("O", "观察记录 / observations (CSV, Parquet)"),
    "places": ("P", "点位 / places"),
    "survey": ("S", "问卷 / survey answers"),
    "materials": ("M", "材料 / requirements of material indicators"),
    "statistics": ("T", "统计指标 / reported figures"),
    "leads": ("L", "牵头单位 / lead units of indicators"),
    "owners": ("W", "个别细项的责任单位 / units that answer for single items"),
    "events": ("E", "加分与负面清单 / bonus and negative entries"),
}
STATUS = {
    "ok": "有效",
    "vetoed": "已否决",
    "gated": "未过前置门槛",
    "undecided": "前置项未测全",
}
MOST_LOST = 5  # indicators shown a round


def add_parser(subparsers: Any) -> None:
    """Add the command to the program."""
    parser = subparsers.add_parser(
        "score",
        help="按测评体系计分 / score observations by a framework",
        description="从文件计分，不用数据库。Scores tables of files without a database.",
    )
    parser.add_argument(
        "--framework", type=Path, required=True, metavar="F", help="测评体系 / framework (YAML)"
    )
    for name, (metavar, words) in FILES.items():
        parser.add_argument(
            f"--{name}", type=Path, required=name == "observations", metavar=metavar, help=words
        )
    parser.add_argument(
        "--places-out", type=Path, metavar="FILE", help="写出点位得分 / write place scores"
    )
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="计数引擎 / engine"
    )
    parser.add_argument(
        "--no-unique-check",
        action="store_true",
        help="不检查重复的观察记录 / trust that no observation stands twice",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Score; nothing is printed or written unless everything is right."""
    if args.engine == "spark":
        raise Unreadable("本程序还不能用 Spark 计分，请用 --engine duckdb（默认）。")
    framework = read_framework(args.framework)
    paths = {name: getattr(args, name) for name in FILES if getattr(args, name) is not None}
    with session() as opened:
        job = read_tables(opened, framework, paths, unique=not args.no_unique_check)
        show = _line if args.json else _words
        shown = [show(job, scored) for scored in scored_rounds(job)]
        if args.places_out is not None:
            write_place_scores(job, args.places_out)
    for note in opened.notes:
        print(note, file=sys.stderr)
    if args.json:
        print('{"results": [', ",\n".join(shown), "]}", sep="")
    else:
        print("\n\n".join(shown) or "没有数据。")
    return DONE


def _line(job: Job, scored: Scored) -> str:
    """One result as JSON. Text at once, for a thousand results as objects are large."""
    return json.dumps(
        as_json(scored.city, scored.round, scored.result, scored.losses), ensure_ascii=False
    )


def _words(job: Job, scored: Scored) -> str:
    """One result for reading: schemes, where most was lost."""
    result = scored.result
    lines = [
        f"{scored.city} {scored.round}  总分 {rounded(result.combined)}（{STATUS[result.status]}）"
    ]
    for scheme in result.schemes:
        rate = "未测评" if scheme.on_measured is None else f"{rounded(scheme.on_measured)}%"
        lines.append(
            f"  {scheme.code}：得分率 {rate}，已得分 {rounded(scheme.lower)}，"
            f"最高可得分 {rounded(scheme.upper)}，已测权重 {rounded(100 * scheme.coverage)}%，"
            f"加分 {scheme.bonus:g}，扣分 {scheme.deductions:g}"
        )
    worst = sorted((r for r in result.indicators if r.lost), key=lambda r: (-(r.lost or 0), r.code))
    for row in worst[:MOST_LOST]:
        indicator = job.framework.indicators[row.code]
        lines.append(f"  {row.code} {indicator.name_zh}：{indicator_in_words(indicator, row)}")
    return "\n".join(lines)
