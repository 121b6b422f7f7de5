"""Photos of visits, after the question who may read the visit."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import uploads
from wenming.inspections import permissions


@require_safe
@login_required
def photo(request: SignedIn, photo_id: UUID) -> HttpResponseBase:
    """The version for pages, without the metadata of the original."""
    found = get_object_or_404(
        permissions.photos_visible_to(request.user).select_related("upload"), pk=photo_id
    )
    return uploads.response(found.upload, public=True)
