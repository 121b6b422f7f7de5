"""The text is cut into pieces and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from wenming.duties.review.highlight import Span, paragraphs

TEXT = st.text(alphabet="创城。\n12 ", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span[int]]]:
    text = draw(TEXT)
    spans = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        spans.append(Span(start, draw(st.integers(start, len(text))), number))
    return text, spans


def cut(text: str, spans: list[Span[int]]):
    return list(paragraphs(text, spans, is_heading=lambda line: line.startswith("1")))


@given(marked())
def test_the_pieces_are_the_text(case):
    text, spans = case

    lines = ["".join(piece.text for piece in line.pieces) for line in cut(text, spans)]

    assert "\n".join(lines) == text


@given(marked())
def test_each_character_knows_the_spans_that_cover_it(case):
    text, spans = case
    at = 0

    for line in cut(text, spans):
        for piece in line.pieces:
            for offset in range(at, at + len(piece.text)):
                assert set(piece.inside) == {s.thing for s in spans if s.start <= offset < s.end}
            at += len(piece.text)
        at += 1


def test_a_number_stands_where_a_span_begins_and_a_mark_where_it_ends():
    [line] = cut("由市公安局牵头，本月完成。", [Span(1, 4, 7), Span(1, 12, 8)])

    assert [(p.text, p.inside, p.begins, p.ends) for p in line.pieces] == [
        ("由", (), (), ()),
        ("市公安", (7, 8), (7, 8), (7,)),
        ("局牵头，本月完成", (8,), (), (8,)),
        ("。", (), (), ()),
    ]


def test_a_span_over_two_lines_is_numbered_once():
    first, second = cut("12\n34", [Span(0, 5, 1)])

    assert first.pieces[0].begins == (1,)
    assert second.pieces[0].begins == ()
    assert (first.is_heading, second.is_heading) == (True, False)
