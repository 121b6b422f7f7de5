"""Reading documents and their drafts."""

from django.db.models import Count, Q, QuerySet

from wenming.documents.models import Document, Draft

DECIDED = ~Q(drafts__verdict=Draft.Verdict.OPEN)


def listed(documents: QuerySet[Document], *, q: str = "", status: str = "") -> QuerySet[Document]:
    """`documents` for a list, without their text, with `total` drafts and how many are `decided`."""
    found = documents.filter(title__icontains=q) if q else documents
    found = found.filter(status=status) if status else found
    return found.defer("text", "outline", "checks", "gaps").annotate(
        total=Count("drafts"), decided=Count("drafts", filter=DECIDED)
    )


def awaiting(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Those of `documents` that are still under review, the oldest first."""
    return documents.filter(status=Document.Status.REVIEWING).order_by("pk")
