"""Forms: files, copies, rows of a draft by the layout of their table, comparing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wenming.core.wording import told
from wenming.engine.framework.cells import (
    Data,
    NoValue,
    decoded,
    merged,
    put,
    row_cells,
    rows_of,
    value_at,
)
from wenming.engine.framework.layout import BY_NAME, LABELS, Column, Kind, Table
from wenming.engine.framework.workbook import basic_cell, leaves
from wenming.framework.models import Edition
from wenming.framework.titles import DIFFERENCES, shown

BASE_KINDS = [choice for choice in Edition.Kind.choices if choice[0] != Edition.Kind.LOCAL]
LONGEST = 2000


class FileForm(forms.Form):
    """A framework to import."""

    file = forms.FileField(
        label=_("测评体系文件"),
        help_text=_("xlsx 工作簿或 YAML。先全部核对，有一处不对就一行也不导入。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
    )
    kind = forms.ChoiceField(
        label=_("类别"), choices=[("", _("按文件里写的")), *BASE_KINDS], required=False
    )


class CopyForm(forms.Form):
    """What the copy is called."""

    name = forms.CharField(label=_("名称"), max_length=80)
    code = forms.RegexField(
        r"^[0-9A-Za-z_.-]+$",
        label=_("编号"),
        max_length=40,
        help_text=_(
            "同一编号是同一个体系的下一版，发布时接替上一版；换个编号就是另一个体系，与它并存。"
        ),
    )
    kind = forms.ChoiceField(label=_("类别"), choices=BASE_KINDS)


class LocalForm(forms.Form):
    """What the local standard is called."""

    name = forms.CharField(label=_("名称"), max_length=80)


class CompareForm(forms.Form):
    """Which two editions are compared, and which differences are shown."""

    old = forms.ModelChoiceField(label=_("原版"), queryset=Edition.objects.none())
    new = forms.ModelChoiceField(label=_("新版"), queryset=Edition.objects.none())
    kind = forms.ChoiceField(
        label=_("变化"), choices=[("", _("全部")), *DIFFERENCES.items()], required=False
    )

    def __init__(self, data: Any = None, *, editions: QuerySet[Edition]) -> None:
        super().__init__(data)
        for name in ("old", "new"):
            field = self.fields[name]
            field.queryset = editions  # type: ignore[attr-defined]
            field.label_from_instance = named  # type: ignore[attr-defined]


def named(edition: Edition) -> str:
    """An edition in a choice: its name and version."""
    return gettext("%(name)s 第 %(version)d 版") % {
        "name": edition,
        "version": edition.version,
    }


class FindRowForm(forms.Form):
    """Finding a row of a table."""

    q = forms.CharField(label=_("编码或文字含"), max_length=60, required=False)


class RowForm(forms.Form):
    """One row of a table of a draft: what the workbook has as cells stands here as fields."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, table: Table, row: Data, framework: Data, seen: str
    ) -> None:
        self._table = table
        cells, self._rest = row_cells(row, table)
        names = [_field_name(column) for column in table.columns]
        initial = {n: "" if c is None else str(c) for n, c in zip(names, cells, strict=True)}
        super().__init__(data, initial={**initial, "seen": seen})
        for column, name in zip(table.columns, names, strict=True):
            self.fields[name] = _field(column, framework, initial[name])

    def clean(self) -> dict[str, Any]:
        """Turn the texts into the row; a text that its column cannot hold is an error there."""
        found = super().clean() or {}
        row: Data = {}
        for column in self._table.columns:
            name = _field_name(column)
            text = (found.get(name) or "").replace("\r\n", "\n").strip()
            if not text:
                continue
            try:
                put(row, column.path, decoded(column, text))
            except NoValue as error:
                self.add_error(name, told(error.sentence))
        self.row = merged(row, self._rest)
        return found


def _field_name(column: Column) -> str:
    return column.path.replace(".", "__")


def _field(column: Column, framework: Data, now: str) -> forms.Field:
    """The field of one column; a choice keeps a present value that is in no list."""
    options: dict[str, Any] = {
        "label": shown(column.title),
        "required": column.required,
        "help_text": shown(column.hint) if column.hint else "",
    }
    choices = _choices(column, framework)
    if choices is None:
        widget = forms.Textarea({"rows": 3}) if column.is_long else forms.TextInput()
        return forms.CharField(max_length=LONGEST, widget=widget, **options)
    if now and now not in dict(choices):
        choices.append((now, now))
    return forms.ChoiceField(choices=[("", _("没有")), *choices], **options)


def _coded(row: Data) -> str:
    return f"{row.get('code')} {row.get('name_zh') or ''}"


def _choices(column: Column, framework: Data) -> list[tuple[str, Any]] | None:
    if column.refers:
        rows = rows_of(framework, BY_NAME[column.refers]) or []
        return [(str(row.get("code")), _coded(row)) for row in rows]
    if column.kind is Kind.FLAG:
        return [("是", _("是")), ("否", _("否"))]
    if column.words:
        words: list[tuple[str, Any]] = [(word, shown(word)) for word in column.words.values()]
        if column.path == "method":
            meta = framework.get("meta")
            own = meta.get("methods") if isinstance(meta, Mapping) else None
            words += [(str(name), str(name)) for name in own or () if name not in column.words]
        return words
    return None


class StricterForm(forms.Form):
    """Which row of the base a local standard makes stricter, and to what."""

    def __init__(
        self, data: Any = None, *, rows: Sequence[Data], columns: Sequence[Column], row: Data
    ) -> None:
        self._columns = columns
        now = {_field_name(c): value_at(row, c.path) for c in columns}
        super().__init__(data, initial={**now, "code": row.get("code", "")})
        choices = [(str(r.get("code")), _coded(r)) for r in rows]
        self.fields["code"] = forms.ChoiceField(label=_("哪一项"), choices=choices)
        for column in columns:
            self.fields[_field_name(column)] = forms.CharField(
                label=shown(column.title), max_length=20, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Turn the texts into the row of the overlay; blanks say nothing."""
        found = super().clean() or {}
        self.row: Data = {"code": found.get("code")}
        for column in self._columns:
            text = (found.get(_field_name(column)) or "").strip()
            try:
                if text:
                    put(self.row, column.path, decoded(column, text))
            except NoValue as error:
                self.add_error(_field_name(column), told(error.sentence))
        return found


class BasicsForm(forms.Form):
    """The settings of a draft outside its tables, one field a key."""

    def __init__(self, data: Any = None, *, framework: Data) -> None:
        super().__init__(data)
        self._kinds: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        taken = {".".join(table.path) for table in BY_NAME.values()}
        for order, (key, value) in enumerate(leaves(framework)):
            kind, cell = basic_cell(value)
            if any(key == path or key.startswith(f"{path}.") for path in taken) or kind == "data":
                continue
            name = f"key{order}"
            self._kinds[name], self._keys[name] = kind, key
            self.fields[name] = _basic_field(key, kind, str(cell))

    def clean(self) -> dict[str, Any]:
        """Turn the texts into values by key; an emptied one goes."""
        found = super().clean() or {}
        self.values: dict[str, Any] = {}
        for name, key in self._keys.items():
            text = (found.get(name) or "").strip()
            column = Column(key, key, Kind(self._kinds[name]))
            try:
                self.values[key] = decoded(column, text) if text else None
            except NoValue as error:
                self.add_error(name, told(error.sentence))
        return found


def _basic_field(key: str, kind: str, cell: str) -> forms.Field:
    label = LABELS.get(key)
    options: dict[str, Any] = {
        "label": shown(label) if label else key,
        "help_text": key if label else "",
        "required": key in {"meta.id", "meta.version"},
        "initial": cell,
    }
    if kind == "flag":
        return forms.ChoiceField(choices=[("是", _("是")), ("否", _("否"))], **options)
    return forms.CharField(max_length=LONGEST, **options)
