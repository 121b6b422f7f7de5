"""Form controls that every app uses."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECTED = SafeString(" selected")


class DayInput(forms.DateInput):
    """`<input type="date">`: its value is ISO in every language, for browsers show no other."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LongSelect(forms.Select):
    """A choice of many, such as all units: its options are written in one go.

    Django renders a template for each option; with 240 units that was a third of the time of the
    ledger's page.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The control with all its options."""
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices),
        )
        final = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>\n{}\n</select>", flatatt(final), options)


class _Options(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """The options of a `RowChoiceField`, as values straight out of the database."""

    field: "RowChoiceField"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """Key and words of each row, the empty choice first."""
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        key = self.field.to_field_name or "pk"
        for row in self.queryset.values_list(key, *self.field.columns):
            yield row[0], self.field.words(*row[1:])


class RowChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of many rows, such as all units: no row becomes an object to write its option.

    Attributes:
        columns: what `words` makes an option's words of.
    """

    widget = LongSelect
    iterator = _Options
    columns: tuple[str, ...] = ("name",)

    def words(self, *values: Any) -> str:
        """The words of an option, from its `columns`."""
        return str(values[0])
