"""`wenming sample` (抽样)."""

import argparse
import json
from pathlib import Path
from typing import Any

from wenming.engine.errors import EngineError
from wenming.engine.sampling import SEED, FramePlace, draw, frame_digest
from wenming.engine.wording import said

from .failing import DONE, Faulty, Unreadable
from .files import located, read_framework
from .refusing import check_cells, check_known, check_unique
from .session import session
from .speaking import tell
from .tables import TABLES


def add_parser(subparsers: Any) -> None:
    """Add the command to the program."""
    parser = subparsers.add_parser(
        "sample",
        help="按种子抽取点位 / draw places by a seed",
        description="按公布的种子抽取点位，任何人可以复算。Draws places by a published seed.",
    )
    parser.add_argument(
        "--framework", type=Path, required=True, metavar="F", help="测评体系 / framework (YAML)"
    )
    parser.add_argument(
        "--places", type=Path, required=True, metavar="P", help="抽样框 / frame (CSV, Parquet)"
    )
    parser.add_argument(
        "--seed", required=True, metavar="HEX", help="种子，小写十六进制 / seed, lower-case hex"
    )
    parser.add_argument(
        "--within-areas",
        action="store_true",
        help="每个区域各抽这么多处 / draw that many in every area",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw and print."""
    if not SEED.fullmatch(args.seed):
        raise Unreadable(said("--seed：“%(seed)s”，应为小写十六进制数字。", seed=args.seed))
    framework = read_framework(args.framework)
    frame = _frame(args.places, list(framework.place_types))
    sizes = {row.code: row.sample_count for row in framework.place_types.values()}
    try:
        digest = frame_digest(frame)
        taken = draw(frame, sizes, args.seed, within_areas=args.within_areas)
    except EngineError as error:
        raise Faulty(located(args.places, error.sentence)) from error
    if args.json:
        rows = [{"place_type": r.place_type, "area": r.area, "place": r.place} for r in taken]
        print(json.dumps({"seed": args.seed, "frame": digest, "draw": rows}, ensure_ascii=False))
    else:
        head = said(
            "种子 %(seed)s\n抽样框 %(all)s 处，摘要 %(digest)s\n抽中 %(n)s 处：",
            seed=args.seed,
            all=len(frame),
            digest=digest,
            n=len(taken),
        )
        print(tell(head))
        print("\n".join(row.line for row in taken))
    return DONE


def _frame(path: Path, place_types: list[str]) -> list[FramePlace]:
    """The rows of the frame, each place once and of a known type."""
    table = TABLES["frame"]
    with session() as opened:
        opened.read(table, path)
        opened.fill("known_types", [("code", "VARCHAR")], [(code,) for code in place_types])
        check_cells(opened, table)
        check_unique(opened, table)
        known = "SELECT code FROM known_types"
        check_known(opened, table, "place_type", known, said("应为测评体系中的点位类型编码"))
        return [FramePlace(*r) for r in opened.rows("SELECT place_type, area, place FROM frame")]
