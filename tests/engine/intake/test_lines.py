"""Tables of marks beside a line to pass: which rows fall short of it."""

import pytest

from wenming.engine.intake import read

ROWS = "县区\t实地考察\t综合得分\t名次\n东河区\t92.1\t91.0\t1\n南河区\t88.3\t88.5\t2\n北山县\t90.6\t84.9\t3\n"


def short(text):
    return [(gap.metric, gap.current, gap.target) for gap in read(text).indicator_gaps]


@pytest.mark.parametrize(
    "text",
    [
        f"测评情况通报\n一、总体情况\n各地与90分的达标线相比有进有退。\n{ROWS}",
        f"测评情况通报\n一、各地得分（合格线为90分）\n{ROWS}",
        f"测评情况通报\n一、各地得分\n{ROWS}注：合格线90分。\n",
    ],
)
def test_rows_below_the_line_that_the_text_draws(text):
    assert short(text) == [("南河区综合得分", 88.5, 90), ("北山县综合得分", 84.9, 90)]


def test_a_line_that_names_a_column_is_for_that_column():
    text = (
        "办件情况通报\n一、办件情况\n区县\t交办数\t按期办结率\t群众满意率\n河西区\t412\t97.6%\t94.1%\n青石区\t388\t91.2%\t88.7%\n"
        "清江县\t275\t86.4%\t90.3%\n注：按期办结率合格线为95%，群众满意率合格线为90%。\n"
    )

    assert short(text) == [
        ("青石区按期办结率", 91.2, 95),
        ("青石区群众满意率", 88.7, 90),
        ("清江县按期办结率", 86.4, 95),
    ]


def test_where_no_line_is_drawn_nothing_falls_short():
    assert short(f"测评情况通报\n一、各地得分\n{ROWS}") == []


def test_marks_in_another_unit_are_not_held_against_the_line():
    assert short(f"测评情况通报\n一、各地得分（合格线为90%）\n{ROWS}") == []
