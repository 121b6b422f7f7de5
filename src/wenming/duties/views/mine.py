"""我单位的任务: all that is asked of one's unit, out of every list in force."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.paging import page_by_key
from wenming.documents.fields import kind_sizes
from wenming.duties import permissions, selectors
from wenming.duties.forms import FindDutyForm
from wenming.duties.rows import row
from wenming.duties.views.lists import breakdown_of


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """What is asked of my unit; who signs for no unit is shown the lists."""
    units = rights.unit_ids(request.user, Ability.SIGN_FOR_UNIT)
    if not units:
        return redirect("duties:lists")
    form = FindDutyForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    duties = selectors.asked_of(permissions.duties_visible_to(request.user), units, **wanted)
    duties = selectors.with_units(duties)
    if "export" in request.GET:
        return breakdown_of(_("我单位的任务"), list(selectors.whole(duties)))
    page = page_by_key(duties, keys=["-task_list_id", "order"], mark=request.GET.get("mark", ""))
    sizes = kind_sizes()
    context = {
        "filter": form,
        "page": page,
        "rows": [row(duty, sizes, units) for duty in page.rows],
        "total": duties.count(),
        "to_sign": permissions.unsigned_by(request.user).select_related("unit", "task_list"),
    }
    return render(request, "duties/mine.html", context)
