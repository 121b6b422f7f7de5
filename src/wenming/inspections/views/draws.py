"""The draw of a round: what was published, who witnessed, and how to check it (抽取与封存)."""

import csv
import io
import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.framework.models import Edition
from wenming.inspections import frames, notices, overview, permissions, services
from wenming.inspections.forms.people import WitnessForm
from wenming.inspections.models import Round
from wenming.inspections.views import head
from wenming.inspections.workflow import RoundStatus

COLUMNS = ["place", "place_type", "area", "unit", "name", "lon", "lat"]


@require_safe
@login_required
def draw(request: SignedIn, number: str) -> HttpResponse:
    """抽取与封存: before release digest and seal only; after closing secret, texts and the command."""
    found = head.find(request.user, number)
    context = head.context(request.user, found, tab="draw")
    is_disclosed = permissions.draw_is_disclosed(found)
    context |= {
        "invited": found.invited.all(),
        "types": overview.type_rows(found) if context["organises"] or is_disclosed else [],
        "frame_count": found.frame.filter(is_named=False).count(),
        "is_disclosed": is_disclosed,
        "may_take_frame": is_disclosed or (context["organises"] and found.drawn_at),
    }
    waiting = list(found.invited.exclude(pk__in=found.witnesses.values("unit")))
    if context["can_plan"] and waiting and found.status == RoundStatus.SEALED:
        url = request.build_absolute_uri(reverse("inspections:witness", args=[number]))
        context["notice"] = notices.words_for_witnesses(found, waiting, url)
    if is_disclosed:
        context["commands"] = overview.commands(found)
    if is_disclosed and found.is_sealed_draw:
        context["faults"] = overview.draw_faults(found)
    return render(request, "inspections/draw.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def witness(request: SignedIn, number: str) -> HttpResponse:
    """见证: somebody of an invited unit enters a short text."""
    found = head.find(request.user, number)
    units = permissions.witness_units(request.user, found)
    if not units.exists():
        return redirect("inspections:draw", number=number)
    form = WitnessForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.add_witness(
                round_id=found.pk, by=request.user, unit=data["unit"], text=data["text"]
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("见证语已收下。测评结束后公开，您可以用它核验抽取。"))
            return redirect("inspections:draw", number=number)
    context = {
        "round": found,
        "form": form,
        "units": units,
        "frame_count": found.frame.filter(is_named=False).count(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/witness.html", context, status=status)


@require_safe
@login_required
def frame_file(request: SignedIn, number: str) -> HttpResponse:
    """The frozen frame in the engine's columns, for `wenming sample --places`."""
    found = _takeable(request, number)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in frames.drawable(found).select_related("holder").order_by("place__code"):
        place = row.place
        writer.writerow(
            [
                place.code,
                row.type_code,
                row.area_code,
                row.holder.code,
                _plain(place.name),
                place.longitude,
                place.latitude,
            ]
        )
    return _download(f"places-{found.number}.csv", out.getvalue(), "text/csv")


@require_safe
@login_required
def framework_file(request: SignedIn, number: str) -> HttpResponse:
    """The round's edition with the sizes of this round, for `wenming sample --framework`."""
    found = _takeable(request, number)
    data: dict[str, Any] = json.loads(Edition.objects.get(pk=found.edition_id).data)
    sizes = frames.sizes(found)
    types = [{**row, "sample_count": sizes.get(str(row["code"]), 0)} for row in data["place_types"]]
    text = json.dumps({**data, "place_types": types}, ensure_ascii=False, indent=1)
    return _download(f"framework-{found.number}.yaml", text, "application/yaml")


def _takeable(request: SignedIn, number: str) -> Round:
    found = head.find(request.user, number)
    may = permissions.draw_is_disclosed(found) or permissions.organises(request.user, found)
    if not may or found.drawn_at is None:
        raise Http404
    return found


def _plain(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\0" else text


def _download(name: str, text: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
