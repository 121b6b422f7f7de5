"""Errors of the field: a stable code, data, and a sentence that says what to do next."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.core.wording import told


class DomainError(Exception):
    """A rule of the field was broken. Views show it; they do not log it as a fault.

    Attributes:
        code: stable name, `app.what`.
        message: sentence with named placeholders, filled from `data`.
        status: HTTP status of the answer.
    """

    code: ClassVar[str]
    message: ClassVar[str | Promise]
    status: ClassVar[int] = 409

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(data)

    def __str__(self) -> str:
        return str(self.message) % {name: told(value) for name, value in self.data.items()}


class NotAllowed(DomainError):
    """The person lacks the right for this step."""

    code = "core.not_allowed"
    message = _("您没有“%(ability)s”的权限。需要时请联系%(grantor)s开通。")
    status = 403


class StaleInput(DomainError):
    """Somebody else changed the thing in the meantime."""

    code = "core.stale"
    message = _("%(thing)s刚刚被别人改过，您填的没有保存。请刷新后再改。")


class TransitionRefused(DomainError):
    """The step is not possible from the present state."""

    code = "core.transition_refused"
    message = _("%(thing)s现为“%(now)s”，不能%(action)s。可以：%(allowed)s。")


class Incomplete(DomainError):
    """Something required is missing; `what` names it in words."""

    code = "core.incomplete"
    message = _("%(what)s")
    status = 422
