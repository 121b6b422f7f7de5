"""Forms of a task table from Excel: sending it, saying what its columns hold, what names mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.clock import today
from wenming.core.tables.cells import letter
from wenming.documents.fields import DAY
from wenming.duties.models import TaskList, TaskSheet
from wenming.duties.services import Sending
from wenming.duties.tasksheet.heads import PART_LABELS, Part, of_json
from wenming.duties.tasksheet.names import UNIT, Doubt
from wenming.duties.tasksheet.sheets import Opened
from wenming.organization.fields import UnitField
from wenming.organization.models import Unit

XLSX = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS_OFFERED = 12
SAMPLE_ROWS, SAMPLE_LENGTH = 2, 30
DOUBTS_SHOWN = 40


class SendSheetForm(forms.Form):
    """A table, and the list that it goes into: one that is being drafted, or a new one."""

    file = forms.FileField(
        label=gettext_lazy("任务分解表（xlsx）"), widget=forms.FileInput({"accept": XLSX})
    )
    into = forms.ModelChoiceField(
        TaskList.objects.none(),
        label=gettext_lazy("放进"),
        required=False,
        empty_label=gettext_lazy("新的任务清单"),
    )
    title = forms.CharField(
        label=gettext_lazy("新清单的标题"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("不填就用表头上面的那行字。"),
    )
    basis = forms.CharField(
        label=gettext_lazy("新清单的依据"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("这张表是根据什么文件、会议列的。"),
    )
    dated_on = forms.DateField(
        label=gettext_lazy("这张表的日期"),
        widget=DAY,
        help_text=gettext_lazy("“6月底前”“5个工作日内”从这一天算。"),
    )

    def __init__(self, data: Any = None, files: Any = None, *, lists: QuerySet[TaskList]) -> None:
        super().__init__(data, files, initial={"dated_on": today()})
        self.fields["into"].queryset = lists  # type: ignore[attr-defined]
        if not lists.exists():
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        """A new list says on what it rests."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("into") and not given.get("basis"):
            self.add_error("basis", ValidationError(_("新的清单要写依据。"), "required"))
        return given

    def sending(self) -> Sending:
        """What was sent."""
        given = self.cleaned_data
        file = given["file"]
        return Sending(
            name=file.name,
            content=file.read(),
            dated_on=given["dated_on"],
            into=given.get("into"),
            title=given["title"],
            basis=given["basis"],
        )


class ColumnsForm(forms.Form):
    """Which sheet, which row is the head, what each column holds.

    The columns are taken only while sheet and head stay; for others they are guessed anew.
    """

    grid = forms.ChoiceField(label=gettext_lazy("工作表"))
    head = forms.TypedChoiceField(label=gettext_lazy("表头在"), coerce=int)

    def __init__(self, data: Any = None, *, sheet: TaskSheet, opened: Opened) -> None:
        self._sheet, self._opened = sheet, opened
        super().__init__(data, initial={"grid": sheet.grid, "head": sheet.head})
        rows = min(HEADS_OFFERED, len(opened.grid.cells))
        self.fields["grid"].choices = [(t, t) for t in opened.titles]  # type: ignore[attr-defined]
        self.fields["head"].choices = [  # type: ignore[attr-defined]
            (row, _("第 %(row)d 行") % {"row": row + 1}) for row in range(rows)
        ]
        known = of_json(sheet.parts)
        for at, title in enumerate(opened.head.titles):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=f"{letter(at)} {title}".strip(),
                choices=[("", _("不导入")), *PART_LABELS.items()],
                required=False,
                initial=known.get(at, ""),
            )

    def _samples(self, column: int) -> list[str]:
        """What stands first in a column."""
        grid, first = self._opened.grid, self._opened.head.bottom + 1
        said = [" ".join(grid.text(row, column).split()) for row in range(first, len(grid.cells))]
        words = list(dict.fromkeys(filter(None, said[:60])))[:SAMPLE_ROWS]
        return [w if len(w) <= SAMPLE_LENGTH else f"{w[:SAMPLE_LENGTH]}…" for w in words]

    def columns(self) -> list[tuple[forms.BoundField, str]]:
        """The fields of the columns, each with what stands first below its title."""
        return [
            (self[f"column_{at}"], "；".join(self._samples(at)))
            for at in range(len(self._opened.head.titles))
        ]

    def parts(self) -> dict[int, Part] | None:
        """Column → part; None where another sheet or head was chosen."""
        given = self.cleaned_data
        if (given["grid"], given["head"]) != (self._sheet.grid, self._sheet.head):
            return None
        return {
            int(name.removeprefix("column_")): Part(value)
            for name, value in given.items()
            if name.startswith("column_") and value
        }


class DoubtsForm(forms.Form):
    """What names mean that the register does not know: a near unit, another one, or nobody."""

    def __init__(self, data: QueryDict | None = None, *, doubts: list[Doubt]) -> None:
        super().__init__(data)
        self._shown = doubts[:DOUBTS_SHOWN]
        for n, doubt in enumerate(self._shown):
            self.fields[f"choice_{n}"] = forms.ChoiceField(
                label=_("“%(name)s”是") % {"name": doubt.name},
                choices=[("", _("还没选")), *doubt.choices],
                required=False,
                help_text=_("在 %(n)d 行里") % {"n": len(doubt.rows)},
            )
            self.fields[f"other_{n}"] = UnitField(
                label=_("“%(name)s”是别的单位") % {"name": doubt.name},
                required=False,
                widget=forms.TextInput({"list": "units", "autocomplete": "off"}),
            )

    def lines(self) -> list[tuple[Doubt, forms.BoundField, forms.BoundField]]:
        """Each name with its two fields."""
        return [(d, self[f"choice_{n}"], self[f"other_{n}"]) for n, d in enumerate(self._shown)]

    def chosen(self) -> dict[str, str]:
        """Name → choice, of those that were decided."""
        found = {}
        for n, doubt in enumerate(self._shown):
            other: Unit | None = self.cleaned_data.get(f"other_{n}")
            choice: str = self.cleaned_data.get(f"choice_{n}") or ""
            if other is not None:
                choice = UNIT + other.code
            if choice:
                found[doubt.name] = choice
        return found
