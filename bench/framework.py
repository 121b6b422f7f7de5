"""Imports the starter framework from xlsx (about 570 rows), beside openpyxl only reading the cells.

Also what bad files cost: a million empty rows, and an archive that swells.
"""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from openpyxl import load_workbook

if not settings.configured:
    settings.configure(USE_I18N=False, USE_TZ=True)

from wenming.core.tables import BadTable
from wenming.engine.framework import parse_yaml
from wenming.engine.framework.sheets import judge
from wenming.framework.workbooks import texts_of, xlsx_of

STARTER = Path("src/wenming/framework/data/starter.yaml")
EMPTY_ROWS = 1_000_000
RUNS = 3


def seconds(work: Callable[[], object]) -> float:
    """The best of three runs, processor time: others may be using the machine, too."""
    runs = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        runs.append(time.process_time() - began)
    return min(runs)


def plain_read(content: bytes) -> int:
    """What openpyxl alone needs for the same cells."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for _ in row)


def refused(content: bytes) -> bool:
    """Whether a file is refused as a whole."""
    try:
        judge(texts_of(content, name="x.xlsx"))
    except BadTable:
        return True
    return False


def with_empty_rows(content: bytes) -> bytes:
    """The workbook with a million empty rows at the end of one sheet."""
    rows = b"".join(b'<row r="%d"></row>' % (n + 1000) for n in range(EMPTY_ROWS))
    return _changed(content, lambda text: text.replace(b"</sheetData>", rows + b"</sheetData>"))


def bomb(content: bytes) -> bytes:
    """The workbook with 200 MB of spaces in one sheet, some hundred kilobytes packed."""
    spaces = b" " * (200 * 1024 * 1024)
    return _changed(content, lambda text: text.replace(b"</sheetData>", spaces + b"</sheetData>"))


def _changed(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            text = source.read(entry)
            is_last = entry == "xl/worksheets/sheet4.xml"
            target.writestr(entry, change(text) if is_last else text)
    return out.getvalue()


def main() -> None:
    """Prints the times, and how much a plain read of the same file costs."""
    content = xlsx_of(parse_yaml(STARTER.read_text("utf-8")))
    judged = judge(texts_of(content, name="x.xlsx"))
    reading = seconds(lambda: judge(texts_of(content, name="x.xlsx")))
    plain = seconds(lambda: plain_read(content))
    writing = seconds(lambda: xlsx_of(judged.data))
    print(f"{judged.filled} rows, {len(content):,} bytes, {len(judged.faults)} faults")
    print(f"read, located and checked   processor {reading:6.3f} s   (limit 2 s)")
    print(f"openpyxl read_only alone    processor {plain:6.3f} s   ratio {reading / plain:.2f}")
    print(f"written with drop-downs     processor {writing:6.3f} s")
    for name, bad in (("empty rows", with_empty_rows(content)), ("bomb", bomb(content))):
        took = seconds(lambda bad=bad: refused(bad))  # type: ignore[misc]
        word = "refused" if refused(bad) else "read"
        print(f"{name:27} processor {took:6.3f} s   {word}, {len(bad):,} bytes packed")


if __name__ == "__main__":
    main()
