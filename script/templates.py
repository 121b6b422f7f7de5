"""Template lint: every template compiles, none holds script, and every `_partial` says what it needs."""

import os
import re
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError
from django.template.loader import get_template

SOURCE = Path("src/wenming")
# What no template holds: pattern -> why.
FORBIDDEN = {
    r"<script(?![^>]*\bsrc=)": "inline script: the security policy refuses it, use a controller",
    r"\son[a-z]+\s*=\s*[\"']": "event attribute: the security policy refuses it, use data-action",
    r"<style\b": "inline style sheet: put it into frontend/src/styles",
    r"javascript:": "script in an address",
    r"hx-on|hx-vals=[\"']js:": "script in an htmx attribute",
    r"\|safe\b(?<!help_text\|safe)": "unescaped output",
    r"style=\"(?!\s*(?:width|left|--at)\s*:)": "style attribute for more than a width or a place on a scale",
    r"#[0-9a-fA-F]{6}\b": "a colour: use a class, colours have names in tokens.css",
}


def faults_of(path: Path) -> list[str]:
    """What is wrong with one template, each with its line."""
    text = path.read_text(encoding="utf-8")
    found = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {why}"
        for pattern, why in FORBIDDEN.items()
        for match in re.finditer(pattern, text)
    ]
    is_partial = path.name.startswith("_") or path.parent.name == "components"
    if is_partial and not re.search(r"{% comment %}.*?(Needs|Used by)", text, re.DOTALL):
        found.append(f"{path}:1: a partial says in a comment what it needs and who uses it")
    try:
        get_template(path.as_posix().split("/templates/", 1)[1])
    except TemplateSyntaxError as error:
        found.append(f"{path}: {error}")
    return found


def main() -> int:
    """Lint all templates of the product."""
    paths = sorted(SOURCE.rglob("templates/**/*.html"))
    faults = [fault for path in paths for fault in faults_of(path)]
    print("\n".join(faults) or f"{len(paths)} templates are clean")
    return int(bool(faults))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.config.settings")
    django.setup()
    sys.exit(main())
