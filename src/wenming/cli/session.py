"""One run of DuckDB over the given files: reading, refusing by row and column (读表与拒收)."""
# ruff: noqa: S608 - names in the SQL are our own, values are parameters

import csv
import gc
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from wenming.engine.wording import said

from .failing import Faulty, Unreadable
from .files import CHUNK, encoding_of, readable
from .tables import INTEGERS, INVALID, KINDS, Table

MEMORY = "1000MiB"  # DuckDB spills to disk above it; the rest of the program needs some 200 MiB
CSV_LINE = re.compile(r"Line:? (\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as DuckDB scans it. `offset` is what turns a row's position into its row number."""

    path: Path
    scan: str
    offset: int
    types: dict[str, str]


class Session:
    """A DuckDB connection in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources: dict[str, Source] = {}
        self.notes: list[str] = []
        self.connection = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": str(folder / "spill")}
        )

    def run(self, sql: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        """Execute; a file that turns out to be broken while it is read becomes a sentence."""
        try:
            return self.connection.execute(sql, parameters)
        except duckdb.Error as error:
            raise self._broken(error) from error

    def rows(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        return self.run(sql, parameters).fetchall()

    def fill(
        self, name: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Create a table (anew) and put rows into it."""
        self.run(f"CREATE OR REPLACE TABLE {name} ({', '.join(f'{c} {t}' for c, t in columns)})")
        self.insert(name, rows)

    def insert(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Put rows into a table, column by column."""
        if rows:
            marks = ", ".join(f"unnest(${n + 1})" for n in range(len(rows[0])))
            self.run(
                f"INSERT INTO {name} SELECT {marks}", [list(c) for c in zip(*rows, strict=True)]
            )

    # --- Reading -------------------------------------------------------------------------

    def read(self, table: Table, path: Path) -> None:
        """Make a view of a file under the table's name, its columns named and typed.

        Raises:
            Unreadable: the file cannot be opened or is neither CSV nor Parquet.
            Faulty: a column is missing.
        """
        source = self._source(table.name, readable(path))
        self.check_columns(table, str(path), source.types)
        self.sources[table.name] = source
        if source.scan.startswith("read_csv"):
            self._as_parquet(table.name, source)
        columns = ", ".join(f"{self.typed(table, c)} AS {c}" for c in table.columns)
        scan = self.sources[table.name].scan
        self.run(f"CREATE VIEW {table.name} AS SELECT {columns} FROM {scan}")

    def check_columns(self, table: Table, where: str, found: Collection[str]) -> None:
        """Refuse a table that lacks a column, note the columns that are not used."""
        missing = [c for c in table.columns if c not in found and c not in table.optional]
        if missing:
            raise Faulty(
                said(
                    "%(where)s：缺少列 %(missing)s，应有：%(columns)s。",
                    where=where,
                    missing=missing,
                    columns=list(table.columns),
                )
            )
        unused = [c for c in found if c not in table.columns and c not in table.extra]
        if unused:
            self.notes.append(
                said("%(where)s：没有用到的列：%(unused)s。", where=where, unused=unused)
            )

    def text(self, table: Table, column: str) -> str:
        """The SQL of a cell's text, null or '' when empty."""
        source_type = self.sources[table.name].types.get(column)
        if source_type is None:
            return "CAST(NULL AS VARCHAR)"
        return column if source_type == "VARCHAR" else f"CAST({column} AS VARCHAR)"

    def raw(self, table: Table, column: str) -> str:
        """The SQL of a cell's text, null when empty."""
        return f"nullif({self.text(table, column)}, '')"

    def typed(self, table: Table, column: str) -> str:
        """The SQL that reads a cell as the kind of its column."""
        kind = table.columns[column]
        if kind in {"whole", "count"} and self.sources[table.name].types[column] in INTEGERS:
            return f"CASE WHEN {column} < 0 THEN {INVALID} ELSE CAST({column} AS BIGINT) END"
        return KINDS[kind].sql.replace("{x}", self.raw(table, column))

    def _source(self, name: str, path: Path) -> Source:
        if path.suffix.lower() == ".parquet":
            # A link of a plain name keeps brackets and stars in a path from being patterns.
            link = self.folder / f"{name}.parquet"
            link.symlink_to(path.resolve())
            scan = f"read_parquet('{link}')"
            try:
                described = self.connection.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
            except duckdb.Error as error:
                raise Unreadable(
                    said("%(path)s：不是可以读取的 Parquet 文件。", path=path)
                ) from error
            return Source(path, scan, 0, {row[0].lower(): row[1] for row in described})
        text = self._utf8(name, path)
        header = _header(path, text)
        types = ", ".join(f"'{_quoted(column)}': 'VARCHAR'" for column in header)
        scan = (
            f"read_csv('{text}', header=true, auto_detect=false, delim=',', quote='\"',"
            f" escape='\"', nullstr='', strict_mode=true, columns={{{types}}})"
        )
        return Source(path, scan, 1, dict.fromkeys(header, "VARCHAR"))

    def _as_parquet(self, name: str, source: Source) -> None:
        """The rows of a CSV file as Parquet: it is read several times and parsed once."""
        file = self.folder / f"{name}.parquet"
        self.run(f"COPY (SELECT * FROM {source.scan}) TO '{file}' (FORMAT PARQUET)")
        self.sources[name] = replace(source, scan=f"read_parquet('{file}')")

    def _utf8(self, name: str, path: Path) -> Path:
        """The file under a plain name, in UTF-8."""
        link = self.folder / f"{name}.csv"
        encoding = encoding_of(path)
        if encoding == "utf-8":
            link.symlink_to(path.resolve())
            return link
        with (
            path.open(encoding=encoding, newline="") as old,
            link.open("w", encoding="utf-8", newline="") as new,
        ):
            while chunk := old.read(CHUNK):
                new.write(chunk)
        return link

    def _broken(self, error: duckdb.Error) -> Exception:
        """What DuckDB says of a broken file, as one sentence; any other error as it is."""
        message = str(error)
        for name, source in self.sources.items():
            if f"{name}.csv" in message:
                line = CSV_LINE.search(message)
                row = said("第 %(row)s 行", row=line[1]) if line else said("有的行")
                return Faulty(
                    said(
                        "%(path)s：%(row)s与表头的列数不符，或引号没有配对。",
                        path=source.path,
                        row=row,
                    )
                )
            if f"{name}.parquet" in message:
                return Unreadable(said("%(path)s：不是完整的 Parquet 文件。", path=source.path))
        parquet = [str(s.path) for s in self.sources.values() if s.path.suffix == ".parquet"]
        if parquet and type(error) is duckdb.Error:  # its Parquet reader names no file
            return Unreadable(said("%(path)s：不是完整的 Parquet 文件。", path=parquet))
        return error


def _header(path: Path, text: Path) -> list[str]:
    """Names of the columns of a CSV file, from its first row."""
    with text.open(encoding="utf-8-sig", newline="") as file:
        names = [name.strip().lower() for name in next(csv.reader(file), [])]
    if not any(names):
        raise Faulty(said("%(path)s：没有表头，第一行应为列名。", path=path))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Faulty(said("%(path)s：列名 %(names)s 出现了两次。", path=path, names=twice))
    return names


def _quoted(name: str) -> str:
    return name.replace("'", "''")


@contextmanager
def session() -> Iterator[Session]:
    """A session whose folder goes when it ends."""
    collecting = gc.isenabled()
    # Thousands of results live at once and none is in a cycle: looking for some took a fifth of
    # the roll-up.
    gc.disable()
    try:
        with TemporaryDirectory(prefix="wenming-") as folder:
            opened = Session(Path(folder))
            try:
                yield opened
            finally:
                opened.connection.close()
    finally:
        if collecting:
            gc.enable()
