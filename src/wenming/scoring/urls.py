"""Routes of the results."""

from django.urls import path

from wenming.scoring import views

app_name = "scoring"
urlpatterns = [
    path("", views.rounds, name="list"),
    path("visits/<uuid:visit_id>/", views.place, name="place"),
    path("<str:number>/", views.round_, name="round"),
    path("<str:number>/totals/", views.totals, name="totals"),
    path("<str:number>/publish/", views.publish, name="publish"),
    path("<str:number>/export.xlsx", views.export, name="export"),
    path("<str:number>/indicators/<str:code>/", views.explain, name="explain"),
]
