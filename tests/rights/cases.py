"""What is asked of every route: the parts of its address, what is posted, what comes before.

A route is asked as it stands (`yes`: the person gets to a page or a refusal in words), or, where a
case posts something, for its effect (`yes`: the audit trail has one entry more).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.rights import address, history
from tests.rights.address import Parts
from tests.rights.world import TEXT, World
from tests.test_urls import ALL, OPEN
from wenming.accounts.models import User
from wenming.core import clock
from wenming.organization.models import WorkingGroup


@dataclass(frozen=True)
class Case:
    """One question to one route.

    Attributes:
        label: beside the route's name, where a route is asked more than one.
        parts: of the address, over those of `address.parts_of`.
        data: what is posted; then the effect counts.
        before: what has happened before.
    """

    route: str
    label: str = ""
    parts: Parts = lambda _there, _person: {}
    data: Callable[[World, User], dict[str, Any]] | None = None
    before: Callable[[World], object] = lambda _there: None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """As the table calls it."""
        return f"{self.route} ({self.label})" if self.label else self.route

    @property
    def names_nothing(self) -> bool:
        """Whether its address and what is posted name nothing."""
        return not ALL[self.route] and self.data is None


def later() -> str:
    """A day on which something can be due."""
    return f"{clock.today() + timedelta(days=30):%Y-%m-%d}"


def ticked(key: str, **more: Any) -> Callable[[World, User], dict[str, Any]]:
    """One problem of the world, ticked in a list."""
    return lambda there, _person: {"problem": [getattr(there, key).pk], **more}


def empty(_there: World, _person: User) -> dict[str, Any]:
    """A button without fields."""
    return {}


WHY = {"why": "理由"}
LINE = {"line": "推进中"}
CASES = [
    Case("accounts:set_active", data=lambda _t, _p: {"active": "0"}),
    Case("accounts:reset_password", data=empty),
    Case("accounts:withdraw", data=empty),
    Case(
        "accounts:detail",
        "grant",
        data=lambda there, _p: {"role": "verifier", "area": there.district.pk, "unit": ""},
    ),
    Case("accounts:detail"),
    Case("bulletins:act", parts=lambda _t, _p: {"action": "review"}, data=empty),
    Case("bulletins:detail"),
    Case("bulletins:detail", "signed", before=history.signed),
    Case("bulletins:paper"),
    Case("bulletins:paper", "signed", before=history.signed),
    Case(
        "duties:act",
        parts=address.verb("report"),
        data=lambda _t, _p: {"action": "carry_on", **LINE},
    ),
    Case("duties:changes", before=history.versioned, parts=address.version),
    Case("duties:grid", before=history.tabled, parts=address.table),
    Case("duties:type_lead", parts=lambda _t, _p: {"code": "L01"}),
    Case("duties:contribute", data=lambda _t, _p: LINE),
    Case("instructions:list_one", before=history.instructed, parts=address.instructed_one),
    Case("instructions:list_paper", before=history.instructed, parts=address.instructed_one),
    Case(
        "instructions:list_act",
        before=history.instructed,
        parts=address.instruction,
        data=lambda _t, _p: LINE,
    ),
    Case("commitments:letters_one", before=history.lettered, parts=address.letter),
    Case("commitments:letters_paper", before=history.lettered, parts=address.letter),
    Case("commitments:letters_sign", before=history.lettered, parts=address.letter),
    Case("commitments:letters_reissue", before=history.lettered, parts=address.letter, data=empty),
    Case(
        "commitments:letters_send_back",
        before=history.letter_signed,
        parts=address.letter,
        data=lambda _t, _p: {"back-line": "没有盖章"},
    ),
    Case("commitments:letters_terms", parts=address.this_year),
    Case("commitments:letters_issue", before=history.lettered, parts=address.this_year),
    Case("commitments:letters_draft", before=history.lettered, parts=address.this_year),
    Case("commitments:plans_one", before=history.plan_asked, parts=address.plan),
    Case("commitments:plans_paper", before=history.plan_asked, parts=address.plan),
    Case(
        "commitments:plans_write",
        before=history.plan_asked,
        parts=address.plan,
        data=lambda _t, _p: {"duties": "整治"},
    ),
    Case(
        "commitments:plans_judge",
        before=history.plan_submitted,
        parts=address.plan,
        data=lambda _t, _p: {"accept": "1"},
    ),
    Case("duties:sheets_one", before=history.sheet_sent, parts=address.task_sheet),
    Case("duties:sheets_remarks", before=history.sheet_sent, parts=address.task_sheet),
    Case(
        "duties:sheets_map",
        before=history.sheet_sent,
        parts=address.task_sheet,
        data=lambda _t, _p: {"grid": "任务表", "head": "0", "column_0": "text"},
    ),
    Case("duties:sheets_choose", before=history.sheet_sent, parts=address.task_sheet, data=empty),
    Case(
        "duties:sheets_start",
        before=history.sheet_sent,
        parts=address.task_sheet,
        data=lambda _t, _p: {"seen": "1"},
    ),
    Case(
        "duties:sheets_store", before=history.sheet_going_in, parts=address.task_sheet, data=empty
    ),
    Case("duties:sheets_undo", before=history.sheet_going_in, parts=address.task_sheet, data=empty),
    Case("commitments:months_open", parts=address.this_month, data=empty),
    Case("commitments:months_pick", parts=address.this_month, data=address.picked),
    Case("files:open", "photo of a visit"),
    Case("files:open", "photo of a visit, published", before=history.published),
    Case("files:open", "photo of a problem", parts=address.photo_of_problem),
    Case(
        "files:open",
        "paper of a task list",
        parts=lambda there, _p: {"upload_id": there.task_list.paper_id},
    ),
    Case(
        "files:open",
        "paper of a bulletin",
        parts=lambda there, _p: {"upload_id": there.bulletin.paper_id},
    ),
    Case("framework:cycle_stage", before=history.cycle_begun, parts=address.stage),
    Case("framework:events_one", before=history.reported, parts=address.event),
    Case(
        "framework:events_decide",
        before=history.reported,
        parts=address.event,
        data=lambda _t, _p: {"confirm": "1"},
    ),
    Case("framework:events_withdraw", before=history.reported, parts=address.event),
    Case("inspections:photo"),
    Case("inspections:photo", "published", before=history.published),
    Case("inspections:round"),
    Case("inspections:round", "published", before=history.published),
    Case("inspections:export"),
    Case("inspections:export", "published", before=history.published),
    Case("inspections:draw", "published", before=history.published),
    Case("inspections:draw"),
    Case("inspections:step", parts=lambda _t, _p: {"action": "close"}, data=empty),
    Case(
        "inspections:visit_start",
        parts=lambda there, _p: {"visit_id": there.waiting.pk},
        data=empty,
    ),
    Case("organization:edit_group", parts=lambda _t, _p: {"code": group_code()}),
    Case("organization:import_report", parts=address.sheet),
    Case("organization:import_remarks", parts=address.sheet),
    Case("organization:import_store", parts=address.sheet),
    Case("organization:import_existing", data=empty),
    Case("organization:import_undo", parts=address.stored_sheet, data=empty),
    Case(
        "problems:act",
        "rectify",
        parts=address.verb("submit"),
        data=lambda _t, _p: {"measure": "已清理"},
    ),
    Case("problems:act", "receive", parts=address.verb("receive"), data=empty),
    Case("problems:act", "return", parts=address.verb("return"), data=lambda _t, _p: WHY),
    Case(
        "problems:act", "close", parts=address.verb("close"), data=empty, before=history.submitted
    ),
    Case(
        "problems:act",
        "redo",
        parts=address.verb("redo"),
        data=lambda _t, _p: {"note": "没有清完"},
        before=history.submitted,
    ),
    Case(
        "problems:act",
        "extend",
        parts=address.verb("extend"),
        data=lambda _t, _p: {"due_on": later(), **WHY},
    ),
    Case("problems:act", "recall", parts=address.verb("recall"), data=lambda _t, _p: WHY),
    Case(
        "problems:batch",
        "extend",
        parts=address.verb("extend"),
        data=lambda there, p: ticked("problem", due_on=later(), **WHY)(there, p),
    ),
    Case("problems:batch", "recall", parts=address.verb("recall"), data=ticked("problem", **WHY)),
    Case("problems:pending_act", "release", parts=address.verb("release"), data=ticked("proposal")),
    Case(
        "problems:pending_act", "drop", parts=address.verb("drop"), data=ticked("proposal", **WHY)
    ),
    Case("problems:correct", parts=address.proposal),
    Case("problems:pending_row", parts=address.proposal, headers=(("HX-Request", "true"),)),
    Case("problems:detail"),
    Case("problems:detail", "not out", parts=address.proposal),
    Case(
        "duties:claims_offer",
        before=history.orphaned,
        data=lambda there, _p: {
            "duty": [history.orphan_of(there).pk],
            "units": there.street.name,
            "until": later(),
        },
    ),
    Case(
        "duties:claims_claim",
        before=history.offered,
        parts=address.orphan_offer,
        data=lambda there, _p: {"unit": there.street.pk},
    ),
    Case(
        "duties:claims_decide",
        before=history.claimed,
        parts=address.street_claim,
        data=lambda _t, _p: {"agree": "1"},
    ),
    Case("policies:list_one", before=history.policy_owed, parts=address.street_policy),
    Case(
        "policies:list_submit",
        before=history.policy_owed,
        parts=address.street_policy,
        data=lambda _t, _p: {"papers": SimpleUploadedFile("page.pdf", history.PDF)},
    ),
    Case(
        "policies:list_judge",
        before=history.policy_handed_in,
        parts=address.street_policy,
        data=lambda _t, _p: {"accept": "1"},
    ),
    Case(
        "policies:list_reopen",
        before=history.policy_there,
        parts=address.street_policy,
        data=lambda _t, _p: {"reopen-line": "补充条款"},
    ),
    Case("practices:list_one", before=history.practice_told, parts=address.practice),
    Case(
        "practices:list_one", "passed on", before=history.practice_passed_on, parts=address.practice
    ),
    Case(
        "practices:list_forward",
        before=history.practice_told,
        parts=address.practice,
        data=lambda there, _p: {"units": there.street.name},
    ),
    Case(
        "practices:list_withdraw", before=history.practice_told, parts=address.practice, data=empty
    ),
    *(
        Case(f"meetings:{page}", before=history.meeting_planned, parts=address.meeting)
        for page in ("list_one", "list_paper", "list_sheet", "list_print")
    ),
    Case("meetings:list_decisions", before=history.meeting_held, parts=address.meeting),
    Case(
        "meetings:list_edit",
        before=history.meeting_planned,
        parts=address.meeting,
        data=lambda _t, _p: {"kind": "joint", "title": "会议", "on": later(), "place": "二楼"},
    ),
    Case(
        "meetings:list_cancel",
        before=history.meeting_planned,
        parts=address.meeting,
        data=lambda _t, _p: {"reason": "合并"},
    ),
    Case(
        "meetings:list_hold",
        before=history.meeting_planned,
        parts=address.meeting,
        data=lambda _t, _p: {"on": f"{clock.today():%Y-%m-%d}"},
    ),
    Case(
        "meetings:list_minutes",
        before=history.meeting_held,
        parts=address.meeting,
        data=lambda _t, _p: {"text": TEXT, "sensitivity": "internal"},
    ),
    Case(
        "meetings:list_link_minutes",
        before=history.meeting_held,
        parts=address.meeting,
        data=lambda there, _p: {"document": there.document.pk},
    ),
    Case(
        "meetings:list_add",
        before=history.meeting_planned,
        parts=address.meeting,
        data=lambda there, _p: {"text": "听取汇报", "unit": there.street.code},
    ),
    Case(
        "meetings:list_drop",
        before=history.meeting_planned,
        parts=address.agenda_item,
        data=empty,
    ),
    Case(
        "meetings:list_move",
        before=history.meeting_planned,
        parts=address.agenda_item,
        data=lambda _t, _p: {"to": "up"},
    ),
    Case(
        "meetings:list_put_off",
        before=history.meeting_planned,
        parts=address.agenda_item,
        data=lambda there, _p: {"to": history.meeting_after(there).pk, "reason": "出差"},
    ),
    Case(
        "meetings:list_decide",
        before=history.meeting_held,
        parts=address.agenda_item,
        data=lambda _t, _p: {"line": "照办", "post": "区长", "follow": "noted"},
    ),
    Case(
        "meetings:list_correct",
        before=history.meeting_decided,
        parts=address.agenda_item,
        data=lambda _t, _p: {"line": "月底前办结", "post": "区长"},
    ),
    Case("linkage:list_post", parts=address.linked_post),
    Case("linkage:list_unit", before=history.linked_unit),
    Case("linkage:list_end", parts=address.linked_post_link),
    Case("linkage:list_hand_over", parts=address.linked_post_link),
    Case("accounts:set_post", data=empty),
    Case(
        "projects:act",
        parts=address.verb("report"),
        data=lambda _t, _p: {"report-line": "主体完工"},
    ),
    Case(
        "projects:act",
        "drop",
        parts=address.verb("drop"),
        data=lambda _t, _p: {"drop-line": "论证认为不宜"},
    ),
    Case("projects:edit", before=history.proposed_again),
    Case("publicity:list_one", parts=address.displayed),
    Case("publicity:list_use", parts=address.displayed, data=lambda _t, _p: {"themes": []}),
    Case("publicity:list_down", parts=address.displayed, data=lambda _t, _p: {"on": ""}),
    Case("publicity:plan_one", parts=address.planned_theme),
    Case("publicity:plan_edit", parts=address.planned_theme),
    Case("scoring:publish", before=history.closed),
    Case("scoring:area", before=history.published, parts=address.of_district),
    Case("scoring:unit", before=history.published, parts=address.of_street),
    Case("scoring:ranks", before=history.published),
    *(
        Case(f"scoring:{page}", label, before=before)
        for page in ("round", "place", "explain", "totals", "export")
        for label, before in (("", lambda _there: None), ("published", history.published))
    ),
]

# Routes that nobody of the cast opens at home: name -> why.
_CONFIRMED = "needs a round that units are confirming; own and foreign in tests/scoring"
_DRAFTED = "needs an edition that is being drafted; editions belong to the city: tests/framework"
NOBODY: dict[str, str] = {
    "duties:close_gap": "names its gap in a query; who may, in tests/duties/test_closing_gaps.py",
    "duties:answer": "needs an opinion on a list; own and foreign in tests/duties",
    "framework:crosswalk_remove": "needs a link between two editions: tests/framework",
    "framework:editions_basics": _DRAFTED,
    "framework:editions_compare_export": _DRAFTED,
    "framework:editions_marked": "needs a sheet that the person sent; tests/framework",
    "framework:editions_replace": _DRAFTED,
    "framework:editions_report": "needs a sheet that the person sent; tests/framework",
    "framework:editions_row": _DRAFTED,
    "framework:editions_row_new": _DRAFTED,
    "framework:editions_row_remove": _DRAFTED,
    "framework:editions_rows": _DRAFTED,
    "framework:editions_stricter": _DRAFTED,
    "framework:editions_stricter_edit": _DRAFTED,
    "framework:editions_stricter_undo": _DRAFTED,
    "scoring:amend": _CONFIRMED,
    "scoring:confirm": _CONFIRMED,
    "scoring:difference": _CONFIRMED,
    "scoring:dispute": _CONFIRMED,
    "scoring:disputes_one": _CONFIRMED,
    "scoring:lines": _CONFIRMED,
    "scoring:publish_act": _CONFIRMED,
    "scoring:withdraw": _CONFIRMED,
}


def group_code() -> str:
    """The one working group."""
    return str(WorkingGroup.objects.get().code)


def all_cases() -> Iterator[Case]:
    """The cases above, and each other route as it stands."""
    asked = {case.route for case in CASES}
    yield from CASES
    yield from (Case(name) for name in sorted(set(ALL) - set(OPEN) - asked))
