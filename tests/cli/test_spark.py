"""`wenming score --engine spark`: the same bytes as DuckDB, the same refusals, and what it needs."""

import json
import sys
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest.mock import MagicMock

import duckdb
import pytest

from tests import needs
from tests.cli.test_score import MET, OBSERVATIONS, Desk
from tests.engine import cases, overlays
from wenming.cli import main, spark


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory):
    """One Spark for all tests: a start costs more than they do together."""
    needs.spark()
    session = spark._start(tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()


@pytest.fixture
def running(started, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program finds Spark started, and leaves it running."""
    kept = SimpleNamespace(
        **{
            name: getattr(started, name) for name in ("sparkContext", "read", "sql", "_jvm", "_jsc")
        },
        stop=lambda: None,
    )
    monkeypatch.setattr(spark, "_start", lambda folder: kept)


@pytest.fixture
def printed(running, capsys: pytest.CaptureFixture[str]):
    """Runs the program and gives what it printed."""

    def run(*arguments: object) -> str:
        code = main(["score", "--json", *map(str, arguments)])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return out

    return run


def files(folder: Path, seed: int, *, local: bool = True) -> list[object]:
    """Arguments for a random framework, its overlay and tables, written to `folder`."""
    random = Random(seed)
    framework = cases.framework(random)
    overlay = overlays.overlay(random, framework)
    tables = cases.tables(random, overlays.merged(framework, overlay) if local else framework)
    arguments: list[object] = []
    for name, data in (("framework", framework), ("overlay", overlay))[: 1 + local]:
        path = folder / f"{name}.yaml"
        path.write_text(json.dumps(data, default=str), encoding="utf-8")
        arguments += [f"--{name}", path]
    for name, path in cases.write(folder, tables).items():
        arguments += [f"--{name}", path]
    return arguments


def as_parquet(csv: Path, target: Path, count: str = "BIGINT") -> None:
    """The rows of a CSV file as Parquet, counts as `count`."""
    rows = f"SELECT * REPLACE (CAST(count AS {count}) AS count) FROM read_csv('{csv}', nullstr='')"
    duckdb.execute(f"COPY ({rows}) TO '{target}' (FORMAT PARQUET)")


def test_the_same_bytes_as_duckdb(tmp_path: Path, printed):
    arguments = files(tmp_path, 5)
    scores = [tmp_path / "duckdb.csv", tmp_path / "spark.csv"]

    both = [
        printed(*arguments, "--engine", engine, "--places-out", out)
        for engine, out in zip(["duckdb", "spark"], scores, strict=True)
    ]

    assert both[0] == both[1]
    assert scores[0].read_bytes() == scores[1].read_bytes()


@pytest.mark.parametrize("kind", ["DOUBLE", "VARCHAR"])
def test_parquet_at_an_address_through_shared_storage(tmp_path: Path, kind: str, printed):
    arguments = files(tmp_path, 2, local=False)
    expected = printed(*arguments)
    shared = tmp_path / "shared"
    (tmp_path / "far").mkdir()
    as_parquet(tmp_path / "observations.csv", tmp_path / "far" / "part.parquet", kind)
    arguments[arguments.index("--observations") + 1] = f"file://{tmp_path}/far"

    found = printed(*arguments, "--engine", "spark", "--scratch", f"file://{shared}")

    assert found == expected
    assert not any(shared.iterdir()), "the shared folder is left as it was"


def test_a_bad_row_of_a_file_is_refused_by_its_number(running, desk: Desk):
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\nC0,R1,P1,L01-02,0,,-1\n")

    assert desk.refusal("--engine", "spark") == desk.refusal()


def test_a_verdict_twice_in_a_file_is_refused_by_its_number(running, desk: Desk):
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\n{MET}\n")

    assert desk.refusal("--engine", "spark") == desk.refusal()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("C0,R1,P1,L01-02,0,,-1", "item L01-02、visit 0 的记录 count 列：“-1”，应为不小于 0"),
        ("C0,R1,P1,L01-99,0,met,", "item L01-99、visit 0 的记录 item 列：“L01-99”，应为测评体系"),
        (
            "C0,,P1,L01-02,0,,1",
            "round 空、place P1、item L01-02、visit 0 的记录 round 列：空，不能",
        ),
        (MET, "“C0、R1、P1、L01-12、0”重复，同一键只能有一行"),
    ],
)
def test_a_bad_row_at_an_address_is_refused_by_its_key(running, desk: Desk, row: str, words: str):
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\n{row}\n")
    csv, target = desk.files["observations"], desk.folder / "far.parquet"
    as_parquet(csv, target)
    desk.files["observations"] = f"file://{target}"  # type: ignore[assignment]

    refusal = desk.refusal("--engine", "spark")

    assert "far.parquet" in refusal
    assert words in refusal


def test_an_address_that_cannot_be_read_ends_with_two(running, desk: Desk):
    desk.files["observations"] = f"file://{desk.folder}/none.parquet"  # type: ignore[assignment]

    assert "Spark 没有完成" in desk.refusal("--engine", "spark", code=2)


def test_duckdb_reads_no_addresses(desk: Desk):
    desk.files["observations"] = "s3a://bucket/observations"  # type: ignore[assignment]

    assert "请加 --engine spark" in desk.refusal(code=2)


def test_without_pyspark_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    assert "pip install 'wenming[spark]'" in desk.refusal("--engine", "spark", code=2)


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """A session of a Spark that is not there."""
    session = MagicMock()
    builder = session.builder.appName.return_value
    builder.config.return_value = builder
    builder.getOrCreate.return_value = session
    module = SimpleNamespace(SparkSession=session)
    monkeypatch.setitem(sys.modules, "pyspark", module)
    monkeypatch.setitem(sys.modules, "pyspark.sql", module)
    return session


def test_without_java_a_sentence(desk: Desk, pretended: MagicMock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JAVA_HOME", str(desk.folder))

    assert "需要 Java 17" in desk.refusal("--engine", "spark", code=2)


@pytest.fixture
def java(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the name of Java."""
    program = desk.folder / "bin" / "java"
    program.parent.mkdir()
    program.touch(mode=0o755)
    monkeypatch.setenv("JAVA_HOME", str(desk.folder))


def test_a_spark_that_does_not_start_is_a_sentence(desk: Desk, pretended: MagicMock, java: None):
    builder = pretended.builder.appName.return_value
    builder.getOrCreate.side_effect = RuntimeError("JAVA_GATEWAY_EXITED\nmore")

    refusal = desk.refusal("--engine", "spark", code=2)

    assert refusal == "Spark 没有启动（JAVA_GATEWAY_EXITED）。Spark 需要 Java 17 或更新的版本。"


def test_a_cluster_needs_shared_storage(desk: Desk, pretended: MagicMock, java: None):
    pretended.sparkContext.master = "yarn"

    assert "请用 --scratch" in desk.refusal("--engine", "spark", code=2)
    pretended.stop.assert_called_once()
