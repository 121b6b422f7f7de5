"""Lists over 100,000 problems and 100,000 places, beside a bare page of Django in the same run.

    wenming bench listpage                       SQLite, and PostgreSQL where one answers
    wenming bench listpage --rows 10000 --seconds 2

A scratch database is filled and dropped again; WENMING_TEST_POSTGRES names another server than
postgresql://postgres@127.0.0.1:5432/test. Two sync workers of gunicorn; a clerk of the city office, who
sees everything, is signed in. p95 for one person; the rate and its p95 with four at once. Processor is
the workers' own, without PostgreSQL's. Must: p95 under 100 ms for one person.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from load import Figures, Server, measure, serve

POSTGRES = "postgresql://postgres@127.0.0.1:5432/test"
SCRATCH = f"wenming_bench_{os.getpid()}"
PEOPLE = 4  # at once, for the rate


@contextmanager
def scratch_postgres(address: str) -> Iterator[str]:
    """The address of an empty database on the server at `address`, dropped afterwards."""
    import psycopg

    with psycopg.connect(address, autocommit=True, connect_timeout=3) as server:
        server.execute(f"CREATE DATABASE {SCRATCH}")
    try:
        yield f"{address.rsplit('/', 1)[0]}/{SCRATCH}"
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


def answers(address: str) -> bool:
    """Whether a PostgreSQL server is there."""
    import psycopg

    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def environment(folder: Path, database: str) -> dict[str, str]:
    """Settings of the scratch server: a production one, without any of the caller's."""
    (folder / "static").mkdir(exist_ok=True)
    own = {key: value for key, value in os.environ.items() if not key.startswith("WENMING_")}
    return own | {
        "DJANGO_SETTINGS_MODULE": "wenming.config.settings",
        "WENMING_ALLOWED_HOSTS": "127.0.0.1",
        "WENMING_DATABASE": database,
        "WENMING_DATA_DIR": str(folder),
        "WENMING_SECRET_KEY": "only-for-this-benchmark",
    }


def fill(env: dict[str, str], rows: int) -> dict[str, str]:
    """Make the city; what is needed to ask for its pages."""
    command = [sys.executable, __file__, "--fill", "--rows", str(rows)]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def pages(city: dict[str, str]) -> dict[str, str]:
    """Name → address of what is measured."""
    return {
        "problems, open": "/problems/",
        "problems, all": "/problems/?tab=all",
        "problems of a unit": f"/problems/?unit={city['unit']}",
        "problems of a district": f"/problems/?area={city['area']}",
        "problems, 90% down": f"/problems/?tab=all&mark={city['deep']}",
        "problems, words": "/problems/?q=%E9%98%B2%E9%80%9A%E9%81%93",
        "places": "/places/",
        "places of a district": f"/places/?area={city['area']}",
        "workbench": "/workbench/",
    }


def run(name: str, database: str, folder: Path, args: argparse.Namespace) -> None:
    """Fill, serve and print one table."""
    env = environment(folder, database)
    city = fill(env, args.rows)
    cookie = f"sessionid={city['session']}"
    print(f"\n{name}, {args.rows:,} problems and {args.rows:,} places")
    with serve("bare", env) as server:
        bare = measure(server, "/", "", seconds=args.seconds, people=PEOPLE)
        show("bare page of Django", bare, bare, _rows(server, "/", ""))
    with serve("wenming.config.wsgi", env) as server:
        for label, path in pages(city).items():
            figures = measure(server, path, cookie, seconds=args.seconds, people=PEOPLE)
            show(label, figures, bare, _rows(server, path, cookie))


def _rows(server: Server, path: str, cookie: str) -> int:
    """Rows in the page's table, so that nobody measures an empty page."""
    body, _took = server.get(path, cookie)
    return len(re.findall(rb"<tr[ >]", body.rsplit(b"<tbody>")[-1]))


def show(label: str, figures: Figures, bare: Figures, rows: int) -> None:
    """One line."""
    print(
        f"{label:>22} {rows:3} rows {figures.per_second:6.1f}/s"
        f"   p50 {figures.p50:6.1f} ms   p95 {figures.p95:6.1f} ms"
        f"   with {PEOPLE} at once p95 {figures.p95_loaded:6.1f} ms"
        f"   processor {figures.processor:5.1f} ms {figures.processor / bare.processor:5.1f} x bare",
        flush=True,
    )


def main() -> None:
    """Both databases, or what there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000, help="problems, and places")
    parser.add_argument("--seconds", type=float, default=6.0, help="for each page, twice")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.fill:
        import bigcity

        print(json.dumps(bigcity.fill(args.rows)))
        return
    from machine import describe

    print(describe())
    with tempfile.TemporaryDirectory(prefix="wenming-bench-") as name:
        folder = Path(name)
        if args.only != "postgresql":
            run("SQLite", f"sqlite:///{folder}/bench.sqlite3", folder, args)
        address = os.environ.get("WENMING_TEST_POSTGRES", POSTGRES)
        if args.only == "sqlite":
            return
        if not answers(address):
            print("\nNo PostgreSQL answers: start one or set WENMING_TEST_POSTGRES.")
            return
        with scratch_postgres(address) as database:
            run("PostgreSQL", database, folder, args)


if __name__ == "__main__":
    main()
