"""The shipped framework for tests: parsed once, copied for those who change it."""

from copy import deepcopy
from functools import cache
from typing import Any

from tests.needs import ROOT
from wenming.engine.framework import Framework, VerdictTable, load, parse_yaml, verdict_table

PATH = ROOT / "src/wenming/framework/data/starter.yaml"


@cache
def _parsed() -> Any:
    return parse_yaml(PATH.read_text(encoding="utf-8"))


def data() -> Any:
    """Its data, free to be changed."""
    return deepcopy(_parsed())


@cache
def framework() -> Framework:
    return load(_parsed())


@cache
def table() -> VerdictTable:
    return verdict_table(framework())


def row(parsed: Any, table_name: str, code: str) -> Any:
    """One row of a table of parsed data."""
    return next(entry for entry in parsed[table_name] if entry["code"] == code)
