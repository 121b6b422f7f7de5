"""The annotated documents: how good the drafts are, by the scorer that lies beside them."""

import importlib.util
import json
from pathlib import Path

import pytest

from wenming.engine.intake import read

GOLD = Path(__file__).parents[4] / "shared" / "documents"

pytestmark = pytest.mark.skipif(
    not (GOLD / "score_intake.py").exists(),
    reason="the annotated documents are not part of the project",
)


@pytest.fixture(scope="module")
def raw():
    return {
        path.stem: path.read_text(encoding="utf-8") for path in sorted((GOLD / "raw").glob("*.txt"))
    }


@pytest.fixture(scope="module")
def figures(raw, tmp_path_factory):
    """What the scorer says of the drafts of all documents."""
    folder = tmp_path_factory.mktemp("drafts")
    for name, text in raw.items():
        draft = read(text, document_id=name).to_json()
        (folder / f"{name}.json").write_text(
            json.dumps(draft, ensure_ascii=False), encoding="utf-8"
        )
    spec = importlib.util.spec_from_file_location("score_intake", GOLD / "score_intake.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer.score(GOLD / "gold", folder)


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("directives", 0.85), ("lead", 0.9), ("support", 0.85), ("deadline", 0.9),
        ("cadence", 0.9), ("targets", 0.85), ("gaps", 0.9), ("outline", 0.95),
    ],
)  # fmt: skip
def test_quality(figures, what, least):
    assert figures["missing"] == []
    assert figures[what]["f1"] >= least


def test_precision_of_directives(figures):
    assert figures["directives"]["precision"] >= 0.85


def test_cleaning_gives_the_clean_text(raw):
    for name, text in raw.items():
        assert read(text).text == (GOLD / "clean" / f"{name}.txt").read_text(encoding="utf-8")


def test_the_ten_drives_come_out_with_their_leads(raw):
    drives = [
        row
        for row in read(raw["002"]).directives
        if row.text[1:4] == "要整治" or row.text.startswith("十要")
    ]

    assert [row.lead for row in drives[:10]] == [
        ("城管执法局",),
        ("市建设局", "交通局", "建管局"),
        ("市公安局",),
        ("市卫生局",),
        ("越城区", "经济开发区", "市供销总社"),
        ("市安监部门",),
        ("市公安局",),
        ("越城区", "市城管执法局", "市工商局", "市民政局"),
        ("相关主管部门",),
        ("有关职能部门",),
    ]
    assert drives[2].support == ("市城管执法局",)


def test_the_gaps_with_a_stated_standard_are_found(raw):
    found = {(gap.current, gap.target) for gap in read(raw["002"]).indicator_gaps}

    assert {(13.18, 10), (30, 80), (50.3, 80), (46.3, 80)} <= found
    assert 95.6 not in {current for current, _ in found}


def test_the_contradictions_are_named(raw):
    found = [(check.kind, check.said, check.found) for check in read(raw["002"]).checks]

    assert found == [("sum", "42项", "14+14+5+7=40"), ("count", "四点意见", "2")]
