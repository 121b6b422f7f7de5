"""Who may open a stored file: the app that a file belongs to answers, nobody else."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wenming.core import uploads
from wenming.core.models import Upload
from wenming.core.registry import Registry

# (user, upload id) -> whether this app has that file and lets the user see it.
owners: Registry[Callable[[Any, uuid.UUID], bool]] = Registry()


@require_safe
@login_required
def open_file(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponseBase:
    """The version of a file that is fit for pages; not found where no app lets the person in."""
    if not any(owns(request.user, upload_id) for _app, owns in owners):
        raise Http404
    upload = get_object_or_404(Upload, pk=upload_id)
    is_inline = upload.content_type in uploads.PHOTO_TYPES.values()
    return uploads.response(upload, public=True, download=not is_inline)
