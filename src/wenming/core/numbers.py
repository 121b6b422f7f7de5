"""Readable numbers from a locked series (编号)."""

from django.db.models import F

from wenming.core.models import NumberSeries


def next_number(*, owner: str, kind: str, year: int) -> int:
    """The next whole number of a series; as `take_numbers`."""
    return take_numbers(1, owner=owner, kind=kind, year=year)[0]


def take_numbers(count: int, *, owner: str, kind: str, year: int) -> range:
    """The next `count` whole numbers of a series, one or more; call inside a transaction.

    Args:
        owner: code of the area that owns the series.
        kind: short name of what is numbered, for example `WT`.
        year: the year of the number.
    """
    series = NumberSeries.objects.filter(owner=owner, kind=kind, year=year)
    if not series.update(last=F("last") + count):  # the first of its year
        NumberSeries.objects.get_or_create(owner=owner, kind=kind, year=year)
        series.update(last=F("last") + count)
    last = series.values_list("last", flat=True).get()  # ours: the update locked the row
    return range(last - count + 1, last + 1)
