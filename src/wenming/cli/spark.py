"""Counting with Spark (大规模计数): on this machine, or on a cluster that Spark is pointed at.

Spark reads the observations as Parquet, counts them by the engine's query and writes the sums;
everything else is done here. Nothing but Java runs on the cluster. What Spark is handed and what
it hands back goes through `scratch`, a folder that both sides reach.
"""
# ruff: noqa: S608 - names in the SQL are our own, values are parameters

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

from wenming.engine.framework import VerdictTable
from wenming.engine.framework.verdicts import NO_COUNT
from wenming.engine.scoring.counting import counting_query
from wenming.engine.wording import said, term

from .counters import Duck, Relations
from .failing import Faulty, Unreadable, fault_of_cell
from .refusing import fill_slots, suspicious_visits, what_is_wrong
from .session import Session
from .tables import INVALID, KINDS, TABLES, WHOLE, Table

NUMBERS = ("float", "double", "decimal")
INTEGERS = frozenset({"tinyint", "smallint", "int", "bigint"})
LARGEST = 10**18
POINTED = ("PYSPARK_SUBMIT_ARGS", "PYSPARK_GATEWAY_PORT", "SPARK_CONF_DIR")
"""Set where somebody says by Spark's own means where it runs, or by spark-submit."""

SETTINGS_HERE = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
KEY = ("city", "round", "place", "item", "visit")


@contextmanager
def spark(session: Session, scratch: str | None) -> Iterator["Spark"]:
    """A Spark that ends with the session.

    Raises:
        Unreadable: no pyspark, no Java, or Spark does not start.
    """
    started = _start(session.folder)
    try:
        counter = Spark(session, started, scratch)
        try:
            yield counter
        finally:
            counter.clear()
    finally:
        started.stop()


def _start(folder: Path) -> Any:
    """A Spark session where Spark's own settings say; without any, on this machine."""
    for name in ("py4j", "SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        builder = import_module("pyspark.sql").SparkSession.builder.appName("wenming")
    except ImportError as error:
        raise Unreadable(
            said(
                "没有安装 Spark：请 pip install 'wenming[spark]'，或改用 --engine duckdb（默认）。"
            )
        ) from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise Unreadable(
            said("没有找到 Java：Spark 需要 Java 17 或更新的版本，或改用 --engine duckdb（默认）。")
        )
    here = not any(os.environ.get(name) for name in POINTED)
    for name, value in SETTINGS_HERE.items() if here else ():
        builder = builder.config(name, value)
    try:
        with _said_to(folder / "spark.log") if here else nullcontext():
            return builder.getOrCreate()
    except Exception as error:  # what it raises depends on its version
        raise Unreadable(
            said(
                "Spark 没有启动（%(why)s）。Spark 需要 Java 17 或更新的版本。",
                why=_first_line(error),
            )
        ) from error


@contextmanager
def _said_to(log: Path) -> Iterator[None]:
    """What programs started meanwhile say on the error output goes to a file.

    Java reports there how it starts; a sentence of ours would be lost in it.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class Spark:
    """Counts the observations of a session with Spark."""

    def __init__(self, session: Session, started: Any, scratch: str | None) -> None:
        self.session = session
        self.spark = started
        self.table = TABLES["observations"]
        self.where = ""
        self.shared: set[str] = set()
        self.on_disk = Duck(session)  # a local file is refused row by row as ever
        local = started.sparkContext.master.startswith("local")
        if scratch is None and not local:
            raise Unreadable(
                said(
                    "Spark 在集群上运行：请用 --scratch 给出集群和本程序都能读写的位置，"
                    "例如 s3a://bucket/tmp 或 hdfs:///tmp。"
                )
            )
        self.scratch = f"{scratch.rstrip('/')}/wenming-{uuid4().hex}" if scratch else None

    # --- The counter -------------------------------------------------------------------------

    def read(self, source: Path | str) -> None:
        self.where = str(source)
        if isinstance(source, Path):
            self.session.read(self.table, source)
            file = self.session.folder / "observations.parquet"
            if not file.exists():  # a CSV file, read as ever and handed over as Parquet
                self.session.run(f"COPY (SELECT * FROM observations) TO '{file}' (FORMAT PARQUET)")
            source = self._put(file)
        frame = self._try(lambda: self.spark.read.parquet(source))
        types = {name.lower(): kind for name, kind in frame.dtypes}
        self.session.check_columns(self.table, self.where, types)
        frame.createOrReplaceTempView("given")
        columns = ", ".join(
            f"{typed(self.table, c, types[c])} AS `{c}`" for c in self.table.columns
        )
        raw = ", ".join(f"{raw_text(c)} AS `raw_{c}`" for c in self.table.columns)
        self._view("observations", f"SELECT {columns} FROM given")
        self._view("traced", f"SELECT input_file_name() AS file, {columns}, {raw} FROM given")

    def cities(self) -> None:
        self._get("SELECT DISTINCT city FROM observations", "cities")

    def count(self, grain: str, into: str, relations: Relations) -> None:
        for relation in filter(None, relations.values()):
            self._share(str(relation))
        keys = "city <> '' AND round <> '' AND place <> '' AND visit >= 0"
        columns = [c for c in self.table.columns if c != "item"]
        whole = (
            f"(SELECT {', '.join(f'`{c}`' for c in columns)},"
            f" CASE WHEN {keys} THEN item END AS item FROM observations)"
        )
        self._get(counting_query("spark", grain, observations=whole, **relations), into)

    def check_unique(self, verdicts: VerdictTable) -> None:
        words = fill_slots(self.session, verdicts)
        self._share("slots")
        if not self._rows(suspicious_visits("xxhash64", words)):
            return
        keys = ", ".join(f"`{c}`" for c in KEY)
        twice = self._rows(
            f"SELECT {keys} FROM observations GROUP BY {keys} HAVING count(*) > 1"
            f" ORDER BY {keys} LIMIT 1"
        )
        if twice and self.table.name in self.session.sources:
            self.on_disk.check_unique(verdicts)
        if twice:
            raise Faulty(
                said(
                    "%(where)s %(columns)s 列：“%(values)s”重复，同一键只能有一行。",
                    where=self.where,
                    columns=list(KEY),
                    values=list(twice[0]),
                )
            )

    def refuse(self, verdicts: VerdictTable, relations: Relations) -> NoReturn:
        """A row of many files has no number: it is named by its file and its key."""
        if self.table.name in self.session.sources:
            self.on_disk.refuse(verdicts, relations)
        row = self._first_bad(relations)
        cells = {c: row[f"raw_{c}"] for c in self.table.columns}
        bad = [c for c, is_bad in zip(self.table.columns, row["bad"], strict=True) if is_bad]
        if bad:
            column, value, expected = (
                bad[0],
                cells[bad[0]],
                KINDS[self.table.columns[bad[0]]].expected,
            )
        else:
            column, value, expected = what_is_wrong(
                verdicts, cells["place"], row["place_type"], cells["item"],
                cells["outcome"] or "", row["whole"],
            )  # fmt: skip
        blank = term("句中", "空")
        key = [said("%(name)s %(cell)s", name=name, cell=cells[name] or blank) for name in KEY]
        where = said("%(file)s 中 %(key)s 的记录", file=row["file"], key=key)
        raise fault_of_cell(where, column, value, expected)

    def _first_bad(self, relations: Relations) -> Any:
        """The first observation by its key that matches no verdict or has a bad cell."""
        places = relations["places"]
        place_type = "p.place_type" if places else "''"
        joined = f"LEFT JOIN {places} p ON p.city = o.city AND p.place = o.place" if places else ""
        on_type = "AND v.place_type = p.place_type" if places else ""
        bad = [
            f"coalesce({KINDS[kind].bad.replace('{c}', f'o.`{column}`')}, false)"
            for column, kind in self.table.columns.items()
        ]
        raw = ", ".join(f"o.`raw_{column}`" for column in self.table.columns)
        keys = ", ".join(f"o.`raw_{column}`" for column in KEY)
        return self._rows(
            f"SELECT o.file, {place_type} AS place_type, o.`count` AS whole,"
            f" array({', '.join(bad)}) AS bad, {raw} FROM traced o {joined}"
            f" LEFT JOIN {relations['verdicts']} v ON v.item = o.item {on_type}"
            f" AND v.outcome = o.outcome AND coalesce(o.`count`, {NO_COUNT}) BETWEEN v.low AND v.high"
            f" WHERE v.item IS NULL OR {' OR '.join(bad)} ORDER BY {keys} LIMIT 1"
        )[0]

    # --- To and from Spark -------------------------------------------------------------------

    def _share(self, name: str) -> None:
        """Show Spark a table of the session, once."""
        if name in self.shared:
            return
        self.shared.add(name)
        file = self.session.folder / f"shared_{name}.parquet"
        self.session.run(f"COPY (SELECT * FROM {name}) TO '{file}' (FORMAT PARQUET)")
        self._try(lambda: self.spark.read.parquet(self._put(file))).createOrReplaceTempView(name)

    def _get(self, query: str, into: str) -> None:
        """Make a table of the session out of a query of Spark's."""
        folder = self.session.folder / f"from_spark_{into}"
        target = f"{self.scratch}/{into}" if self.scratch else f"file://{folder}"
        self._try(lambda: self.spark.sql(query).write.parquet(target))
        if self.scratch:
            self._storage(
                target,
                lambda files, path: files.copyToLocalFile(
                    False, path(target), path(str(folder)), True
                ),
            )
        self.session.run(f"CREATE TABLE {into} AS SELECT * FROM read_parquet('{folder}/*.parquet')")

    def _put(self, file: Path) -> str:
        """Where Spark finds a file of this machine."""
        if not self.scratch:
            return f"file://{file}"
        target = f"{self.scratch}/{file.name}"
        self._storage(
            target,
            lambda files, path: files.copyFromLocalFile(False, True, path(str(file)), path(target)),
        )
        return target

    def _storage(self, target: str, work: Callable[[Any, Any], Any]) -> None:
        """Do something in the storage that holds `target`: hand it over and its class of paths."""
        path = self.spark._jvm.org.apache.hadoop.fs.Path
        settings = self.spark._jsc.hadoopConfiguration()
        self._try(lambda: work(path(target).getFileSystem(settings), path))

    def _view(self, name: str, query: str) -> None:
        self._try(lambda: self.spark.sql(query)).createOrReplaceTempView(name)

    def _rows(self, query: str) -> list[Any]:
        return list(self._try(lambda: self.spark.sql(query).collect()))

    def _try(self, work: Callable[[], Any]) -> Any:
        """What Spark cannot do, as one sentence."""
        try:
            return work()
        except Exception as error:  # of Spark, of Java, of the storage
            why = said(
                "%(where)s：Spark 没有完成（%(why)s）。", where=self.where, why=_first_line(error)
            )
            raise Unreadable(why) from error

    def clear(self) -> None:
        """Remove what was put into the scratch folder."""
        if self.scratch:
            target = self.scratch
            self._storage(target, lambda files, path: files.delete(path(target), True))


def raw_text(column: str) -> str:
    """The SQL of a cell's text, null when empty."""
    return f"nullif(CAST(`{column}` AS STRING), '')"


def typed(table: Table, column: str, kind_there: str) -> str:
    """The SQL that reads a cell as the kind of its column, as `Session.typed` in Spark's words.

    Args:
        kind_there: Spark's type of the column in the file.
    """
    kind, x = table.columns[column], f"`{column}`"
    if kind == "code":
        return raw_text(column)
    if kind == "text":
        return f"coalesce({raw_text(column)}, '')"
    if kind_there in INTEGERS:
        return f"CASE WHEN {x} < 0 THEN {INVALID} ELSE CAST({x} AS BIGINT) END"
    if kind_there.startswith(NUMBERS):
        right = f"{x} >= 0 AND {x} = floor({x}) AND {x} < {LARGEST}"
        return f"CASE WHEN {right} THEN CAST({x} AS BIGINT) WHEN {x} IS NOT NULL THEN {INVALID} END"
    pattern = WHOLE.replace("\\", "\\\\")
    text = raw_text(column)
    return (
        f"CASE WHEN {text} RLIKE '^({pattern})\\\\z' THEN CAST(split_part({text}, '.', 1) AS BIGINT)"
        f" WHEN {text} IS NOT NULL THEN {INVALID} END"
    )


def _first_line(error: Exception) -> str:
    """The first line of an error, without Java's stack."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
