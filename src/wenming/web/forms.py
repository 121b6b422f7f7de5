"""How every form looks: label above, hint below it, error, then the control."""

from typing import Any

from django.forms import BoundField as DjangoBoundField
from django.forms import CheckboxSelectMultiple, RadioSelect, Select, Widget
from django.forms.renderers import DjangoTemplates


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
