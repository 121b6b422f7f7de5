"""The same paper in other words that mean the same is read the same (换个说法).

Every way to say it otherwise is tried on every third document of our own; one paper in twenty may read
otherwise, for words stand in names, too (市场 is no 州场).
"""

import re
from pathlib import Path

import pytest

from wenming.engine.intake import read

DOCUMENTS = sorted((Path(__file__).parents[2] / "data/intake").glob("*[0-9][0-9].txt"))[::3]
BODY = "[局委办部]"
END = "(?=[，,、。；)）])"
LEVEL = "(?<![城都夜早超股门上])市(?=[\u4e00-\u9fff]{1,6}[局委办部])"
HAN = "零一二三四五六七八九"
WAYS = {
    "until": (r"(?<=[日月底末旬])前(?=[，,完将把要建全新])", "之前"),
    "leads": (rf"(?<={BODY})牵头{END}", "主抓"),
    "helps": (rf"(?<=[局委办部道区县会])配合{END}", "协助"),
    "answers": (rf"(由市[\u4e00-\u9fff]{{2,6}}{BODY})负责(?=[，,。；])", r"\1具体负责"),
    "et cetera": (rf"(?<=、)(市[\u4e00-\u9fff]{{2,5}}局)配合{END}", r"\1等部门配合"),
    "told": ("(?<=局)(?=加快|加强|完善|组织|建立|制定|开展)", "要"),
    "at least": ("不少于", "不低于"),
    "reach": (r"达到(?=\d)", "达"),
    "per cent": ("%", "％"),
    "weeks": ("每周", "每星期"),
    "prefecture": (LEVEL, "州"),
    "county": (LEVEL, "县"),
    "square brackets": (
        r"[（(]([^（）()\n]{2,60}(?:牵头|负责|配合)[^（）()\n]{0,60})[）)]",
        r"【\1】",
    ),
    "numbers": (r"(?m)^(\s*\d{1,2})\.(?!\d)", r"\1、"),
    "numerals": (r"(?<=[少低于建增设备派])[2-9](?=[名个处条座家])", lambda m: HAN[int(m[0])]),
}
MOST_OTHERWISE = 0.05


def outcome(text):
    """What was found, without the words: how many leads and supports, times, rhythms, targets."""
    rows = read(text).directives
    return (
        sorted(len(row.lead) for row in rows),
        sum(len(row.support) for row in rows),
        sum(row.deadline is not None for row in rows),
        sorted(row.cadence or "" for row in rows),
        sorted((target.op, target.value) for row in rows for target in row.targets),
    )


@pytest.fixture(scope="module")
def papers():
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
    return [(text, outcome(text)) for text in texts]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_said_otherwise_is_read_alike(papers, way):
    pattern, words = WAYS[way]
    changed = [(re.sub(pattern, words, text), found) for text, found in papers]
    touched = [
        (text, found)
        for (text, found), (old, _) in zip(changed, papers, strict=True)
        if text != old
    ]

    assert touched
    otherwise = [text for text, found in touched if outcome(text) != found]
    assert len(otherwise) <= max(1, MOST_OTHERWISE * len(touched))
