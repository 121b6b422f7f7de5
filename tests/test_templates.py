"""The template lint finds what it says it finds."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "script" / "templates.py"
spec = importlib.util.spec_from_file_location("templates_lint", SCRIPT)
assert spec is not None
assert spec.loader is not None
lint = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lint)


@pytest.fixture
def written(tmp_path: Path, settings):
    """A function that writes a template where Django finds it, and lints it."""
    folder = tmp_path / "templates"
    folder.mkdir()
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(folder)]}]

    def write(name: str, text: str) -> list[str]:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return lint.faults_of(path)

    return write


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        '<a onclick="go()">x</a>',
        '<a href="javascript:go()">x</a>',
        "<style>a{}</style>",
        '<p style="color: red">x</p>',
        "{{ words|safe }}",
        "{% if x %}never closed",
    ],
)
def test_names_a_fault(written, text):
    assert len(written("page.html", text)) == 1


def test_a_partial_says_what_it_needs(written):
    assert written("_row.html", "<tr></tr>")
    assert not written("_row.html", "{% comment %}\n  Needs  row\n{% endcomment %}<tr></tr>")


def test_widths_and_help_texts_are_allowed(written):
    assert not written("page.html", '<b style="width: {{ w }}"></b>{{ field.help_text|safe }}')


def test_every_template_of_the_product_is_clean(monkeypatch):
    monkeypatch.chdir(SCRIPT.parent.parent)

    assert lint.main() == 0
