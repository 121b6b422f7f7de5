"""The life of a problem under any order of steps by anybody: history and audit always agree with it."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests import make
from wenming.accounts.models import Role
from wenming.core import audit, clock
from wenming.core.errors import DomainError
from wenming.core.models import AuditEntry
from wenming.organization.models import Level, UnitKind
from wenming.problems import services
from wenming.problems.models import Problem
from wenming.problems.workflow import OPEN, RUNNING, STEPS, Status

OFFICE_STEPS = {"dispatch", "drop", "restore", "recall", "extend", "defer", "decline", "resume"}
UNIT_STEPS = {"receive", "return", "hand_on", "take_back", "submit", "ask_deferral"}
VERIFIER_STEPS = {"close", "redo"}
PEOPLE = ["office", "verifier", "street", "community", "stranger", "link"]

GOES_ON = {
    Status.PROPOSED: [("dispatch", "office"), ("dispatch", "office"), ("drop", "office")],
    Status.DISPATCHED: [("receive", "link"), ("hand_on", "street"), ("return", "street")],
    Status.RECEIVED: [
        ("submit", "street"),
        ("submit", "community"),
        ("ask_deferral", "street"),
        ("take_back", "community"),
    ],
    Status.DEFERRING: [("defer", "office"), ("decline", "office"), ("recall", "office")],
    Status.DEFERRED: [("resume", "office"), ("submit", "street")],
    Status.SUBMITTED: [("redo", "verifier"), ("close", "verifier")],
    Status.DROPPED: [("restore", "office")],
    Status.CLOSED: [],
}


class Life(RuleBasedStateMachine):
    """One problem, and everybody tries everything."""

    @initialize(is_deferrable=st.booleans())
    def begin(self, is_deferrable):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        street = make.street()
        below = make.area(Level.COMMUNITY, parent=street.area)
        self.street, self.community = street, make.unit(kind=UnitKind.COMMUNITY, area=below)
        self.problem = make.proposal(street, is_deferrable=is_deferrable)
        self.people = {
            "office": make.office(),
            "verifier": make.user(Role.VERIFIER),
            "street": make.clerk(street),
            "community": make.clerk(self.community, Role.COMMUNITY),
            "stranger": make.clerk(make.street()),
        }

    def teardown(self):
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @rule(
        step=st.sampled_from(sorted(OFFICE_STEPS | UNIT_STEPS | VERIFIER_STEPS)),
        who=st.sampled_from(PEOPLE),
    )
    def try_step(self, step, who):
        self.problem.refresh_from_db()
        by = self.problem.order if who == "link" else self.people[who]
        if by is None:
            return
        before = self.everything()
        try:
            self.act(step, by)
        except DomainError:
            assert self.everything() == before, "a refusal changes nothing"
            return
        assert who in self.allowed(step), f"{who} did {step}"

    @rule(choice=st.integers(0, 50))
    def go_on(self, choice):
        """One of the steps that lead somewhere from here, by who should take it."""
        self.problem.refresh_from_db()
        ways = GOES_ON[Status(self.problem.status)]
        if ways:
            self.try_step(*ways[choice % len(ways)])

    def act(self, step, by):
        key, later = self.problem.pk, clock.today() + timedelta(days=30)
        calls = {
            "dispatch": lambda: self.dispatch(by),
            "drop": lambda: services.drop(problem_ids=[key], why="重复", by=by),
            "restore": lambda: services.restore(problem_id=key, by=by),
            "recall": lambda: services.recall(problem_ids=[key], why="派错", by=by),
            "extend": lambda: services.extend(problem_ids=[key], due_on=later, why="困难", by=by),
            "defer": lambda: services.defer(problem_id=key, by=by),
            "decline": lambda: services.decline_deferral(problem_id=key, why="不必", by=by),
            "resume": lambda: services.resume(problem_id=key, why="可办", by=by),
            "receive": lambda: services.receive(problem_id=key, by=by),
            "return": lambda: services.return_problem(problem_id=key, why="不归我", by=by),
            "hand_on": lambda: services.hand_on(problem_id=key, to=self.community, by=by),
            "take_back": lambda: services.hand_on(problem_id=key, to=self.street, by=by),
            "submit": lambda: services.submit_rectification(
                problem_id=key, measure="已清理", by=by
            ),
            "ask_deferral": lambda: services.ask_deferral(
                problem_id=key, until=later, why="待施工", by=by
            ),
            "close": lambda: services.close(problem_id=key, by=by),
            "redo": lambda: services.redo(problem_id=key, why="仍有", by=by),
        }
        if not hasattr(by, "username") and step not in UNIT_STEPS:
            return self.try_nothing()
        return calls[step]()

    def try_nothing(self):
        """A link only ever stands for the unit side."""
        raise DomainErrorOfTest

    def dispatch(self, by):
        Problem.objects.filter(pk=self.problem.pk, unit=None).update(unit=self.street)
        services.release(problem_ids=[self.problem.pk], by=by)

    def allowed(self, step):
        if step in OFFICE_STEPS:
            return {"office"}
        if step in VERIFIER_STEPS:
            return {"office", "verifier"}
        return {"street", "community", "link"}

    def everything(self):
        row = Problem.objects.filter(pk=self.problem.pk).values().get()
        row.pop("unit_id")  # the office may have named it for the next try
        return row, self.problem.steps.count(), AuditEntry.objects.count()

    @invariant()
    def history_tells_the_state(self):
        if not hasattr(self, "problem"):
            return
        now = ""
        for step in self.problem.steps.all():
            assert step.old == now
            if step.action in STEPS.table:
                assert STEPS.target(Status(now), step.action) == step.new
            now = step.new
        self.problem.refresh_from_db()
        assert self.problem.status == now

    @invariant()
    def every_step_is_in_the_audit_trail(self):
        if not hasattr(self, "problem"):
            return
        entries = AuditEntry.objects.filter(thing="problem", thing_id=str(self.problem.pk))
        audited = [(entry.data["old"], entry.data["new"]) for entry in entries.order_by("pk")]
        assert audited == list(self.problem.steps.values_list("old", "new"))
        assert audit.first_fault() is None

    @invariant()
    def what_is_out_has_a_hand_and_a_deadline(self):
        if not hasattr(self, "problem"):
            return
        problem = self.problem
        if problem.status in OPEN:
            assert None not in (problem.unit, problem.handler, problem.order, problem.due_at)
            assert problem.handler in {self.street, self.community}
        assert (problem.submitted_at is not None) == (
            problem.status in {Status.SUBMITTED, Status.CLOSED}
        )
        if problem.status in RUNNING:
            assert problem.warn_at <= problem.due_at


class DomainErrorOfTest(DomainError):
    """Stands for a refusal of something that cannot even be asked."""

    code = "test.nothing"
    message = "nothing"


@pytest.mark.django_db
def test_any_life_is_told_truly():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
