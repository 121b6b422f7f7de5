"""Collects, checks and compiles translations: msgids are Chinese, the English catalogue is complete.

messages.py update   collect msgids from code and templates into the catalogue
messages.py check    fail when the catalogue lacks a msgid, or a translation
"""

import ast
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as django_template

SOURCE = Path("src/wenming")
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
STAMP = datetime(2026, 11, 22, tzinfo=UTC)  # fixed, so that an update changes messages only
KEYWORDS = {
    "gettext": None,
    "_": None,
    "_t": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "said": None,
    "term": ((1, "c"), 2),
}
CHINESE = re.compile("[\u4e00-\u9fff、：；，（）]")


def collected() -> Catalog:
    """All msgids of the project."""
    catalog = Catalog(locale="en", fuzzy=False, charset="utf-8", project="Wenming")
    catalog.header_comment = "# English catalogue of Wenming; msgids are Chinese."
    catalog.creation_date = catalog.revision_date = STAMP
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        with path.open("rb") as file:
            _add(catalog, extract(extract_python, file, keywords=KEYWORDS))
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.suffix not in {".html", ".txt", ".svg"}:
            continue
        template = django_template.templatize(path.read_text(encoding="utf-8"), origin=str(path))
        code = "\n".join(line.lstrip() for line in template.splitlines())  # indents say nothing
        _add(catalog, extract(extract_python, io.BytesIO(code.encode()), keywords=KEYWORDS))
    return catalog


def _add(catalog: Catalog, found: object) -> None:
    for _line, message, _comments, context in found:  # type: ignore[attr-defined]
        if message and CHINESE.search(str(message)):
            catalog.add(message, context=context)


def existing() -> Catalog:
    """The catalogue in the repository."""
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def update() -> int:
    """Write the catalogue anew: old translations kept, gone msgids dropped."""
    old, new = existing(), collected()
    for message in new:
        known = old.get(message.id, context=message.context) if message.id else None
        if known and isinstance(known.id, type(message.id)):  # one that has a plural now says more
            message.string = known.string
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, omit_header=False, sort_output=True, no_location=True, width=100)
    missing = sum(1 for m in new if m.id and not _translated(m.string))
    print(f"{len(new)} msgids, {missing} without a translation")
    return 0


def _translated(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def unsaid() -> list[str]:
    """Sentences of the engine that stand outside of `said`, and so could only be read in Chinese."""
    found = []
    for path in sorted((SOURCE / "engine").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        apart: set[ast.AST] = set()  # docstrings, and what is given to `said`
        for node in ast.walk(tree):
            is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said"
            if is_said or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
                apart.update(ast.walk(node))
        for node in ast.walk(tree):
            text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and text.endswith("。") and node not in apart:
                found.append(f"{path}:{node.lineno}: {text}")
    return found


def check() -> int:
    """Name what is missing."""
    known = existing()
    faults = unsaid()
    for message in collected():
        found = known.get(message.id, context=message.context) if message.id else None
        if message.id and (found is None or not _translated(found.string)):
            faults.append(str(message.id))
    for text in faults[:40]:
        print(f"no English: {text}")
    print(f"{len(faults)} of the msgids lack an English translation")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
