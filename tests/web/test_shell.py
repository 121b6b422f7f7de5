"""The frame of every page: start page, navigation, workbench, search, errors of the field."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tests import make
from wenming.core import attention, clock, menu, search, todo
from wenming.core.errors import Incomplete
from wenming.core.lights import Light, LightState
from wenming.core.registry import Registry
from wenming.core.search import Hit
from wenming.web import start
from wenming.web.nav import STEPS, Shell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    """Registries of the test's own: what the apps hand in is their tests' business."""
    for module, name in [
        (todo, "sources"),
        (attention, "sentences"),
        (attention, "figures"),
        (menu, "entries"),
        (search, "finders"),
        (start, "extras"),
    ]:
        monkeypatch.setattr(module, name, Registry())


@pytest.fixture
def clerk(client: Client) -> Client:
    """A browser in which a clerk of the office is signed in."""
    client.force_login(make.office())
    return client


def a_todo(title: str, state: LightState, days: int) -> todo.Todo:
    """Something to verify, due in so many days."""
    due = clock.now() + timedelta(days=days)
    return todo.Todo(Light(state, "灯"), title, "复核", "石坊街道", due, "/there/", "复核")


def page(client: Client, route: str, **query: str) -> str:
    """The page behind a route, as text."""
    answer = client.get(reverse(route), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_start_page_shows_the_loop_to_strangers(client):
    text = page(client, "web:start")

    assert [str(label) in text for _app, label in STEPS] == [True] * len(STEPS)


def test_people_signed_in_go_on_to_their_work(clerk):
    assert clerk.get(reverse("web:start")).url == reverse("web:workbench")


def test_the_start_page_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("web:start"))


def test_with_nothing_to_do_the_workbench_says_so(clerk):
    assert "今天没有要办的" in page(clerk, "web:workbench")


def test_the_workbench_puts_overdue_first(clerk):
    found = [
        a_todo("后天到期", LightState.OK, 2),
        a_todo("已经超期", LightState.BAD, -1),
        a_todo("马上到期", LightState.WARN, 1),
        a_todo("超期更久", LightState.BAD, -3),
    ]
    todo.sources.add("problems", todo.Source(lambda user, limit: found, lambda user: len(found)))

    text = page(clerk, "web:workbench")

    at = [text.index(word) for word in ("超期更久", "已经超期", "马上到期", "后天到期")]
    assert at == sorted(at)
    assert "今天没有要办的" not in text


def test_sentences_are_the_weightiest_few(clerk):
    told = [attention.Sentence(f"第{n}句", "缘由", "/there/", "看", n) for n in range(10)]
    attention.sentences.add("problems", lambda user: told)

    text = page(clerk, "web:workbench")

    assert "第9句" in text
    assert "第2句" not in text


def test_figures_link_to_their_records(clerk):
    attention.figures.add(
        "problems", lambda user: [attention.Figure("按期整改", "28/57", "49.1%", "/list/?late=0")]
    )

    assert 'href="/list/?late=0"' in page(clerk, "web:workbench")


def test_the_navigation_counts_what_waits_at_each_step(clerk):
    todo.sources.add("problems", todo.Source(lambda user, limit: [], lambda user: 127))

    text = page(clerk, "web:workbench")

    assert text.count("127") >= 2  # beside its step and beside the workbench


@pytest.fixture
def shell_at(rf):
    """A function that gives the navigation of a stranger to all rights, with a view open."""

    def at(app: str, view: str) -> Shell:
        request = rf.get("/")
        request.user = make.user()
        request.resolver_match = SimpleNamespace(app_name=app, view_name=view)
        return Shell(request)

    return at


def test_only_the_open_step_shows_its_pages(shell_at):
    menu.entries.add("bulletins", [menu.Entry("全部简报", "web:workbench")])
    menu.entries.add("problems", [menu.Entry("台账", "web:search")])

    pages = {step.app: [p.label for p in step.pages] for step in shell_at("problems", "x").steps()}

    assert pages["problems"] == ["台账"]
    assert pages["bulletins"] == []


def test_a_page_of_another_app_opens_the_step_under_which_it_stands(shell_at):
    menu.entries.add("inspections", [menu.Entry("待审核", "web:search")])

    [step] = [step for step in shell_at("web", "web:search_one").steps() if step.is_current]

    assert step.app == "inspections"
    assert step.pages[0].is_current


def test_a_step_without_a_page_for_the_person_is_left_out(shell_at):
    hidden = menu.Entry("待派单", "web:search", lambda user: False)
    menu.entries.add("problems", [hidden])
    menu.entries.add("bulletins", [hidden, menu.Entry("简报", "web:workbench")])

    steps = {step.app: step for step in shell_at("web", "x").steps()}

    assert "problems" not in steps
    assert steps["bulletins"].url == reverse("web:workbench")
    assert steps["bulletins"].number == len(STEPS)


def test_counts_are_asked_once_a_page(clerk):
    asked = []
    todo.sources.add(
        "problems", todo.Source(lambda user, limit: [], lambda user: asked.append(1) or 0)
    )

    page(clerk, "web:workbench")

    assert asked == [1]


def test_the_search_box_finds_what_the_parts_find(clerk):
    search.finders.add(
        "places", lambda user, words, limit: [Hit("点位", f"{words}农贸市场", "", "/p/")]
    )

    assert "石坊农贸市场" in page(clerk, "web:search", q=" 石坊 ")


def test_a_search_for_nothing_asks_nobody(clerk):
    search.finders.add("places", lambda user, words, limit: pytest.fail("asked"))

    assert "还没有输入" in page(clerk, "web:search", q="  ")


def test_what_is_searched_for_comes_back_escaped(clerk):
    assert "<script>alert" not in page(clerk, "web:search", q="<script>alert(1)</script>")


def test_the_page_speaks_english_when_asked(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})

    assert '<html lang="en">' in page(client, "web:start")


def test_a_monitor_gets_an_answer(client):
    assert client.get(reverse("web:healthz")).content == b"ok"


def test_an_unknown_address_is_said_in_words(clerk):
    answer = clerk.get("/nowhere/")

    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


@pytest.fixture
def refusing(monkeypatch):
    """The workbench refuses with an error of the field."""

    def refuse(user):
        raise Incomplete(what="还没有整改后照片")

    attention.figures.add("problems", refuse)


def test_an_error_of_the_field_is_a_page_with_its_sentence(clerk, refusing):
    answer = clerk.get(reverse("web:workbench"))

    assert answer.status_code == 422
    assert "还没有整改后照片" in answer.content.decode()
    assert "nav-loop" in answer.content.decode()


def test_an_error_of_the_field_over_htmx_goes_into_the_messages(clerk, refusing):
    answer = clerk.get(reverse("web:workbench"), headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()


def test_pages_forbid_scripts_of_others(client):
    policy = client.get(reverse("web:start"))["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src "))

    assert "unsafe" not in scripts


def test_what_needs_attention_is_kept_in_each_language(clerk, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "test-attention",
        }
    }
    asked = []

    def tell(user):
        asked.append(get_language())
        light = Light(LightState.BAD, _("超期 %(n)d 件") % {"n": 2})
        return [attention.Figure(gettext_lazy("未销号问题"), "2", "", "/list/", light)]

    attention.figures.add("problems", tell)
    pages = [
        clerk.get(reverse("web:workbench"), headers={"Accept-Language": language})
        for language in ("zh-hans", "zh-hans", "en")
    ]

    assert asked == ["zh-hans", "en"]
    assert [("未销号问题" in page.content.decode()) for page in pages] == [True, True, False]
    assert "2 overdue" in pages[2].content.decode()
