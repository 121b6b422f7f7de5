"""Pages of duties over 5,000 duties of 300 units, beside a bare page of Django in the same run.

    wenming bench duties                          SQLite, and PostgreSQL where one answers
    wenming bench duties --only sqlite --seconds 2

A scratch database is filled and dropped again; WENMING_TEST_POSTGRES names another server than
postgresql://postgres@127.0.0.1:5432/test. Each page is asked for alone (statements, processor time of
the workers), then 20 times a second, whether the answer before is there or not, at two sync workers
of gunicorn. Must: any list at most 12 statements and p95 under 200 ms at that rate; the coverage
matrix of 110 indicators by 118 units under 500 ms; the import of a table of 2,000 tasks under 5 s.
"""

import argparse
import io
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
ROWS = 2_000  # of the table that is imported


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
    """Make the year, count the statements of each page, time the import."""
    import bigduties

    found = bigduties.fill(args.duties, args.units)
    found["statements"] = {
        name: statements(path, session) for name, (path, session) in pages(found).items()
    }
    found["import"] = imported()
    return found


def statements(path: str, session: str) -> int:
    """How many statements a page asks the database, the second time it is asked for."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def imported() -> dict[str, float]:
    """Seconds for a table of 2,000 tasks: sent, judged, stored; and reading its cells alone."""
    from openpyxl import load_workbook

    from wenming.accounts.models import User
    from wenming.core import clock
    from wenming.duties import services
    from wenming.duties.models import Duty
    from wenming.duties.services import Sending
    from wenming.duties.tasksheet.sheets import judge_sheet
    from wenming.duties.workflow import Sent
    from wenming.organization.models import Area

    content = table()
    clock_ = time.perf_counter
    began = clock_()
    for _row in load_workbook(io.BytesIO(content), read_only=True).active.iter_rows():
        pass
    bare = clock_() - began
    by, owner = User.objects.get(username="clerk"), Area.objects.get(depth=1)
    before, began = Duty.objects.count(), clock_()
    sending = Sending(
        content=content, name="任务分解表.xlsx", dated_on=clock.today(), basis="推进会"
    )
    sheet = services.send_sheet(owner=owner, by=by, sending=sending)
    judged = judge_sheet(sheet)
    read = clock_() - began
    sheet = services.start_storing(sheet_id=sheet.pk, by=by, seen=len(judged.items))
    while sheet.status == Sent.STORING:
        sheet = services.store_next(sheet_id=sheet.pk, by=by)
    rows = Duty.objects.count() - before
    return {"rows": rows, "bare": bare, "read": read, "all": clock_() - began}


def table() -> bytes:
    """A table as offices keep it, of 2,000 tasks."""
    from wenming.core import tables
    from wenming.organization.models import Unit

    names = list(Unit.objects.order_by("pk").values_list("name", flat=True)[:90])
    head = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
    rows = [
        [n, f"完成第{n}处背街小巷整治，落实专人管理", names[n % 90],
         f"{names[(n + 7) % 90]}、{names[(n + 31) % 90]}", "12月底前"]
        for n in range(1, ROWS + 1)
    ]  # fmt: skip
    return tables.write_xlsx(head, rows, title="任务分解表")


# --- Beside it ---------------------------------------------------------------------------------


def run(name: str, database: str, folder: Path, args: argparse.Namespace) -> None:
    """Fill, serve and print one table."""
    env = environment(folder, database)
    command = [sys.executable, __file__, "--fill"]
    command += ["--duties", str(args.duties), "--units", str(args.units)]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{name}, {args.duties:,} duties over {args.units} units")
    with serve("bare", env) as server:
        bare = show("bare page of Django", server, "/", "", 1, args.seconds, None)
    with serve("wenming.config.wsgi", env) as server:
        for label, (path, session) in pages(found).items():
            cookie, n = f"sessionid={session}", found["statements"][label]
            show(label, server, path, cookie, n, args.seconds, bare)
    took = found["import"]
    print(
        f"import of {took['rows']} tasks: {took['all']:.2f} s, of which {took['read']:.2f} s to read and"
        f" judge; reading the cells alone {took['bare']:.2f} s, ratio {took['all'] / took['bare']:.1f}"
    )


def show(
    label: str,
    server: Server,
    path: str,
    cookie: str,
    statements: int,
    seconds: float,
    bare: float | None,
) -> float:
    """One line; returns the processor milliseconds of a request."""
    alone = measure(server, path, cookie, seconds=seconds / 2, people=1)
    p50, p95 = at_rate(server, path, cookie, rate=RATE, seconds=seconds)
    print(
        f"{label:>20} {statements:3} statements   alone p50 {alone.p50:6.1f} ms"
        f"   at {RATE}/s p50 {p50:6.1f} ms p95 {p95:6.1f} ms"
        f"   processor {alone.processor:6.1f} ms {alone.processor / (bare or alone.processor):5.1f} x bare",
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
