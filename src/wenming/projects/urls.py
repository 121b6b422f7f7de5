"""Routes of projects."""

from django.urls import path

from wenming.projects.views import looking, working

app_name = "projects"
urlpatterns = [
    path("", looking.listed, name="list"),
    path("projects.xlsx", looking.exported, name="export"),
    path("new/", working.new, name="new"),
    path("<str:number>/", looking.detail, name="detail"),
    path("<str:number>/edit/", working.edit, name="edit"),
    path("<str:number>/timetable/", working.timetable, name="timetable"),
    path("<str:number>/<slug:verb>/", working.act, name="act"),
]
