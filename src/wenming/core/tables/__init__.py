"""Tables in and out (表格): xlsx read with python-calamine, written with openpyxl's streaming mode."""

from wenming.core.tables.columns import (
    Column,
    Layout,
    choice,
    code,
    day,
    label_of,
    labels,
    names,
    number,
    phone,
    text,
    whole,
)
from wenming.core.tables.grid import Grid, Head, find_head, head_at, read_grids
from wenming.core.tables.opening import BadTable
from wenming.core.tables.printed import printed_xlsx
from wenming.core.tables.reading import (
    REMARKS,
    Fault,
    Row,
    Sheet,
    Texts,
    read_sheet,
    read_workbook,
)
from wenming.core.tables.templates import annotated, template
from wenming.core.tables.writing import write_xlsx, xlsx_response

__all__ = [
    "REMARKS",
    "BadTable",
    "Column",
    "Fault",
    "Grid",
    "Head",
    "Layout",
    "Row",
    "Sheet",
    "Texts",
    "annotated",
    "choice",
    "code",
    "day",
    "find_head",
    "head_at",
    "label_of",
    "labels",
    "names",
    "number",
    "phone",
    "printed_xlsx",
    "read_grids",
    "read_sheet",
    "read_workbook",
    "template",
    "text",
    "whole",
    "write_xlsx",
    "xlsx_response",
]
