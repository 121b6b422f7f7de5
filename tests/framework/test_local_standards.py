"""A local standard is stricter than its base, never looser."""

import pytest
from django.urls import reverse

from tests import make
from tests.framework.pages import page, row_form, told
from wenming.accounts.models import Role
from wenming.framework import services
from wenming.framework.models import Edition
from wenming.framework.selectors import current_edition, local_edition_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def local(client, clerk, edition) -> Edition:
    """A draft of a local standard over the starter."""
    told(client, "editions_local", edition.pk, name="本市加严标准")
    return Edition.objects.get(base=edition)


def test_a_local_standard_makes_thresholds_stricter(client, clerk, local, edition):
    address = "editions_stricter_edit"
    told(client, address, local.pk, "indicators", code="D06-04", grades__A="93")
    told(client, address, local.pk, "place_types", code="L01", sample_count="8")
    item = {
        "code": "L01-90",
        "place_type": "L01",
        "indicator": "D06-04",
        "text_zh": "路口不压线停车",
        "scoring__type": "按处扣分",
        "scoring__max": "4",
        "scoring__per_finding": "1",
    }
    told(client, address, local.pk, "check_items", **item)

    local.refresh_from_db()
    shown = page(client, "editions_stricter", local.pk)
    assert "90 → <strong>93</strong>" in shown
    assert "路口不压线停车" in shown
    assert local.place_types.get(code="L01").sample_count == 8
    assert local.check_items.filter(code="L01-90").exists()
    assert not edition.check_items.filter(code="L01-90").exists()
    services.publish_edition(edition_id=local.pk, by=make.user(Role.OFFICE))
    assert local_edition_over(edition) == local
    assert current_edition() == edition


def test_a_local_standard_is_never_looser(client, clerk, local):
    answer = client.post(
        reverse("framework:editions_stricter_edit", args=[local.pk, "indicators"]),
        {"code": "D06-04", "grades__A": "80"},
    )

    assert answer.status_code == 422
    assert "比基准版放宽" in answer.content.decode()


def test_what_was_stricter_goes_back_to_the_base(client, clerk, local):
    told(client, "editions_stricter_edit", local.pk, "place_types", code="L01", sample_count="8")

    told(client, "editions_stricter_undo", local.pk, "place_types", "L01")

    local.refresh_from_db()
    assert local.place_types.get(code="L01").sample_count == 6


def test_the_next_local_standard_begins_with_what_still_holds(client, clerk, local, edition):
    told(client, "editions_stricter_edit", local.pk, "indicators", code="D06-04", grades__A="93")
    told(client, "editions_stricter_edit", local.pk, "place_types", code="L01", sample_count="8")
    services.publish_edition(edition_id=local.pk, by=make.user(Role.OFFICE))
    following = services.copy_edition(edition_id=edition.pk, by=clerk)
    values = row_form(client, following, "indicators", "D06-04")
    changed = {**values, "grades__A": "95"}
    told(client, "editions_row", following.pk, "indicators", "D06-04", **changed)
    services.publish_edition(edition_id=following.pk, by=make.user(Role.OFFICE))

    told(client, "editions_local", following.pk, name="本市加严标准")

    made = Edition.objects.get(base=following)
    assert made.version == 2
    assert made.place_types.get(code="L01").sample_count == 8
    assert made.indicators.get(code="D06-04").grades["A"] == 95


def test_a_local_standard_stands_on_a_published_edition_only(client, clerk, draft):
    answer = client.post(
        reverse("framework:editions_local", args=[draft.pk]), {"name": "本市加严标准"}
    )

    assert answer.status_code == 422
    assert "只能建立在已发布的" in answer.content.decode()
