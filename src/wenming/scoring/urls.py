"""Routes of the results."""

from django.urls import path

from wenming.scoring.views import amending, areas, disputes, official, publishing, results, units

app_name = "scoring"
urlpatterns = [
    path("", results.rounds, name="list"),
    path("disputes/", disputes.desk, name="disputes"),
    path("disputes/<int:pk>/", disputes.dispute, name="disputes_one"),
    path("disputes/<int:pk>/withdraw/", disputes.withdraw, name="withdraw"),
    path("check/", results.check, name="check"),
    path("official/", official.official, name="official"),
    path("official/aims/", official.aims, name="aims"),
    path("official/cycle/", official.cycle, name="cycle"),
    path("own/", disputes.own_lines, name="own"),
    path("visits/<uuid:visit_id>/", results.place, name="place"),
    path("<str:number>/", results.round_, name="round"),
    path("<str:number>/totals/", results.totals, name="totals"),
    path("<str:number>/publish/", publishing.publish, name="publish"),
    path("<str:number>/publish/<str:action>/", publishing.act, name="publish_act"),
    path("<str:number>/difference/<int:old>/<int:new>/", publishing.compare, name="difference"),
    path("<str:number>/amend/<int:observation_id>/", amending.amend, name="amend"),
    path("<str:number>/lines/", disputes.lines_page, name="lines"),
    path("<str:number>/lines/confirm/", disputes.confirm, name="confirm"),
    path("<str:number>/lines/<int:observation_id>/", disputes.file, name="dispute"),
    path("<str:number>/areas/<str:code>/", areas.area, name="area"),
    path("<str:number>/units/<str:code>/", units.unit, name="unit"),
    path("<str:number>/ranks.xlsx", units.ranks_sheet, name="ranks"),
    path("<str:number>/export.xlsx", results.export, name="export"),
    path("<str:number>/indicators/<str:code>/", results.explain, name="explain"),
]
