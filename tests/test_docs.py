"""The documentation names what the code has."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parent.parent
SETTINGS = ROOT / "src/wenming/config/settings.py"


def test_every_setting_has_its_line():
    read = set(re.findall(r'"(WENMING_[A-Z_]+)"', SETTINGS.read_text("utf-8")))
    told = set(
        re.findall(
            r"^\| (WENMING_[A-Z_]+) \|",
            (ROOT / "docs/reference/settings.md").read_text("utf-8"),
            re.M,
        )
    )

    assert read == told


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_links_of_the_front_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8")):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_scripts_that_exist(page):
    for script in re.findall(r"script/[a-z]+", (ROOT / page).read_text("utf-8")):
        assert (ROOT / script).exists(), script


def test_every_own_command_has_help():
    own = {name for name, app in get_commands().items() if app.startswith("wenming.")}
    assert {"demo", "verify_audit", "verify_scores", "run_schedule"} <= own
    for name in own:
        assert load_command_class(get_commands()[name], name).help, name


def test_every_app_says_in_one_line_what_it_is():
    for config in apps.get_app_configs():
        if config.name.startswith("wenming."):
            assert (config.module.__doc__ or "").strip(), config.name
