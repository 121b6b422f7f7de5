"""Routes of inspectors; inspections.urls includes them."""

from django.urls import path

from wenming.inspections.visiting import entry, views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/sheets/", views.sheets_of_day, name="sheets_of_day"),
    path("visits/<uuid:visit_id>/", entry.visit, name="visit"),
    path("visits/<uuid:visit_id>/desk/", entry.desk, name="visit_desk"),
    path("visits/<uuid:visit_id>/start/", views.start, name="visit_start"),
    path("visits/<uuid:visit_id>/photos/", views.add_photo, name="visit_photo"),
    path("visits/<uuid:visit_id>/sheet/", views.sheet, name="visit_sheet"),
    path("rounds/<str:number>/sheets/", views.sheets_of_round, name="round_sheets"),
]
