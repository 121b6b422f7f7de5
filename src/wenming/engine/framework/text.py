"""A framework as YAML text that people can read: one line a row."""

from collections.abc import Mapping
from typing import Any

from ..yaml_text import write_yaml, write_yaml_line
from .layout import TABLES


def framework_yaml(data: Mapping[str, Any]) -> str:
    """The text of a framework; `parse_yaml` reads it back the same."""
    tables = {table.name for table in TABLES if len(table.path) == 1}
    parts = []
    for name, value in data.items():
        if name in tables and isinstance(value, list) and value:
            lines = "".join(f"  - {write_yaml_line(row)}\n" for row in value)
            parts.append(f"{name}:\n{lines}")
        else:
            parts.append(write_yaml({name: value}))
    return "".join(parts) or "{}\n"
