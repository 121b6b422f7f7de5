"""Routes of meetings."""

from django.urls import path

from wenming.meetings.views import agenda, meetings, papers

app_name = "meetings"
urlpatterns = [
    path("", meetings.listed, name="list"),
    path("new/", meetings.new, name="list_new"),
    path("<int:pk>/", meetings.one, name="list_one"),
    path("<int:pk>/edit/", meetings.edit, name="list_edit"),
    path("<int:pk>/cancel/", meetings.cancel, name="list_cancel"),
    path("<int:pk>/hold/", meetings.hold, name="list_hold"),
    path("<int:pk>/minutes/", meetings.minutes, name="list_minutes"),
    path("<int:pk>/minutes/link/", meetings.link_minutes, name="list_link_minutes"),
    path("<int:pk>/items/new/", agenda.add, name="list_add"),
    path("<int:pk>/items/<slug:key>/drop/", agenda.drop, name="list_drop"),
    path("<int:pk>/items/<slug:key>/move/", agenda.move, name="list_move"),
    path("<int:pk>/items/<slug:key>/put_off/", agenda.put_off, name="list_put_off"),
    path("<int:pk>/items/<slug:key>/decide/", agenda.decide, name="list_decide"),
    path("<int:pk>/items/<slug:key>/correct/", agenda.correct, name="list_correct"),
    path("<int:pk>/print/", papers.printed, name="list_print"),
    path("<int:pk>/agenda.docx", papers.agenda, name="list_paper"),
    path("<int:pk>/agenda.xlsx", papers.sheet, name="list_sheet"),
    path("<int:pk>/decisions.docx", papers.decisions, name="list_decisions"),
]
