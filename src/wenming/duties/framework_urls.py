"""Routes of the framework's pages, which stand with the duties because they show leads."""

from django.urls import include, path

from wenming.duties.views import framework, leads

app_name = "framework"
urlpatterns = [
    path("", include("wenming.framework.urls")),
    path("", framework.browse, name="browse"),
    path("negative/", framework.browse, {"part": framework.NEGATIVE}, name="negative"),
    path("bonus/", framework.browse, {"part": framework.BONUS}, name="bonus"),
    path("export/", framework.export, name="export"),
    path("inherit/", leads.inherit, name="inherit"),
    path("<str:code>/", framework.browse, name="indicator"),
    path("<str:code>/lead/", leads.set_lead, name="lead"),
]
