"""Who may see and review documents: the office that took them in, nobody else."""

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.documents.models import Document


def visible_to(user: Person) -> QuerySet[Document]:
    """Documents of the areas in which `user` reviews documents."""
    return Document.objects.filter(rights.within(user, Ability.REVIEW_DOCUMENTS))


def can_take_in(user: Person) -> bool:
    """Whether `user` may put in a document anywhere."""
    return rights.can(user, Ability.REVIEW_DOCUMENTS)
