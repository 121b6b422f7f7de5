"""Accounts and their rights: made, granted, withdrawn, disabled; never deleted."""

import secrets
from dataclasses import dataclass

from wenming.accounts import permissions, rights
from wenming.accounts.errors import (
    AreaTooWide,
    GrantedBefore,
    OwnAccount,
    UnitNeeded,
    UsernameTaken,
)
from wenming.accounts.models import Grant, Role, User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.errors import NotAllowed
from wenming.core.moves import locked
from wenming.organization.models import Area, Post, Unit

# Without 0 O 1 l I and the like: the password is read out over the phone.
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 14


@dataclass(frozen=True, slots=True)
class NewRight:
    """A right to give: a role in an area, for a unit where the role acts for one."""

    role: str
    area: Area
    unit: Unit | None = None


@audit.audited
def create_account(
    *, username: str, display_name: str, phone: str = "", right: NewRight, by: User | None
) -> tuple[User, str]:
    """Make an account with its first right; returns it and a password that opens it once.

    Args:
        by: None from the command line.

    Raises:
        UsernameTaken: somebody has the name.
        NotAllowed: `by` does not administer accounts in the area of the right.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    user = User(username=username, display_name=display_name, phone=phone)
    password = _one_time_password(user)
    user.save()
    audit.record("accounts.created", user, by=by)
    _add_right(user, right, by)
    return user, password


@audit.audited
def grant(*, user_id: int, right: NewRight, by: User) -> Grant:
    """Give an account a right.

    Raises:
        OwnAccount: nobody gives rights to oneself.
        NotAllowed: the right or the account reaches beyond the administrator's area.
        AreaTooWide: a territory's role would reach beyond its territory.
        GrantedBefore: the account has it.
    """
    user = _administered(user_id, by)
    return _add_right(user, right, by)


@audit.audited
def withdraw(*, grant_id: int, by: User) -> User:
    """Take a right away.

    Raises:
        OwnAccount, NotAllowed: as `grant`.
    """
    row = locked(Grant.objects.select_related("user", "area", "unit"), grant_id)
    user = _administered(row.user_id, by)
    data = _data(row)
    row.delete()
    audit.record("accounts.right_withdrawn", user, by=by, **data)
    return user


@audit.audited
def set_post(*, user_id: int, post: Post | None, by: User) -> User:
    """Say which post a person holds: what is linked to the post is theirs to look after (岗位).

    Raises:
        OwnAccount, NotAllowed: as `grant`.
    """
    user = _administered(user_id, by)
    user.post = post
    user.save(update_fields=["post"])
    audit.record("accounts.post_set", user, by=by, post=post.pk if post else None)
    return user


@audit.audited
def set_active(*, user_id: int, is_active: bool, by: User) -> User:
    """Disable an account, or open it again; its sessions end at once.

    Raises:
        OwnAccount, NotAllowed: as `grant`.
    """
    user = _administered(user_id, by)
    if user.is_active != is_active:
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        audit.record("accounts.enabled" if is_active else "accounts.disabled", user, by=by)
    return user


@audit.audited
def reset_password(*, user_id: int, by: User | None) -> str:
    """A new password that opens the account once; the old one and its sessions end.

    Raises:
        OwnAccount, NotAllowed: as `grant`.
    """
    user = locked(User.objects.all(), user_id) if by is None else _administered(user_id, by)
    password = _one_time_password(user)
    user.save(update_fields=["password", "has_one_time_password"])
    audit.record("accounts.password_reset", user, by=by)
    return password


@audit.audited
def set_own_password(*, user: User, password: str) -> User:
    """The person's own password, in place of a one-time one or an older one."""
    user.set_password(password)
    user.has_one_time_password = False
    user.save(update_fields=["password", "has_one_time_password"])
    audit.record("accounts.password_set", user, by=user)
    return user


@audit.audited
def note_sign_in(*, user: User) -> None:
    """Leave a trace of a sign-in."""
    audit.record("accounts.signed_in", user, by=user)


def _administered(user_id: int, by: User) -> User:
    """The locked account, once it is sure that `by` may change it."""
    user = locked(User.objects.all(), user_id)
    if user == by:
        raise OwnAccount
    rights.require(by, Ability.MANAGE_ACCOUNTS)
    if not permissions.can_administer(by, user):
        raise NotAllowed(
            ability=rights.ABILITY_LABELS[Ability.MANAGE_ACCOUNTS],
            grantor=Role.ADMINISTRATOR.label,
        )
    return user


def _add_right(user: User, right: NewRight, by: User | None) -> Grant:
    if by is not None:
        rights.require(by, Ability.MANAGE_ACCOUNTS, area=right.area)
    if right.unit is None and rights.needs_unit(right.role):
        raise UnitNeeded(role=Role(right.role).label)
    if rights.is_too_wide(right.role, right.area, right.unit):
        raise AreaTooWide(role=Role(right.role).label, area=right.area, unit=right.unit or "")
    fields = {"user": user, "role": right.role, "area": right.area, "unit": right.unit}
    if Grant.objects.filter(**fields).exists():
        raise GrantedBefore(user=user)
    row = Grant.objects.create(**fields)
    audit.record("accounts.right_granted", user, by=by, **_data(row))
    return row


def _data(row: Grant) -> dict[str, str]:
    return {
        "role": row.role,
        "area": str(row.area.code),
        "unit": row.unit.code if row.unit else "",
    }


def _one_time_password(user: User) -> str:
    password = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    user.set_password(password)
    user.has_one_time_password = True
    return password
