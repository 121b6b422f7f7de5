"""Functions over 50 lines, docstring aside, fail unless listed here with a reason.

Complexity is ruff's C901.
"""

import ast
import sys
from pathlib import Path

MOST_LINES = 50
TABLE = "a table of columns, a few lines each"
EXCEPTIONS = {  # "path::function" -> reason
    "src/wenming/organization/importing/units.py::layout": TABLE,
    "src/wenming/places/importing.py::layout": TABLE,
}


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines the docstring of a function takes."""
    if ast.get_docstring(node) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


faults = []
for path in sorted(Path("src").rglob("*.py")):
    if "migrations" in path.parts:
        continue
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring_lines(node)
        name = f"{path.as_posix()}::{node.name}"
        if lines > MOST_LINES and name not in EXCEPTIONS:
            faults.append(f"{path}:{node.lineno} {node.name} has {lines} lines (most {MOST_LINES})")
print("\n".join(faults) or "all functions within 50 lines")
sys.exit(bool(faults))
