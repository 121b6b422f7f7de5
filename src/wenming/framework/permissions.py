"""Who may see and change editions."""

from django.db.models import QuerySet

from wenming.accounts.rights import Person
from wenming.framework.models import Edition


def visible_to(user: Person) -> QuerySet[Edition]:
    """A framework is no secret: everybody signed in sees every edition."""
    return Edition.objects.all() if user.is_authenticated else Edition.objects.none()
