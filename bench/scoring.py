"""Scoring observations from Parquet, beside the alternatives, in one run.

    wenming bench scoring                        2 million observations
    wenming bench scoring --cities 100           20 million
    wenming bench scoring --cities 100 --growth  also 0.2 and 2 million: does it grow in a line?
    wenming bench scoring --cities 28 --rounds 12 --only-engines   a hundredth of the nation

Each contender runs in a process of its own; seconds leave out the start of the program, `first`
is the first run (Java warms up). Must, for 20 million: with the check for duplicates at most 3.5
times the bare group-by, without it at most twice; at least twice as fast as pandas; under 1.5 GiB;
Spark's overhead over its own bare group-by under 50 % (without the check). Spark runs where pyspark and Java are.
LibreOffice Calc is no contender: a sheet ends at 1,048,576 rows.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import groupby
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


def scoring(folder: Path, counter: Callable[[Any], Any], *, unique: bool) -> Callable[[], int]:
    """What `wenming score --json` does after it has started."""
    from wenming.cli.job import read_tables
    from wenming.cli.printing import write_json
    from wenming.cli.rolling import scored_rounds
    from wenming.cli.session import session

    framework, _ = _framework()
    paths = {name: folder / f"{name}.parquet" for name in ("observations", "places")}

    def run() -> int:
        with session() as opened:
            job = read_tables(counter(opened), opened, framework, paths, unique=unique)
            return write_json(job, scored_rounds(job)).stat().st_size

    return run


def wenming(folder: Path) -> Callable[[], int]:
    """With DuckDB, as by default."""
    from wenming.cli.counters import Duck

    return scoring(folder, Duck, unique=True)


def unchecked(folder: Path) -> Callable[[], int]:
    """The same without looking for duplicates."""
    from wenming.cli.counters import Duck

    return scoring(folder, Duck, unique=False)


def spark(folder: Path, *, unique: bool = True) -> Callable[[], int]:
    """With Spark on this machine."""
    from wenming.cli import spark as program

    started = program._start(folder)
    return scoring(folder, lambda opened: program.Spark(opened, started, None), unique=unique)


def spark_unchecked(folder: Path) -> Callable[[], int]:
    """The same without looking for duplicates."""
    return spark(folder, unique=False)


def spark_bare(folder: Path) -> Callable[[], int]:
    """Spark's group-by alone, the same as DuckDB's."""
    from wenming.cli import spark as program

    started = program._start(folder)

    def run() -> int:
        for name in ("observations", "places"):
            started.read.parquet(f"file://{folder}/{name}.parquet").createOrReplaceTempView(name)
        return int(
            started.sql(
                "SELECT count(*) FROM (SELECT o.city, `round`, unit, item, outcome, count(*)"
                " FROM observations o JOIN places p ON p.city = o.city AND p.place = o.place"
                " GROUP BY 1, 2, 3, 4, 5)"
            ).collect()[0][0]
        )

    return run


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

    _, table = _framework()
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
        return _rolled(sums[sums["indicator"] != ""].itertuples(index=False, name=None))

    return run


def polars(folder: Path) -> Callable[[], int]:
    """Join, check for duplicates and sums in Polars, then the same roll-up."""
    import polars as pl

    _, table = _framework()
    verdicts = pl.DataFrame(
        [(v.item, v.outcome, v.low, v.earned, v.full, v.indicator) for v in table.rows()],
        schema=["item", "outcome", "count", "earned", "full", "indicator"],
        orient="row",
    ).with_columns(pl.col("count").cast(pl.Int64))
    tops = verdicts.group_by("item").agg(pl.col("count").max().alias("top")).lazy()

    def run() -> int:
        rows = pl.scan_parquet(folder / "observations.parquet")
        keys = ["city", "round", "place", "item", "visit"]
        twice = rows.group_by(keys).len().filter(pl.col("len") > 1).head(1)
        if twice.collect(engine="streaming").height:
            raise ValueError("duplicates")
        places = pl.scan_parquet(folder / "places.parquet").select("city", "place", "unit")
        sums = (
            rows.join(places, on=["city", "place"])
            .join(tops, on="item")
            .with_columns(
                pl.col("outcome").fill_null(""),
                pl.min_horizontal(pl.col("count").cast(pl.Int64).fill_null(-1), "top").alias(
                    "count"
                ),
            )
            .join(verdicts.lazy(), on=["item", "outcome", "count"])
            .filter(pl.col("indicator") != "")
            .group_by("city", "round", "indicator", "unit")
            .agg(
                (pl.col("full") > 0).sum(),
                pl.col("earned").sum(),
                pl.col("full").sum().alias("all"),
            )
            .sort("city", "round")
            .collect(engine="streaming")
        )
        return _rolled(sums.iter_rows())

    return run


def _rolled(rows: Iterable[Any]) -> int:
    """Roll up sums (city, round, indicator, unit, n, earned, full) sorted by city and round."""
    from wenming.engine.scoring import FieldSums, RoundSums, attribute, rollup
    from wenming.engine.scoring.report import as_json

    framework, _ = _framework()
    size = 0
    for (city, round_), group in groupby(rows, key=lambda row: row[:2]):
        field = tuple(FieldSums(*row[2:]) for row in group)
        result = rollup(framework, RoundSums(field=field))
        losses = attribute(framework, result, field, {})
        size += len(json.dumps(as_json(city, round_, result, losses)))
    return size


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


CONTENDERS = {
    f.__name__: f
    for f in (
        bare,
        wenming,
        unchecked,
        polars,
        pandas,
        spark_bare,
        spark,
        spark_unchecked,
        instances,
    )
}
ENGINES = ("bare", "wenming", "unchecked", "spark_bare", "spark", "spark_unchecked")

# --- Running -----------------------------------------------------------------------------------


def contenders(only_engines: bool, without_spark: bool) -> list[str]:
    """Those that can run here."""
    names = list(ENGINES if only_engines else CONTENDERS)
    if without_spark:
        names = [name for name in names if not name.startswith("spark")]
    elif find_spec("pyspark") is None or shutil.which("java") is None:
        print("without Spark: pyspark or Java is not there")
        names = [name for name in names if not name.startswith("spark")]
    return names


def measure(name: str, folder: Path, repeat: int) -> dict[str, float]:
    """Best seconds of `repeat` runs and peak memory of one contender, in its own process."""
    command = [sys.executable, __file__, "--only", name, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--repeat", str(repeat)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run_one(name: str, folder: Path, repeat: int) -> None:
    """Time one contender here and print its figures as JSON."""
    begun = time.perf_counter()
    run = CONTENDERS[name](folder)
    start = time.perf_counter() - begun
    seconds, busy = [], []
    for _ in range(repeat):
        begun, worked = time.perf_counter(), _processor()
        run()
        seconds.append(time.perf_counter() - begun)
        busy.append(_processor() - worked)
    figures = {"seconds": min(seconds), "first": seconds[0], "busy": min(busy), "start": start}
    print(json.dumps({**figures, "peak": _peak()}))


def _family() -> list[Path]:
    """/proc folders of this process and its descendants: Spark's Java is a child."""
    parents: dict[str, list[str]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(stat.read_text().rsplit(")", 1)[1].split()[1], []).append(
                stat.parent.name
            )
        except OSError:  # it ended meanwhile
            continue
    found, wanted = [], [str(os.getpid())]
    while wanted:
        pid = wanted.pop()
        found.append(Path("/proc", pid))
        wanted += parents.get(pid, [])
    return found


def _processor() -> float:
    """Processor seconds of this process and its descendants."""
    ticks = 0
    for folder in _family():
        fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _peak() -> float:
    """Peak resident memory of this process and its descendants in MiB."""
    lines = [line for f in _family() for line in (f / "status").read_text().splitlines()]
    return sum(int(line.split()[1]) / 1024 for line in lines if "VmHWM" in line)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cities", type=int, default=10, help="of 1,200 places each")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--growth", action="store_true", help="smaller sizes first")
    parser.add_argument("--only-engines", action="store_true", help="DuckDB and Spark")
    parser.add_argument("--without-spark", action="store_true", help="it takes minutes")
    parser.add_argument("--only", choices=sorted(CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        run_one(args.only, args.folder, args.repeat)
        return
    from machine import describe

    print(describe())
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    smaller = [cities for cities in (1, 10) if args.growth and cities < args.cities]
    for cities in smaller:
        compare(["bare", "wenming", "unchecked"], cities, args.rounds, args.repeat)
    compare(
        contenders(args.only_engines, args.without_spark), args.cities, args.rounds, args.repeat
    )


def compare(names: list[str], cities: int, rounds: int, repeat: int) -> None:
    """Make the data, run the contenders one after the other, print a line each."""
    with tempfile.TemporaryDirectory(prefix="wenming-bench-") as name:
        folder = Path(name)
        rows = make(folder, cities, rounds)
        print(f"{rows:,} observations, {cities} cities, {rounds} rounds, from Parquet", flush=True)
        base: dict[str, float] = {}
        for contender in names:
            figure = measure(contender, folder, repeat)
            if contender == "instances":
                for column in ("seconds", "first", "busy"):
                    figure[column] *= rows / min(rows, OBJECTS)
            base = base or figure
            _show(contender, figure, base, rows)


def _show(name: str, figure: dict[str, float], base: dict[str, float], rows: int) -> None:
    """Processor time is the fairer ratio on a machine with other work."""
    note = f"   scaled from {OBJECTS:,}" if name == "instances" else ""
    print(
        f"{name:>15} {figure['seconds']:8.2f} s {figure['seconds'] / base['seconds']:6.2f} x bare"
        f"   {figure['seconds'] / rows * 1e6:6.3f} s a million"
        f"   processor {figure['busy']:8.2f} s {figure['busy'] / base['busy']:6.2f} x"
        f"   first {figure['first']:.2f} s   start {figure['start']:.2f} s"
        f"   {figure['peak']:6.0f} MiB{note}",
        flush=True,
    )


if __name__ == "__main__":
    main()
