"""How a command ends when it cannot do its work: one sentence and an exit code."""

DONE = 0
FAULTY = 1
UNREADABLE = 2


class Failure(Exception):
    """Ends the command; the message is the sentence on the error output."""

    code = FAULTY


class Faulty(Failure):
    """The input was read and is wrong."""

    code = FAULTY


class Unreadable(Failure):
    """The input could not be read, or the arguments are off."""

    code = UNREADABLE


def at_row(file: str, row: int, column: str, value: object, expected: str) -> Faulty:
    """A fault of one cell: file, row as a spreadsheet counts it, column, value, what was expected."""
    return fault_of_cell(f"{file} 第 {row} 行", column, value, expected)


def fault_of_cell(where: str, column: str, value: object, expected: str) -> Faulty:
    """A fault of one cell, wherever its row stands."""
    shown = "空" if value in (None, "") else f"“{value}”"
    return Faulty(f"{where} {column} 列：{shown}，{expected}。")
