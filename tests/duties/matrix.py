"""Rows of the coverage matrix as tests look for them."""

from wenming.duties.coverage.answers import Coverage, column_units
from wenming.duties.coverage.matrix import Row


def row_of(edition, code: str) -> Row:
    return next(row for row in Coverage(edition, column_units()).indicators if row.code == code)


def first(edition):
    return edition.indicators.order_by("code").first()
