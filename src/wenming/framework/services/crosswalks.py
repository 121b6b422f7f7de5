"""Links between indicators of two editions are written and taken away (指标对照)."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.moves import locked
from wenming.framework.crosswalks import faults_of, link, name_of
from wenming.framework.errors import BadLink
from wenming.framework.models import Correspondence, Indicator


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
