"""`wenming score` (计分)."""

import argparse
import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

from .counters import Counter, Duck
from .failing import DONE
from .files import read_framework, read_overlay
from .job import read_tables
from .place_scores import write_place_scores
from .printing import write_json, write_words
from .rolling import scored_rounds
from .session import Session, session
from .speaking import tell

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
    parser.add_argument(
        "--overlay", type=Path, metavar="FILE", help="本地加严标准 / stricter local standard (YAML)"
    )
    for name, (metavar, words) in FILES.items():
        kind, needed = (location, True) if name == "observations" else (Path, False)
        parser.add_argument(f"--{name}", type=kind, required=needed, metavar=metavar, help=words)
    parser.add_argument(
        "--places-out", type=Path, metavar="FILE", help="写出点位得分 / write place scores"
    )
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="计数引擎 / engine"
    )
    parser.add_argument(
        "--scratch",
        metavar="URL",
        help="Spark 集群的中转位置 / storage shared with a Spark cluster",
    )
    parser.add_argument(
        "--no-unique-check",
        action="store_true",
        help="不检查重复的观察记录 / trust that no observation stands twice",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.set_defaults(run=run)


def location(text: str) -> Path | str:
    """A file of this machine, or an address (`s3a://…`) that Spark reads."""
    return text if "://" in text else Path(text)


def run(args: argparse.Namespace) -> int:
    """Score; nothing is printed or written unless everything is right."""
    if args.overlay is None:
        framework, local = read_framework(args.framework), None
    else:
        framework, local = read_overlay(args.framework, args.overlay)
    paths = {name: getattr(args, name) for name in FILES if getattr(args, name) is not None}
    with session() as opened:
        with _counter(args, opened) as counter:
            job = read_tables(
                counter, opened, framework, paths, local=local, unique=not args.no_unique_check
            )
            shown = (write_json if args.json else write_words)(job, scored_rounds(job))
            if args.places_out is not None:
                write_place_scores(job, args.places_out)
        for note in opened.notes:
            print(tell(note), file=sys.stderr)
        with shown.open(encoding="utf-8", newline="") as file:
            shutil.copyfileobj(file, sys.stdout)
    return DONE


def _counter(args: argparse.Namespace, opened: Session) -> AbstractContextManager[Counter]:
    if args.engine == "spark":
        counter: AbstractContextManager[Counter] = import_module(f"{__package__}.spark").spark(
            opened, args.scratch
        )
        return counter
    return nullcontext(Duck(opened))
