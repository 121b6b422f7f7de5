"""Pages of duties over 5,000 duties of 300 units, beside a bare page of Django in the same run.

    wenming bench duties                          SQLite, and PostgreSQL where one answers
    wenming bench duties --only sqlite --seconds 2
    wenming bench duties --imports                only the tables that come in

A scratch database is filled and dropped again; WENMING_TEST_POSTGRES names another server than
postgresql://postgres@127.0.0.1:5432/test. Each page is asked for alone (statements, processor time of
the workers), then 20 times a second, whether the answer before is there or not, at two sync workers
of gunicorn. Must: any list at most 12 statements and p95 under 200 ms at that rate; the coverage
matrix of 110 indicators by 118 units under 500 ms; the import of a table of 2,000 rows under 5 s, whether
they are new or all change.

The figures of the frame and the sentences of the workbench are kept until something is recorded.
*Anew* is a page without them: its statements, and the processor time of one process without a server.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from listpage import POSTGRES, answers, environment, scratch_postgres
from load import Server, at_rate, measure, serve

RATE = 20  # requests a second
ANEW = 5  # times that a page is asked for with nothing kept


def pages(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Name → address, and whose session: the office's or a unit's."""
    office = {
        "lists": "/duties/lists/",
        "one list": f"/duties/lists/{found['task_list']}/",
        "work": "/duties/work/",
        "work, late": "/duties/work/?tab=overdue",
        "work, all": "/duties/work/?tab=all",
        "work of a unit": f"/duties/work/?tab=all&unit={found['unit']}",
        "work, words": "/duties/work/?tab=all&q=%E7%BB%8F%E8%90%A5",
        "one duty": f"/duties/{found['duty']}/",
        "one's work": f"/duties/work/{found['undertaking']}/",
        "coverage": "/duties/coverage/",
        "instructions": "/duties/instructions/",
        "letters": "/duties/letters/",
        "plans": "/duties/plans/",
        "months": "/duties/months/",
        "imports": "/duties/lists/import/",
        "tables": "/duties/tables/",
        "projects": "/projects/",
        "workbench": "/workbench/",
    }
    unit = {
        "mine": "/duties/",
        "unit: work": "/duties/work/",
        "unit: lists": "/duties/lists/",
        "unit: months": "/duties/months/",
        "unit: workbench": "/workbench/",
    }
    return {name: (path, found["session"]) for name, path in office.items()} | {
        name: (path, found["unit_session"]) for name, path in unit.items()
    }


# --- In a process with the scratch database ----------------------------------------------------


def fill(args: argparse.Namespace) -> dict[str, Any]:
    """Make the year, count the statements of each page, time the imports."""
    import bigduties
    from tablesin import imported

    found = bigduties.fill(args.duties, args.units)
    if not args.imports:
        found["statements"] = {
            name: statements(path, session) for name, (path, session) in pages(found).items()
        }
    found["imports"] = imported()
    return found


def statements(path: str, session: str) -> dict[str, float]:
    """How many statements a page asks the database with what is kept and anew; processor ms anew."""
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    client.get(path)
    kept = asked()
    cache.clear()
    anew = asked()
    began = time.process_time()
    for _ in range(ANEW):
        cache.clear()
        client.get(path)
    return {"kept": kept, "anew": anew, "processor": 1000 * (time.process_time() - began) / ANEW}


# --- Beside it ---------------------------------------------------------------------------------


def run(name: str, database: str, folder: Path, args: argparse.Namespace) -> None:
    """Fill, serve and print one table."""
    env = environment(folder, database)
    command = [sys.executable, __file__, "--fill"]
    command += ["--duties", str(args.duties), "--units", str(args.units)]
    command += ["--imports"] if args.imports else []
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{name}, {args.duties:,} duties over {args.units} units")
    if not args.imports:
        show_pages(found, env, args.seconds)
    for what, took in found["imports"].items():
        print(
            f"import of {took['rows']} {what}: {took['all']:.2f} s, of which {took['read']:.2f} s to"
            f" read and judge; reading the cells alone {took['bare']:.2f} s,"
            f" ratio {took['all'] / took['bare']:.1f}"
            + (f"; taken back in {took['back']:.2f} s" if "back" in took else "")
        )


def show_pages(found: dict[str, Any], env: dict[str, str], seconds: float) -> None:
    """A line for each page, beside a bare one."""
    with serve("bare", env) as server:
        one = {"kept": 1, "anew": 1, "processor": 0.0}
        bare = show("bare page of Django", server, "/", "", one, seconds, None)
    with serve("wenming.config.wsgi", env) as server:
        for label, (path, session) in pages(found).items():
            cookie, asked = f"sessionid={session}", found["statements"][label]
            show(label, server, path, cookie, asked, seconds, bare)


def show(
    label: str,
    server: Server,
    path: str,
    cookie: str,
    asked: dict[str, float],
    seconds: float,
    bare: float | None,
) -> float:
    """One line; returns the processor milliseconds of a request."""
    alone = measure(server, path, cookie, seconds=seconds / 2, people=1)
    p50, p95 = at_rate(server, path, cookie, rate=RATE, seconds=seconds)
    print(
        f"{label:>20} {asked['kept']:3} statements ({asked['anew']:2} anew)"
        f"   alone p50 {alone.p50:6.1f} ms"
        f"   at {RATE}/s p50 {p50:6.1f} ms p95 {p95:6.1f} ms"
        f"   processor {alone.processor:6.1f} ms {alone.processor / (bare or alone.processor):5.1f} x bare"
        f"   anew {asked['processor']:6.1f} ms",
        flush=True,
    )
    return alone.processor


def main() -> None:
    """Both databases, or what there is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--duties", type=int, default=5_000)
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=3.0, help="at the rate, for each page")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--imports", action="store_true", help="leave the pages out")
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.fill:
        print(json.dumps(fill(args)))
        return
    from machine import describe

    print(describe())
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
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
