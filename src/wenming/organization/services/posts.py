"""Posts of units: entered, changed, ended; who looks at a number leaves a trace."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser

from wenming.core import audit, permits
from wenming.core.moves import locked
from wenming.organization.errors import TitleTaken
from wenming.organization.models import Post, Unit
from wenming.organization.permissions import MANAGE_GROUND
from wenming.organization.services.ending import end


@dataclass(frozen=True, slots=True)
class PostData:
    """What is entered of a post; holder and phone are personal and may be empty."""

    title: str
    kind: str = Post.Kind.OTHER
    holder: str = ""
    phone: str = ""


@audit.audited
def save_post(
    *, unit: Unit, post_id: int | None = None, data: PostData, by: AbstractBaseUser | None
) -> Post:
    """Enter a post of a unit, or change one; a post that ended opens again under its title.

    Raises:
        NotAllowed: the person may not keep the register of the unit's area.
        TitleTaken: the unit has an active post of this title.
    """
    if by is not None:
        permits.require(by, MANAGE_GROUND, area=unit.area)
    post = locked(Post.objects.filter(unit=unit), post_id) if post_id else None
    same = Post.objects.filter(unit=unit, title=data.title).first()
    if same not in (None, post) and (post is not None or same.valid_until is None):
        raise TitleTaken(title=data.title, unit=unit)
    post = post or same or Post(unit=unit)
    is_new = post.pk is None
    for name in ("title", "kind", "holder", "phone"):
        setattr(post, name, getattr(data, name))
    if post_id is None:
        post.valid_until = None
    post.save()
    audit.record(
        "organization.post_created" if is_new else "organization.post_changed",
        post,
        by=by,
        unit=unit.code,
        kind=post.kind,
    )
    return post


@audit.audited
def end_post(*, post_id: int, on: date | None = None, by: AbstractBaseUser) -> Post:
    """End a post.

    Raises:
        NotAllowed, EndBeforeStart.
    """
    post = locked(Post.objects.select_related("unit__area"), post_id)
    permits.require(by, MANAGE_GROUND, area=post.unit.area)
    return end(post, on, by=by, action="organization.post_ended")


@audit.audited
def show_phone(*, post_id: int, by: AbstractBaseUser) -> Post:
    """The post with its number in full; that it was looked at is recorded.

    Raises:
        NotAllowed: only who keeps the register sees numbers in full.
    """
    post = Post.objects.select_related("unit__area").get(pk=post_id)
    permits.require(by, MANAGE_GROUND, area=post.unit.area)
    audit.record("organization.phone_shown", post, by=by, unit=post.unit.code)
    return post
