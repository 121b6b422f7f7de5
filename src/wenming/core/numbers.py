"""Readable numbers from a locked series (编号)."""

from django.db.models import F

from wenming.core.models import NumberSeries


def next_number(*, owner: str, kind: str, year: int) -> int:
    """The next whole number of a series; call inside a transaction.

    Args:
        owner: code of the area that owns the series.
        kind: short name of what is numbered, for example `WT`.
        year: the year of the number.
    """
    series, _created = NumberSeries.objects.get_or_create(owner=owner, kind=kind, year=year)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db(fields=["last"])
    return series.last
