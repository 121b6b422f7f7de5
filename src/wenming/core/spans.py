"""Which cells of a table become one with the cells below them (合并单元格)."""

from collections.abc import Sequence

SAYS_NOTHING = ("", "—")  # such cells stay apart, however many there are


def spans_of(rows: Sequence[Sequence[object]], columns: int) -> list[list[int]]:
    """For each of the first `columns`, how many rows the cell of each row takes.

    1 stands alone; more takes the rows below, which are 0. A cell goes on only inside the one at
    its left, and an empty one never.

    >>> spans_of([("甲", "一"), ("甲", "一"), ("乙", "一")], 2)
    [[2, 0, 1], [2, 0, 1]]
    """
    found = []
    for column in range(columns):
        spans: list[int] = []
        first = 0
        for number, row in enumerate(rows):
            goes_on = (
                number
                and row[column] not in SAYS_NOTHING
                and rows[number - 1][: column + 1] == row[: column + 1]
            )
            first = first if goes_on else number
            spans.append(0 if goes_on else 1)
            spans[first] += 1 if goes_on else 0
        found.append(spans)
    return found
