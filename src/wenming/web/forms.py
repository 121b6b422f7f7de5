"""How every form looks: label above, hint below it, error, then the control."""

from collections.abc import Iterator
from typing import Any

from django.forms import BoundField as DjangoBoundField
from django.forms import CheckboxSelectMultiple, RadioSelect, Select, Widget
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

SELECT = Select.template_name


def control_class(widget: Widget) -> str:
    """The class of the control of `widget`: Tabler's, `choices` for a group, none for a box."""
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    if isinstance(widget, Select):
        return "form-select"
    return "" if getattr(widget, "input_type", "") == "checkbox" else "form-control"


class BoundField(DjangoBoundField):
    """A field that styles its control and marks it where it has an error."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """Django's attributes with the class of the control; a form's own class stays."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        own = str(attrs.get("class") or widget.attrs.get("class", ""))
        names = [own, control_class(widget), "is-invalid" if self.errors else ""]
        attrs["class"] = " ".join(name for name in names if name)
        return attrs


class FormRenderer(DjangoTemplates):
    """Renders `{{ form }}` with the error summary and every field through web/forms/."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = BoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Django's, but for selects: a template for each of 300 units takes half a page's time."""
        if template_name == SELECT:
            return select(context["widget"])
        return super().render(template_name, context, request)


def select(widget: dict[str, Any]) -> SafeString:
    """A select out of its context, as Django's templates write it."""
    attrs = flatatt(widget["attrs"])
    inside = SafeString("\n".join(_lines(widget)))
    return format_html('<select name="{}"{}>\n{}\n</select>', widget["name"], attrs, inside)


def _lines(widget: dict[str, Any]) -> Iterator[str]:
    """Options and groups of a select, each escaped."""
    for name, options, _index in widget["optgroups"]:
        if name:
            yield format_html('<optgroup label="{}">', name)
        for option in options:
            value, label = conditional_escape(str(option["value"])), option["label"]
            attrs = flatatt(option["attrs"]) if option["attrs"] else ""
            yield f'<option value="{value}"{attrs}>{conditional_escape(label)}</option>'
        if name:
            yield "</optgroup>"
