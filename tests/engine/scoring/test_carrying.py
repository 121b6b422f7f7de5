"""Values carried along a crosswalk: measured once, with where they came from."""

from fractions import Fraction

from tests.engine import starter
from wenming.engine.framework.crosswalk import Crosswalk, Node
from wenming.engine.scoring import (
    Carried,
    FieldSums,
    MaterialSums,
    RoundSums,
    Statistic,
    SurveySums,
    carry,
    rollup,
)

FIELD = FieldSums("D06-03", "U1", 3, 120, 240)
MEASURED = RoundSums(
    field=(FIELD, FIELD._replace(unit="U2", earned=0)),
    materials=(MaterialSums("D01-01", 4, 3),),
    surveys=(SurveySums("D01-03", 2, 20000, 10000, 2 * 10**8),),
    statistics=(Statistic("D02-04", Fraction(7, 2)),),
    events=("B01",),
)


def crosswalk(*links: tuple[str, str]) -> Crosswalk:
    """Links `a X` → `b Y`, source first."""
    return Crosswalk({Node(*target.split()): Node(*source.split()) for source, target in links})


def test_sums_of_every_method_serve_another_framework():
    links = crosswalk(
        ("a D06-03", "b D06-04"), ("a D01-01", "b D01-01"),
        ("a D01-03", "b D01-03"), ("a D02-04", "b D02-04"),
    )  # fmt: skip

    sums, come = carry(links, {"a": MEASURED}, "b")

    assert sums == RoundSums(
        field=tuple(row._replace(indicator="D06-04") for row in MEASURED.field),
        materials=MEASURED.materials,
        surveys=MEASURED.surveys,
        statistics=MEASURED.statistics,
    ), "no events"
    assert come["D06-04"] == Carried(Node("a", "D06-03"), ())
    assert rollup(starter.framework(), sums).indicator("D06-04").value == 25


def test_what_was_measured_itself_goes_first():
    own = RoundSums(field=(FIELD._replace(earned=240),), events=("N01",))

    sums, come = carry(crosswalk(("a D06-03", "b D06-03")), {"a": MEASURED, "b": own}, "b")

    assert (sums, come) == (own, {})


def test_a_value_goes_over_several_links_and_says_through_what():
    links = crosswalk(("a D06-03", "b D06-03"), ("b D06-03", "c D06-07"))
    nothing = RoundSums(field=(FieldSums("D06-03", "", 0, 0, 0),))

    sums, come = carry(links, {"a": MEASURED, "b": nothing}, "c")

    assert {row.indicator for row in sums.field} == {"D06-07"}
    assert come == {"D06-07": Carried(Node("a", "D06-03"), (Node("b", "D06-03"),))}


def test_the_nearest_framework_that_measured_it_gives_it():
    links = crosswalk(("a D06-03", "b D06-03"), ("b D06-03", "c D06-03"))
    nearer = RoundSums(field=(FIELD._replace(unit="U9"),))

    sums, come = carry(links, {"a": MEASURED, "b": nearer}, "c")

    assert sums.field == nearer.field
    assert come["D06-03"].source == Node("b", "D06-03")


def test_nothing_measured_is_nothing_carried():
    links = crosswalk(("a D06-04", "b D06-03"), ("x D06-04", "b D06-04"))

    assert carry(links, {"a": MEASURED}, "b") == (RoundSums(), {})
