"""The publicity plan and its ledger: entered once, used by many themes, counted by result."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Role
from wenming.core import clock, imports
from wenming.core.errors import NotAllowed
from wenming.places import facts
from wenming.publicity import importing
from wenming.publicity.errors import (
    EndsBeforeItBegan,
    EnteredBefore,
    NotStanding,
    UnknownIndicator,
)
from wenming.publicity.models import Item, Theme
from wenming.publicity.results import Results
from wenming.publicity.services import (
    ItemData,
    ThemeData,
    enter_item,
    save_theme,
    take_down,
    use_item,
)
from wenming.scoring.services import count_visit

pytestmark = pytest.mark.django_db


def theme(by=None, theme_id=None, **fields):
    day = clock.today()
    data = {
        "title": "礼让斑马线", "words": "停一停", "starts_on": day, "unit": None,
        "ends_on": day + timedelta(days=30), **fields,
    }  # fmt: skip
    data["unit"] = data["unit"] or make.unit()
    return save_theme(theme_id=theme_id, data=ThemeData(**data), by=by or make.office())


def item(by=None, **fields):
    data = {
        "channel": "media", "title": "红马甲", "outlet": "日报", "on": clock.today(), "unit": None,
        **fields,
    }  # fmt: skip
    data["unit"] = data["unit"] or make.unit()
    return enter_item(data=ItemData(**data), by=by or make.office())


def test_entered_once_and_used_by_many():
    one, other = theme(), theme(title="身边好人")
    made = item(themes=[one])

    use_item(item_id=made.pk, themes=[one, other], by=make.office())

    assert set(made.themes.all()) == {one, other}
    with pytest.raises(EnteredBefore, match="勾选主题"):
        item(title=made.title, themes=[other])


def test_the_same_address_is_the_same_thing():
    made = item(address="https://news.example.org/1")

    with pytest.raises(EnteredBefore):
        item(title="换个标题", address=made.address)
    item(title="红马甲", on=clock.today() - timedelta(days=1))


def test_a_display_stands_until_it_is_taken_down():
    made = item(channel="display")
    assert made.stands(clock.today())

    take_down(item_id=made.pk, by=make.office())

    made.refresh_from_db()
    assert not made.stands(clock.today())
    assert made.stands(clock.today() - timedelta(days=1)) is False  # not up yet
    with pytest.raises(NotStanding):
        take_down(item_id=made.pk, by=make.office())
    with pytest.raises(NotStanding):
        take_down(item_id=item(title="报道").pk, by=make.office())


def test_days_and_indicators_that_cannot_be():
    day = clock.today()

    with pytest.raises(EndsBeforeItBegan):
        theme(ends_on=day - timedelta(days=1))
    with pytest.raises(UnknownIndicator):
        theme(indicator="X99")
    with pytest.raises(EndsBeforeItBegan):
        item(channel="display", removed_on=day - timedelta(days=1))
    up = item(channel="display")
    with pytest.raises(EndsBeforeItBegan):
        take_down(item_id=up.pk, on=day - timedelta(days=1), by=make.office())


def test_who_enters_and_who_plans():
    unit, stranger = make.unit(), make.clerk(make.unit())
    clerk = make.clerk(unit)
    made = item(by=clerk, unit=unit)

    for refused in (
        lambda: theme(by=clerk),
        lambda: item(by=stranger, unit=unit, title="二"),
        lambda: use_item(item_id=made.pk, themes=[], by=stranger),
        lambda: take_down(item_id=made.pk, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_theme_is_counted_by_its_result():
    visit = make.accepted_visit(L01_01=make.failed("L01-01", outcome=""))
    count_visit(visit_id=visit.pk)
    round_ = visit.round
    type(round_).objects.filter(pk=round_.pk).update(status="published")
    code = round_.edition.indicators.get(check_items__code="L01-01").code
    aimed = theme(indicator=code, aim=100)
    free = theme(title="别的")
    item(themes=[aimed], channel="display")
    item(themes=[aimed], title="另一篇")

    told = Results(make.office(), [aimed, free])
    of_aimed, of_free = told.rows()

    assert told.round == round_
    assert of_aimed.value < 100
    assert of_aimed.is_reached is False
    assert (of_aimed.up, of_aimed.items) == (1, 2)
    assert (of_aimed.change, of_free.value, of_free.is_reached) == (None, None, None)


def test_a_place_knows_its_displays():
    place = make.place()
    item(channel="display", place=place)
    item(channel="media", place=place, title="报道")

    assert facts.of(make.office(), [place.pk])[place.pk]["publicity"].written == "1"


def test_a_sheet_enters_what_is_new():
    theme()
    make.unit("市融媒体中心")
    item(title="旧的", outlet="日报", on=date(2026, 11, 1))
    content = workbook(
        ["类别", "标题", "媒体或位置", "单位", "日期", "撤下日期", "点位编号", "网址", "主题"],
        ["媒体报道", "新的", "日报", "市融媒体中心", "2026-11-02", "", "", "", "礼让斑马线"],
        ["媒体报道", "旧的", "日报", "市融媒体中心", "2026-11-01", "", "", "", ""],
        ["公益广告", "墙画", "路口", "没有", "2026-11-02", "2026-11-01", "NO", "ftp:x", "无此"],
        title="宣传台账",
    )
    report = imports.judge(importing.ITEMS, content, name="a.xlsx", by=make.office())

    assert {fault.column for fault in report.faults} == {"D", "F", "G", "H", "I"}
    stored = importing.store(report.rows, make.office())
    assert (stored.added, Item.objects.count()) == (1, 2)
    assert Item.objects.get(title="新的").themes.count() == 1
    assert len(list(importing.existing(make.office()))) == 2


# --- Pages ----------------------------------------------------------------------------------------


def test_by_the_pages(client):
    unit = make.unit("市融媒体中心")
    place = make.place()
    office = make.office()
    client.force_login(office)
    client.post(
        reverse("publicity:plan_new"),
        {
            "title": "公益广告进街巷", "words": "看得见", "unit": "市融媒体中心",
            "starts_on": "2026-01-01", "ends_on": "2099-01-01",
        },
    )  # fmt: skip
    planned = Theme.objects.get()
    edited = reverse("publicity:plan_edit", args=[planned.pk])
    assert "看得见" in client.get(edited).content.decode()
    client.force_login(make.user(Role.DEPARTMENT, unit=unit))
    filled = {
        "channel": "display", "title": "围挡", "outlet": "澜江路", "unit": "市融媒体中心",
        "on": "2026-11-01", "place": place.code, "themes": [planned.pk],
    }  # fmt: skip
    wrong = client.post(reverse("publicity:list_new"), {**filled, "place": "NO"})
    assert wrong.status_code == 422
    photo = SimpleUploadedFile("a.jpg", make.photo_bytes())
    client.post(reverse("publicity:list_new"), {**filled, "photo": photo})
    made = Item.objects.get()
    assert client.get(reverse("files:open", args=[made.photo_id])).status_code == 200
    again = client.post(reverse("publicity:list_new"), filled)
    assert "已由" in again.content.decode()

    page = client.get(reverse("publicity:plan_one", args=[planned.pk])).content.decode()
    assert "围挡" in page
    client.post(reverse("publicity:list_use", args=[made.pk]), {"themes": []})
    assert made.themes.count() == 0
    early = client.post(reverse("publicity:list_down", args=[made.pk]), {"on": "2020-01-01"})
    assert early.status_code == 422
    client.post(reverse("publicity:list_down", args=[made.pk]), {"on": ""})
    made.refresh_from_db()
    assert made.removed_on == clock.today()
    assert client.get(reverse("publicity:plan_new")).status_code == 403
    assert client.get(edited).status_code == 403


def test_lists_are_filtered_exported_and_bounded(client, django_assert_max_num_queries):
    kept = theme()
    for n in range(3):
        item(title=f"报道{n}", themes=[kept])
    up = item(channel="display", themes=[kept], place=make.place())
    client.force_login(make.office())
    url = reverse("publicity:list")

    with django_assert_max_num_queries(20):
        page = client.get(f"{url}?theme={kept.pk}").content.decode()
    with django_assert_max_num_queries(28):
        client.get(reverse("publicity:plan"))

    assert page.count('data-rows-target="row"') == 4
    one = client.get(f"{url}?tab=standing&place={up.place.code}&since=2000-01-01").content.decode()
    assert one.count('data-rows-target="row"') == 1
    assert client.get(f"{url}?export=1&q=报道&until=2099-01-01").status_code == 200
    assert client.get(f"{reverse('publicity:plan')}?state=past").status_code == 200
