"""How a command ends when it cannot do its work: one sentence and an exit code."""

from wenming.engine.wording import said, term

DONE = 0
FAULTY = 1
UNREADABLE = 2


class Failure(Exception):
    """Ends the command; the message is the sentence on the error output."""

    code = FAULTY

    @property
    def sentence(self) -> str:
        """The message as it was given, so that it can be told in another language."""
        return self.args[0] if self.args else ""


class Faulty(Failure):
    """The input was read and is wrong."""

    code = FAULTY


class Unreadable(Failure):
    """The input could not be read, or the arguments are off."""

    code = UNREADABLE


def at_row(file: str, row: int, column: str, value: object, expected: str) -> Faulty:
    """A fault of one cell: file, row as a spreadsheet counts it, column, value, what was expected."""
    where = said("%(file)s 第 %(row)s 行", file=file, row=row)
    return fault_of_cell(where, column, value, expected)


def fault_of_cell(where: str, column: str, value: object, expected: str) -> Faulty:
    """A fault of one cell, wherever its row stands."""
    shown = term("句中", "空") if value in (None, "") else f"“{value}”"
    return Faulty(
        said(
            "%(where)s %(column)s 列：%(value)s，%(expected)s。",
            where=where,
            column=column,
            value=shown,
            expected=expected,
        )
    )
