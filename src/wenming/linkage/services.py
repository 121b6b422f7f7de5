"""Links made and ended (安排包联)."""

from dataclasses import dataclass
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import today
from wenming.core.moves import locked
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.linkage.errors import (
    EndsBeforeItBegan,
    LinkedAlready,
    LinksItself,
    UnknownIndicator,
)
from wenming.linkage.models import Link, active
from wenming.linkage.permissions import subject_area
from wenming.organization.models import Area, Post, Unit
from wenming.projects.models import Project


@dataclass(frozen=True, slots=True)
class LinkData:
    """Who looks after what: one of post and unit, one of area, target, indicator and project."""

    kind: str
    since: date
    until: date | None = None
    post: Post | None = None
    unit: Unit | None = None
    area: Area | None = None
    target: Unit | None = None
    indicator: str = ""
    project: Project | None = None


WHO_AND_WHAT = ("post", "unit", "area", "target", "indicator", "project")


@audit.audited
def link(*, data: LinkData, by: User | None) -> Link:
    """Let a leader or a unit look after something.

    Args:
        by: None from the command line.

    Raises:
        NotAllowed: the person does not arrange links in the area of the subject.
        LinkedAlready, EndsBeforeItBegan, LinksItself, UnknownIndicator: as their sentences say.
    """
    made = Link(**{name: getattr(data, name) for name in LinkData.__slots__}, by=by)
    if by is not None:
        rights.require(by, Ability.ARRANGE_LINKS, area=subject_area(made))
    refuse(made)
    made.save()
    audit.record("linkage.linked", made, by=by, **_codes(made))
    return made


def refuse(made: Link) -> None:
    """Refuse what cannot be.

    Raises:
        LinkedAlready, EndsBeforeItBegan, LinksItself, UnknownIndicator.
    """
    if made.until is not None and made.until < made.since:
        raise EndsBeforeItBegan(since=made.since, until=made.until)
    if made.unit is not None and made.unit == made.target:
        raise LinksItself(unit=made.unit)
    if made.indicator and not _is_known(made.indicator):
        raise UnknownIndicator(code=made.indicator)
    same = {name: getattr(made, name) for name in WHO_AND_WHAT}
    before = Link.objects.filter(active(max(made.since, today())), **same).first()
    if before is not None:
        raise LinkedAlready(
            subject=before.subject,
            since=before.since,
            kind=before.get_kind_display(),
            target=before.target_name,
        )


@audit.audited
def hand_over(*, link_id: int, data: LinkData, by: User) -> Link:
    """Let another post or unit look after what a link is about; the link ends today (改由).

    Raises:
        NotAllowed, LinkedAlready, EndsBeforeItBegan, LinksItself, UnknownIndicator.
    """
    made = link(data=data, by=by)
    end_link(link_id=link_id, by=by)
    return made


@audit.audited
def end_link(*, link_id: int, on: date | None = None, by: User) -> Link:
    """Let a link end; `on` is its last day, today when left out.

    Raises:
        NotAllowed, EndsBeforeItBegan.
    """
    row = locked(Link.objects.select_related("post__unit__area", "unit__area"), link_id)
    rights.require(by, Ability.ARRANGE_LINKS, area=subject_area(row))
    last = on or today()
    if last < row.since:
        raise EndsBeforeItBegan(since=row.since, until=last)
    row.until = last
    row.save(update_fields=["until"])
    audit.record("linkage.unlinked", row, by=by, until=last.isoformat(), **_codes(row))
    return row


def _is_known(code: str) -> bool:
    return Indicator.objects.filter(edition=current_edition(), code=code).exists()


def _codes(row: Link) -> dict[str, object]:
    """The link in ids and codes, for the audit trail."""
    found = {
        "post": row.post_id,
        "unit": row.unit.code if row.unit else None,
        "area": row.area.code if row.area else None,
        "target": row.target.code if row.target else None,
        "indicator": row.indicator or None,
        "project": row.project.number if row.project else None,
    }
    return {key: value for key, value in found.items() if value is not None}
