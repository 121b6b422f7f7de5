"""Projects brought in, changed, planned, and carried from stage to stage."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.errors import DomainError
from wenming.organization.models import Unit
from wenming.organization.views.forming import form_page, saved_by
from wenming.projects import permissions, services
from wenming.projects.forms import ASKED, ProjectForm, StepForm, TimetableForm
from wenming.projects.models import ACTION_LABELS, Project
from wenming.projects.views.page import page_of, seen


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """提出项目."""
    if not permissions.can_propose(request.user):
        raise PermissionDenied
    own = Unit.objects.filter(pk__in=rights.unit_ids(request.user, Ability.REPORT_DUTIES)).first()
    initial = {"unit": own, "area": own.area_id if own else None}
    form = ProjectForm(request.POST or None, by=request.user, initial=initial)
    project = saved_by(
        form,
        lambda: services.save_project(
            data=form.data_for_service(), days=form.days(), by=request.user
        ),
    )
    if project is not None:
        return _done(request, project, _("“%(project)s”已登记，等待论证。"))
    note = _("论证、立项、资金、建成、验收按计划日期亮灯；没有定的日期可以空着。")
    back = reverse("projects:list")
    return form_page(request, form, title=_("提出项目"), back=back, verb=_("登记"), note=note)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, number: str) -> HttpResponse:
    """修改 what is not approved yet."""
    project = seen(request.user, number)
    if not permissions.can_change(request.user, project):
        raise PermissionDenied
    initial = ProjectForm.initial_of(project)
    form = ProjectForm(request.POST or None, by=request.user, initial=initial)
    saved = saved_by(
        form,
        lambda: services.save_project(
            project_id=project.pk,
            data=form.data_for_service(),
            days=form.days(),
            by=request.user,
        ),
    )
    if saved is not None:
        return _done(request, saved, _("“%(project)s”已修改。"))
    title = _("修改 %(project)s") % {"project": project}
    return form_page(request, form, title=title, back=_to(project), verb=_("修改"))


@require_http_methods(["GET", "POST"])
@login_required
def timetable(request: SignedIn, number: str) -> HttpResponse:
    """调整进度计划."""
    project = seen(request.user, number)
    if not permissions.can_replan(request.user, project):
        raise PermissionDenied
    form = TimetableForm(request.POST or None, initial=TimetableForm.initial_of(project))
    saved = saved_by(
        form,
        lambda: services.plan_project(project_id=project.pk, days=form.days(), by=request.user),
    )
    if saved is not None:
        return _done(request, saved, _("“%(project)s”的进度计划已调整。"))
    title = _("调整进度计划：%(project)s") % {"project": project}
    return form_page(request, form, title=title, back=_to(project), verb=_("调整"))


@require_POST
@login_required
def act(request: SignedIn, number: str, verb: str) -> HttpResponse:
    """One step of one project."""
    project = seen(request.user, number)
    if verb not in ASKED:
        raise Http404
    form = StepForm(request.POST, request.FILES, action=verb, project=project)
    if form.is_valid():
        try:
            services.advance(
                project_id=project.pk,
                action=verb,
                data=form.data_for_service(),
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            words = _("“%(project)s”：%(action)s。")
            messages.success(request, words % {"project": project, "action": ACTION_LABELS[verb]})
            return redirect(_to(project))
    return page_of(request, project, form=form)


def _done(request: SignedIn, project: Project, words: str) -> HttpResponse:
    messages.success(request, words % {"project": project})
    return redirect(_to(project))


def _to(project: Project) -> str:
    return reverse("projects:detail", args=[project.number])
