"""What the components of pages say."""

import pytest
from django import forms
from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.test import RequestFactory
from django.test.html import parse_html

from wenming.core.lights import Light, LightState
from wenming.core.paging import Page
from wenming.web.forms import FormRenderer
from wenming.web.templatetags.wenming import light, status


def shown(name: str, **context: object) -> str:
    """A component as markup, for a page asked for with ?unit=3&mark=old."""
    source = '{% include "web/components/' + name + '.html" %}'
    request = RequestFactory().get("/list/", {"unit": "3", "mark": "old"})
    return engines["django"].from_string(source).render({**context}, request)


class Rectify(forms.Form):
    """Three kinds of control."""

    note = forms.CharField(label="整改说明", help_text="写做了什么")
    days = forms.IntegerField(label="延期天数", max_value=5, required=False)
    route = forms.ChoiceField(label="方式", choices=[("a", "直达")], widget=forms.RadioSelect)


@pytest.mark.parametrize("state", list(LightState))
def test_a_light_is_a_shape_and_words(state):
    markup = light(Light(state, "剩 5 天"))

    assert f"#light-{state}" in markup
    assert "剩 5 天" in markup


def test_no_light_is_nothing():
    assert light(None) == ""


def test_an_unmeasured_grade_is_a_dash():
    assert ">–<" in shown("grade", grade=None)
    assert ">B<" in shown("grade", grade="B")


def test_a_share_is_written_fraction_first():
    assert shown("fraction", part=28, whole=57).index("28/57") < shown(
        "fraction", part=28, whole=57
    ).index("49.1%")
    assert "–/–" in shown("fraction", part=None, whole=None)


@pytest.mark.parametrize(
    ("given", "look"),
    [
        ({"value": "closed"}, "tag-done"),
        ({"value": "submitted"}, "tag-active"),
        ({"value": "received"}, "tag-plain"),
        ({"value": "closed", "look": "key"}, "tag-key"),
        ({}, "tag-plain"),
    ],
)
def test_a_status_looks_like_what_it_asks_for(given, look):
    assert look in status("状态", **given)


def test_names_of_people_are_escaped():
    assert "<b>" not in light(Light(LightState.OK, "<b>x</b>"))
    assert "<b>" not in status("<b>x</b>")
    assert "<b>" not in shown("empty", title="<b>x</b>", why="<b>y</b>")


def test_the_pager_keeps_the_filter_and_goes_on_by_key():
    markup = shown("pager", page=Page(rows=[], next_mark="new", is_first=False), total=127)

    assert "unit=3&amp;mark=new" in markup
    assert 'href="?unit=3"' in markup
    assert "127" in markup


def test_the_last_page_of_one_has_no_links():
    assert "href" not in shown("pager", page=Page(rows=[], next_mark="", is_first=True))


def test_errors_name_the_field_and_link_to_it():
    markup = shown("errors", form=Rectify({"days": "9", "route": "a"}))

    assert "请更正以下 2 处" in markup
    assert '<a href="#id_note">整改说明没有填</a>' in markup
    assert 'href="#id_days"' in markup


def test_a_form_without_errors_has_no_summary():
    assert shown("errors", form=Rectify({"note": "已清", "route": "a"})).strip() == ""
    assert shown("errors", form=Rectify()).strip() == ""
    assert shown("errors").strip() == ""


def test_errors_of_the_whole_form_come_first():
    form = Rectify({"route": "a"})
    form.add_error(None, "还没有整改后照片")

    markup = shown("errors", form=form)

    assert markup.index("还没有整改后照片") < markup.index("整改说明没有填")


def test_a_field_shows_label_hint_error_and_what_was_typed():
    markup = str(Rectify({"note": "", "days": "9", "route": "a"}))

    assert markup.index("整改说明") < markup.index("写做了什么") < markup.index("整改说明没有填")
    assert 'value="9"' in markup
    assert 'aria-invalid="true"' in markup
    assert 'class="form-control is-invalid"' in markup
    assert "选填" in markup


def test_a_group_of_choices_has_a_legend():
    markup = Rectify()["route"].as_field_group()

    assert "<legend" in markup
    assert 'class="choices"' in markup


def test_a_search_form_keeps_rare_fields_folded():
    markup = shown("filters", form=Rectify(), more=["days"])

    assert markup.index("整改说明") < markup.index("更多条件") < markup.index("延期天数")


class Choose(forms.Form):
    """A select with a group, a name that is no markup, and an option of its own."""

    unit = forms.ChoiceField(
        choices=[("", "任何"), ("部门", [("a&b", "<城管局>")]), (3, "三")], required=False
    )


@pytest.mark.parametrize("given", ["", "a&b", "3", "none"])
def test_a_select_says_what_djangos_templates_say(given):
    widget = Choose().fields["unit"].widget
    context = widget.get_context("unit", given, {"class": "form-select", "required": True})

    ours = FormRenderer().render(Select.template_name, context)

    assert parse_html(ours) == parse_html(DjangoTemplates().render(Select.template_name, context))
