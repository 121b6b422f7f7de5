"""Pages of the shell."""

from django.urls import path

from wenming.web import acceptance, messages, views

app_name = "web"
urlpatterns = [
    path("", views.start, name="start"),
    path("workbench/", views.workbench, name="workbench"),
    path("leader/", views.leader, name="leader"),
    path("search/", views.search, name="search"),
    path("messages/", messages.listing, name="messages"),
    path("acceptance/", acceptance.queue, name="acceptance"),
    path("acceptance/<uuid:visit_id>/", acceptance.visit, name="acceptance_visit"),
    path("acceptance/<uuid:visit_id>/accept/", acceptance.accept, name="acceptance_accept"),
    path("acceptance/<uuid:visit_id>/back/", acceptance.send_back, name="acceptance_send_back"),
    path("acceptance/<uuid:visit_id>/void/", acceptance.void, name="acceptance_void"),
    path(
        "acceptance/<uuid:visit_id>/correct/<int:observation_id>/",
        acceptance.correct,
        name="acceptance_correct",
    ),
    path("healthz", views.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
]
