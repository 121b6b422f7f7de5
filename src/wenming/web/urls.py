"""Pages of the shell."""

from django.urls import path

from wenming.web import views

app_name = "web"
urlpatterns = [
    path("", views.start, name="start"),
    path("workbench/", views.workbench, name="workbench"),
    path("leader/", views.leader, name="leader"),
    path("search/", views.search, name="search"),
    path("healthz", views.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
]
