"""The life of a task list (任务清单): out of a review, issued, signed by the units, replaced."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit, uploads
from wenming.core.clock import now, today
from wenming.core.evidence import EvidenceFile, check_files, keep
from wenming.core.moves import locked, move
from wenming.core.numbers import next_number
from wenming.core.paper import CONTENT_TYPE
from wenming.documents.models import Document, Draft
from wenming.documents.services import close_review, reopen_review
from wenming.duties.errors import (
    NotAsked,
    NothingAccepted,
    NothingToIssue,
    SignedAlready,
    UnitEnded,
    VersionInHand,
)
from wenming.duties.models import (
    ACTION_LABELS,
    STATUS_LABELS,
    Receipt,
    TaskList,
    Transfer,
    Undertaking,
)
from wenming.duties.review.suggesting import Advice, advise
from wenming.duties.selectors import whole
from wenming.duties.services.opening import begin
from wenming.duties.services.tables import fill_table, settle
from wenming.duties.services.transfers import follow_transfer
from wenming.duties.services.writing import Task, add_duty, drafted, managed, next_order, task_of
from wenming.duties.tables.grid import Grid
from wenming.duties.tables.printing import printed
from wenming.duties.workflow import LIVE, STEPS, Status
from wenming.framework.selectors import current_edition
from wenming.organization.models import Unit

SERIES = {TaskList.Kind.LIST: ("QD", "清单"), TaskList.Kind.TABLE: ("ZR", "责任")}
ASK_KIND = "task_list"


@audit.audited
def finish_review(
    *,
    document_id: int,
    by: User,
    into: TaskList | None = None,
    title: str = "",
    basis: str = "",
) -> TaskList:
    """Make the accepted drafts of a document tasks of a list, and end its review (完成审核).

    Args:
        into: a list that is being drafted; None makes a new one with `title` and `basis`.

    Raises:
        NotAllowed: the person issues no lists in the document's area.
        NothingAccepted: no draft was accepted.
        ReviewIsOver: the drafts became tasks before.
        ListIsFixed: `into` is issued.
    """
    document = locked(Document.objects.select_related("owner"), document_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=document.owner)
    drafts = list(document.drafts.filter(verdict=Draft.Verdict.ACCEPTED))
    if not drafts:
        raise NothingAccepted(title=document.quoted)
    close_review(document, by)
    if into is None:
        task_list = TaskList.objects.create(title=title, basis=basis, owner=document.owner, by=by)
    else:
        task_list = drafted(into.pk, by)
    task_list.documents.add(document)
    first = next_order(task_list)
    for order, (draft, advice) in enumerate(zip(drafts, advise(drafts), strict=True), start=first):
        add_duty(task_list, order, _task_of(draft, advice), draft)
    audit.record("duties.list_drafted", task_list, by=by, document=document.pk, n=len(drafts))
    return task_list


@audit.audited
def issue_list(
    *,
    task_list_id: int,
    by: User,
    approver: str,
    number: str = "",
    issued_on: date | None = None,
    scan: EvidenceFile | None = None,
) -> TaskList:
    """Issue a list (印发): number it, freeze its paper, ask for receipts, begin the work.

    Whose unit issues it has it already and signs by issuing. A list that replaces another ends
    that one in the same transaction.

    Args:
        approver: who approved it, by post.
        number: 文号; empty takes the next of the office's own series.
        scan: the sheet that was signed (签批件): a photo, or a pdf.

    Raises:
        Incomplete: the scan is too large, or neither photo nor pdf.
        TransitionRefused: it has not passed review, or is issued already.
        NothingToIssue: it has no tasks.
        UnitEnded: a named unit is no more.
        NotAllowed: the person issues no lists here, or sets no leads.
    """
    task_list = managed(task_list_id, by)
    old = move(task_list, "issue", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    units = named_units(task_list)
    task_list.approver = approver
    if scan is not None:
        check_files([scan])
        task_list.approval = keep(scan, by=by)
    task_list.issued_on = issued_on or today()
    task_list.number = number or _own_number(task_list)
    task_list.paper = uploads.store(
        printed(task_list), name=f"{task_list.title}.docx", content_type=CONTENT_TYPE, by=by
    )
    task_list.save()
    _ask_receipts(task_list, units, by)
    begin(task_list, by)
    if task_list.is_table:
        settle(task_list, by)
    if task_list.replaces_id:
        _end(task_list.replaces_id, by)
    audit.record(
        "duties.list_issued",
        task_list,
        by=by,
        old=old,
        new=task_list.status,
        paper=task_list.paper.digest,
        units=[unit.code for unit in units],
    )
    return task_list


@audit.audited
def sign_list(*, task_list_id: int, unit_id: int, by: User) -> Receipt:
    """A unit signs that it has the list (签收).

    Raises:
        NotAllowed: the person does not sign for this unit.
        NotAsked: the list has no task for it.
        SignedAlready: it signed before.
    """
    unit = Unit.objects.get(pk=unit_id)
    rights.require(by, Ability.SIGN_FOR_UNIT, unit=unit)
    task_list = TaskList.objects.get(pk=task_list_id)
    receipt = (
        Receipt.objects.select_for_update(of=("self",))
        .filter(task_list=task_list, unit=unit, task_list__status=Status.ISSUED)
        .first()
    )
    if receipt is None:
        raise NotAsked(title=task_list.quoted, unit=unit.name)
    if receipt.at is not None:
        raise SignedAlready(unit=unit.name, at=f"{receipt.at:%Y-%m-%d}")
    receipt.by, receipt.at = by, now()
    receipt.save(update_fields=["by", "at"])
    asks.answered(unit_code=unit.code, question=_question(task_list))
    audit.record("duties.list_signed", receipt, by=by, task_list=task_list.pk, unit=unit.code)
    return receipt


@audit.audited
def draft_version(*, task_list_id: int, by: User) -> TaskList:
    """Draft the next version of an issued list, with all its tasks (换发新版).

    The old one stays in force until the new one is issued. What was transferred stands with the unit
    that has it now. A table is drafted for the edition of
    the framework that is in force by now.

    Raises:
        TransitionRefused: the list is not in force.
        VersionInHand: a new version is being drafted.
        NotAllowed: the person issues no lists here.
    """
    old = managed(task_list_id, by)
    if TaskList.objects.filter(replaces=old).exists():
        raise VersionInHand(title=old.quoted)
    # Refuses what is not in force; the state is saved when the new version is issued.
    move(old, "replace", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    new = TaskList.objects.create(
        kind=old.kind,
        edition=(current_edition() or old.edition) if old.is_table else None,
        title=old.title,
        basis=old.basis,
        version=old.version + 1,
        owner=old.owner,
        replaces_id=old.pk,
        by=by,
    )
    new.documents.set(old.documents.all())
    if new.is_table:
        fill_table(new, Grid(old).duties)
    else:
        for duty in whole(old.duties.all()):
            add_duty(new, duty.order, task_of(duty), duty.draft, continues=duty)
    moved = Undertaking.objects.filter(duty__task_list=old, parent=None, status__in=LIVE)
    for row in moved.filter(transfers__verdict=Transfer.Verdict.AGREED).distinct():
        for duty in new.duties.filter(continues=row.duty_id):
            follow_transfer(row, duty)
    audit.record("duties.version_drafted", new, by=by, replaces=old.pk)
    return new


@audit.audited
def withdraw_list(*, task_list_id: int, by: User) -> None:
    """Take back a list that is being drafted; its documents are under review again (退回审核).

    Raises:
        ListIsFixed: the list is issued.
        NotAllowed: the person issues no lists here.
    """
    task_list = drafted(task_list_id, by)
    documents = list(task_list.documents.all())
    audit.record("duties.list_withdrawn", task_list, by=by, documents=[d.pk for d in documents])
    task_list.duties.all().delete()
    task_list.delete()
    for document in documents:
        if not document.task_lists.exists():
            reopen_review(document, by)


def _task_of(draft: Draft, advice: Advice) -> Task:
    return Task(
        text=draft.text,
        kind=draft.kind,
        leads=list(draft.lead_units.all()),
        responsible=[],
        supports=list(draft.support_units.all()),
        deadline=draft.deadline,
        due_on=draft.due_on,
        cadence=draft.cadence,
        targets=draft.targets,
        indicators=advice.indicators,
        place_types=advice.place_types,
        areas=advice.areas,
    )


def named_units(task_list: TaskList) -> list[Unit]:
    """Every unit that a task names, by name.

    Raises:
        NothingToIssue: the list has no tasks.
        UnitEnded: a named unit is no more.
    """
    if not task_list.duties.exists():
        raise NothingToIssue(title=task_list.quoted)
    units = list(Unit.objects.filter(duty_parts__duty__task_list=task_list).distinct())
    ended = [unit.name for unit in units if unit.valid_until is not None]
    if ended:
        raise UnitEnded(units="、".join(ended))
    return units


def _own_number(task_list: TaskList) -> str:
    """The next number of the office's series, such as 市创城办清单〔2026〕3号, 责任〔2026〕1号."""
    series, word = SERIES[TaskList.Kind(task_list.kind)]
    year = (task_list.issued_on or today()).year
    n = next_number(owner=task_list.owner.code, kind=series, year=year)
    return f"{settings.OFFICE_NAME}{word}〔{year}〕{n}号"


def _ask_receipts(task_list: TaskList, units: Iterable[Unit], by: User) -> None:
    own = rights.unit_ids(by)
    for unit in units:
        if unit.pk in own:
            Receipt.objects.create(task_list=task_list, unit=unit, by=by, at=now())
            continue
        Receipt.objects.create(task_list=task_list, unit=unit)
        asks.ask(unit_code=unit.code, kind=ASK_KIND, question=_question(task_list))


def _question(task_list: TaskList) -> str:
    return f"task_list:{task_list.pk}"


def _end(task_list_id: int, by: User) -> None:
    """The list that was in force until now."""
    old_list = locked(TaskList.objects.all(), task_list_id)
    old = move(old_list, "replace", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    old_list.save(update_fields=["status"])
    for receipt in old_list.receipts.filter(at=None).select_related("unit"):
        asks.withdrawn(unit_code=receipt.unit.code, question=_question(old_list))
    audit.record("duties.list_replaced", old_list, by=by, old=old, new=old_list.status)
