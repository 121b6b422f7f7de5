"""Links between indicators of two editions are written and taken away (指标对照)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.moves import locked
from wenming.core.wording import told
from wenming.framework.crosswalks import faults_of, link, name_of
from wenming.framework.errors import BadLink
from wenming.framework.models import Correspondence, Indicator
from wenming.framework.renewing import Renewal, renewals


@dataclass(frozen=True, slots=True)
class Link:
    """What is measured at `source` serves `target`."""

    source: Indicator
    target: Indicator
    note: str = ""


@audit.audited
def add_links(*, links: Sequence[Link], by: User) -> int:
    """Write links; one whose target is served from the same source already is left as it is.

    Raises:
        BadLink: the checker refuses one: another source, a circle, another method or unit.
        NotAllowed: the person may not maintain frameworks of the target's owner.
    """
    new = [item for item in links if not _is_there(item)]
    for item in new:
        rights.require(by, Ability.MANAGE_FRAMEWORKS, area=item.target.edition.owner)
    faults = faults_of([as_row(item) for item in new])
    if faults:
        raise BadLink(reason=faults[0].message)
    made = [
        Correspondence(source=item.source, target=item.target, note=item.note, by=by)
        for item in new
    ]
    for row in made:
        row.save()
        audit.record("framework.linked", row, by=by, source=row.source_id, target=row.target_id)
    return len(made)


@audit.audited
def remove_link(*, link_id: int, by: User) -> None:
    """Take a link away.

    Raises:
        NotAllowed: the person may not maintain frameworks of the target's owner.
    """
    row = locked(Correspondence.objects.select_related("target__edition__owner"), link_id)
    rights.require(by, Ability.MANAGE_FRAMEWORKS, area=row.target.edition.owner)
    audit.record("framework.unlinked", row, by=by, source=row.source_id, target=row.target_id)
    row.delete()


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of the links that named versions out of force."""

    moved: int
    added: int
    left: Sequence[Renewal]


@audit.audited
def renew_links(*, by: User) -> Renewed:
    """Carry links over to the versions in force (沿用到新版), as `framework.renewing` says.

    A link whose target has a newer version gets one beside it; else its source moves.

    Raises:
        NotAllowed: the person may not maintain frameworks.
    """
    rights.require(by, Ability.MANAGE_FRAMEWORKS)
    found = _checked(renewals(by))
    ready = [item for item in found if not item.reason]
    added = [Link(item.source, item.target, item.link.note) for item in ready if item.is_added]
    moved = [item for item in ready if not item.is_added]
    for item in moved:
        _move_source(item, by)
    add_links(links=added, by=by)
    return Renewed(len(moved), len(added), [item for item in found if item.reason])


def _checked(found: list[Renewal]) -> list[Renewal]:
    """The same, with what the checker says of those that could go."""
    ready = [item for item in found if not item.reason]
    faults = faults_of(
        [as_row(Link(item.source, item.target)) for item in ready],
        instead_of=[item.link.pk for item in ready if not item.is_added],
    )
    wrong = {ready[fault.row - 1].link.pk: told(fault.message) for fault in faults if fault.row}
    return [replace(item, reason=item.reason or wrong.get(item.link.pk, "")) for item in found]


def _move_source(item: Renewal, by: User) -> None:
    row = locked(Correspondence.objects.all(), item.link.pk)
    old, row.source = row.source_id, item.source
    row.save(update_fields=["source"])
    audit.record(
        "framework.relinked", row, by=by, old=old, source=row.source_id, target=row.target_id
    )


def as_row(item: Link) -> dict[str, str]:
    """A link as the engine reads it."""
    return link(
        name_of(item.source.edition),
        item.source.code,
        name_of(item.target.edition),
        item.target.code,
    )


def _is_there(item: Link) -> bool:
    return Correspondence.objects.filter(source=item.source, target=item.target).exists()
