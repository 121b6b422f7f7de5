"""创建周期: the stages of a cycle with their windows, and where today stands."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.clock import today
from wenming.engine.framework.cycle import where
from wenming.framework import permissions, words
from wenming.framework.calendar import PROCEDURES, in_words, name_of
from wenming.framework.forms.beside import CycleForm, StageForm
from wenming.framework.models import Cycle, Stage
from wenming.framework.selectors import Countdown, countdown
from wenming.framework.services import cycles as services
from wenming.organization.views.forming import done, form_page, saved_by


@require_safe
@login_required
def page(request: SignedIn) -> HttpResponse:
    """The cycle named in the address, else the newest that has begun: its stages in their order."""
    cycles = list(permissions.cycles_visible_to(request.user).select_related("owner"))
    number = request.GET.get("cycle", "")
    asked = [c for c in cycles if str(c.pk) == number]
    begun = [c for c in cycles if c.first_year <= today().year]
    cycle = next(iter([*asked, *begun, *cycles]), None)
    found = countdown(today())
    context: dict[str, Any] = {
        "cycle": cycle,
        "cycles": cycles,
        "stages": _stages(cycle) if cycle else [],
        "next": found,
        "can_manage": permissions.can_manage(request.user),
    }
    if found is not None:
        context["next_name"] = name_of(found.stage)
        context["next_words"] = in_words(found)
    return render(request, "framework/cycle.html", context)


def _stages(cycle: Cycle) -> list[dict[str, Any]]:
    rows = []
    for stage in cycle.stages.all():
        found = Countdown(stage, *where(stage.earliest_on, stage.latest_on, today()))
        rows.append(
            {
                "stage": stage,
                "name": words.in_language(stage),
                "note": words.in_language(stage, "note"),
                "procedure": PROCEDURES.get(stage.procedure, stage.procedure),
                "where": "done" if stage.done_on else found.where,
                "words": in_words(found),
            }
        )
    return rows


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """开始一个周期, with the stages of the shipped calendar."""
    owner = permissions.home_area(request.user)
    if owner is None:
        raise PermissionDenied
    year = today().year
    name = _("%(first)d—%(last)d 周期") % {"first": year, "last": year + 2}
    form = CycleForm(request.POST or None, initial={"name": name, "first_year": year})
    made = saved_by(
        form,
        lambda: services.start_cycle(**form.cleaned_data, owner=owner, by=request.user),
    )
    back = reverse("framework:cycle")
    if made is not None:
        return done(request, _("周期已建立，各阶段的时间可以逐条改。"), f"{back}?cycle={made.pk}")
    note = _("按随程序附带的三年日历建立九个阶段。那不是官方日历，收到通知后请改。")
    title = _("建立周期")
    return form_page(request, form, title=title, back=back, verb=_("建立"), note=note)


@require_http_methods(["GET", "POST"])
@login_required
def stage(request: SignedIn, pk: int) -> HttpResponse:
    """改一个阶段的时间."""
    found = get_object_or_404(Stage.objects.select_related("cycle__owner"), pk=pk)
    if not rights.can(request.user, Ability.MANAGE_FRAMEWORKS, area=found.cycle.owner):
        raise PermissionDenied
    form = StageForm(request.POST or None, initial=StageForm.initial_of(found))
    saved = saved_by(
        form,
        lambda: services.change_stage(stage_id=pk, data=form.data_for_service(), by=request.user),
    )
    back = f"{reverse('framework:cycle')}?cycle={found.cycle_id}"
    if saved is not None:
        return done(request, _("已保存。"), back)
    note = _("写最早和最迟：上级不打招呼，只能说不会早于哪天、不会晚于哪天。")
    return form_page(
        request, form, title=words.in_language(found), back=back, verb=_("保存"), note=note
    )
