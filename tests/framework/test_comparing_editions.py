"""Two editions beside each other."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.framework.pages import page, row_form, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_two_editions_are_compared_on_a_page_and_as_xlsx(client, clerk, edition, draft):
    values = row_form(client, draft, "indicators", "D01-01")
    told(client, "editions_row", draft.pk, "indicators", "D01-01", **{**values, "weight": "2"})
    asked = {"old": edition.pk, "new": draft.pk}

    shown = page(client, "editions_compare", **asked)
    only = page(client, "editions_compare", **asked, kind="reweighted")
    content = client.get(reverse("framework:editions_compare_export"), asked).content

    assert "1.28" in shown
    assert "meta.version" in shown
    assert "meta.version" not in only
    english = client.get(
        reverse("framework:editions_compare"), asked, headers={"accept-language": "en"}
    ).content.decode()
    assert "Version" in english
    assert "版次" not in english
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert ("调整分值", "指标", "D01-01", "理论学习制度与责任落实", "权重", "1.28", "2") in rows


def test_before_two_editions_are_named_nothing_is_compared(client, clerk, edition):
    assert "选两个版本" in page(client, "editions_compare")
    assert client.get(reverse("framework:editions_compare_export")).status_code == 404
    answer = client.get(reverse("framework:editions_compare"), {"old": "x", "new": edition.pk})
    assert answer.status_code == 422
