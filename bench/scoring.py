"""Scoring observations from Parquet, beside the alternatives, in one run.

    wenming bench scoring                      2 million observations
    wenming bench scoring --cities 100         20 million

Each contender runs in a process of its own; seconds leave out the start of the program. Must, for
20 million: with the check for duplicates at most 3.5 times the bare group-by, without it at most
twice; at least twice as fast as pandas; under 1.5 GiB.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORK = ROOT / "src/wenming/framework/data/starter.yaml"
PLACES = 1200  # of a city
UNITS = 118
OBJECTS = 100_000  # rows that the loop over instances sees; its time is scaled

# --- Data --------------------------------------------------------------------------------------

MAKE_PLACES = """
CREATE TABLE places AS
SELECT format('C{{:03d}}', c) AS city, format('P{{:04d}}', p) AS place,
    format('L{{:02d}}', p % 40 + 1) AS place_type, format('A{{}}', p % 7) AS area,
    format('U{{:03d}}', (p * 7919) % {units}) AS unit
FROM range({cities}) a(c), range({places}) b(p)"""
MAKE_OBSERVATIONS = """
COPY (
    SELECT p.city, format('R{{:02d}}', r) AS round, p.place, i.item, 0 AS visit, v.outcome, v.count
    FROM places p, range({rounds}) s(r)
    JOIN items i ON i.place_type = p.place_type
    JOIN possible v ON v.item = i.item AND v.n = hash(p.city, p.place, i.item, r) % i.n
    ORDER BY hash(p.city, p.place, i.item, r)
) TO '{target}' (FORMAT PARQUET)"""


def make(folder: Path, cities: int, rounds: int) -> int:
    """Write observations.parquet (in no order) and places.parquet; returns the number of rows."""
    import duckdb

    _, table = _framework()
    db = duckdb.connect(config={"temp_directory": str(folder / "spill")})
    db.execute("CREATE TABLE possible (item TEXT, n INT, outcome TEXT, count INT)")
    db.execute("CREATE TABLE items (item TEXT, place_type TEXT, n INT)")
    for item, verdicts in table.items.items():
        db.execute(
            "INSERT INTO items VALUES (?, ?, ?)", [item, verdicts[0].place_type, len(verdicts)]
        )
        db.executemany(
            "INSERT INTO possible VALUES (?, ?, nullif(?, ''), nullif(?, -1))",
            [(item, n, v.outcome, v.low) for n, v in enumerate(verdicts)],
        )
    db.execute(MAKE_PLACES.format(units=UNITS, cities=cities, places=PLACES))
    db.execute(f"COPY places TO '{folder / 'places.parquet'}' (FORMAT PARQUET)")
    target = folder / "observations.parquet"
    db.execute(MAKE_OBSERVATIONS.format(rounds=rounds, target=target))
    return int(db.execute(f"SELECT count(*) FROM '{target}'").fetchall()[0][0])


def _framework() -> Any:
    from wenming.cli.files import read_framework
    from wenming.engine.framework import verdict_table

    framework = read_framework(FRAMEWORK)
    return framework, verdict_table(framework)


# --- Contenders: each prepares, then returns the function that is timed -------------------------


def wenming(folder: Path, *, unique: bool = True) -> Callable[[], int]:
    """What `wenming score --json` does after it has started."""
    from wenming.cli.duck import read_tables, scored_rounds
    from wenming.cli.session import session
    from wenming.engine.scoring.report import as_json

    framework, _ = _framework()
    paths = {name: folder / f"{name}.parquet" for name in ("observations", "places")}

    def run() -> int:
        with session() as opened:
            job = read_tables(opened, framework, paths, unique=unique)
            lines = [
                json.dumps(as_json(s.city, s.round, s.result, s.losses)) for s in scored_rounds(job)
            ]
        return len(lines)

    return run


def unchecked(folder: Path) -> Callable[[], int]:
    """The same without looking for duplicates."""
    return wenming(folder, unique=False)


def bare(folder: Path) -> Callable[[], int]:
    """DuckDB's group-by alone: counts, no marks."""
    import duckdb

    def run() -> int:
        return int(
            duckdb.connect()
            .execute(
                "SELECT count(*) FROM (SELECT o.city, round, unit, item, outcome, count(*)"
                f" FROM '{folder}/observations.parquet' o JOIN '{folder}/places.parquet' p"
                " ON p.city = o.city AND p.place = o.place GROUP BY ALL)"
            )
            .fetchall()[0][0]
        )

    return run


def pandas(folder: Path) -> Callable[[], int]:
    """Join, check for duplicates and sums in pandas, then the same roll-up."""
    import pandas as pd

    from wenming.engine.scoring import FieldSums, RoundSums, attribute, rollup

    framework, table = _framework()
    verdicts = pd.DataFrame(
        [(v.item, v.outcome, v.low, v.earned, v.full, v.indicator) for v in table.rows()],
        columns=["item", "outcome", "count", "earned", "full", "indicator"],
    )
    tops = verdicts.groupby("item")["count"].max().rename("top")

    def run() -> int:
        rows = pd.read_parquet(folder / "observations.parquet")
        if rows.duplicated(["city", "round", "place", "item", "visit"]).any():
            raise ValueError("duplicates")
        places = pd.read_parquet(folder / "places.parquet", columns=["city", "place", "unit"])
        rows = rows.merge(places, on=["city", "place"]).merge(tops, on="item")
        rows["outcome"] = rows["outcome"].fillna("")
        rows["count"] = rows["count"].fillna(-1).clip(upper=rows["top"])
        rows = rows.merge(verdicts, on=["item", "outcome", "count"])
        rows["n"] = rows["full"] > 0
        keys = ["city", "round", "indicator", "unit"]
        sums = rows.groupby(keys, sort=True)[["n", "earned", "full"]].sum().reset_index()
        done = 0
        for _, group in sums[sums["indicator"] != ""].groupby(["city", "round"]):
            field = tuple(
                FieldSums(*row)
                for row in group[["indicator", "unit", "n", "earned", "full"]].itertuples(
                    index=False, name=None
                )
            )
            result = rollup(framework, RoundSums(field=field))
            attribute(framework, result, field, {})
            done += 1
        return done

    return run


def instances(folder: Path) -> Callable[[], int]:
    """A loop over objects, one per observation, as an ORM would hand them out."""
    import duckdb

    _, table = _framework()

    class Observation:
        def __init__(self, *values: Any) -> None:
            (self.city, self.round, self.place, self.item, self.visit, self.outcome,
             self.count) = values  # fmt: skip

    def run() -> int:
        cursor = duckdb.connect().execute(
            f"SELECT * FROM '{folder}/observations.parquet' LIMIT {OBJECTS}"
        )
        sums: dict[tuple[str, str, str], list[int]] = {}
        while batch := cursor.fetchmany(10_000):
            for row in (Observation(*values) for values in batch):
                verdict = table.judge(row.item, row.outcome, row.count)
                cell = sums.setdefault((row.city, row.round, verdict.indicator), [0, 0])
                cell[0] += verdict.earned
                cell[1] += verdict.full
        return len(sums)

    return run


CONTENDERS = {f.__name__: f for f in (bare, wenming, unchecked, pandas, instances)}

# --- Running -----------------------------------------------------------------------------------


def measure(name: str, folder: Path, repeat: int) -> dict[str, float]:
    """Best seconds of `repeat` runs and peak memory of one contender, in its own process."""
    command = [sys.executable, __file__, "--only", name, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--repeat", str(repeat)], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def run_one(name: str, folder: Path, repeat: int) -> None:
    """Time one contender here and print seconds, start-up and peak RSS as JSON."""
    begun = time.perf_counter()
    run = CONTENDERS[name](folder)
    start = time.perf_counter() - begun
    seconds, busy = [], []
    for _ in range(repeat):
        begun, worked = time.perf_counter(), time.process_time()
        run()
        seconds.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
    figures = {"seconds": min(seconds), "busy": min(busy), "start": start, "peak": _peak()}
    print(json.dumps(figures))


def _peak() -> float:
    """Peak resident memory of this process in MiB; getrusage would count its parent's too."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if "VmHWM" in line), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=10, help="of 1,200 places each")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--only", choices=sorted(CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        run_one(args.only, args.folder, args.repeat)
        return
    from machine import describe

    print(describe())
    with tempfile.TemporaryDirectory(prefix="wenming-bench-") as name:
        folder = Path(name)
        rows = make(folder, args.cities, args.rounds)
        print(f"{rows:,} observations, {args.cities} cities, {args.rounds} rounds, from Parquet")
        figures = {name: measure(name, folder, args.repeat) for name in CONTENDERS}
    scale = rows / min(rows, OBJECTS)
    for column in ("seconds", "busy"):
        figures["instances"][column] *= scale
    _show(figures)


def _show(figures: dict[str, dict[str, float]]) -> None:
    """One line a contender. Processor time is the fairer ratio on a machine with other work."""
    base = figures["bare"]
    for name, figure in figures.items():
        note = f"   scaled from {OBJECTS:,}" if name == "instances" else ""
        print(
            f"{name:>10} {figure['seconds']:8.2f} s {figure['seconds'] / base['seconds']:6.2f} x bare"
            f"   processor {figure['busy']:8.2f} s {figure['busy'] / base['busy']:6.2f} x"
            f"   start {figure['start']:.2f} s   {figure['peak']:6.0f} MiB{note}"
        )


if __name__ == "__main__":
    main()
