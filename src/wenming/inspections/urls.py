"""Routes of rounds; those of inspectors stand in visiting/urls.py."""

from django.urls import path

from wenming.inspections.views import doubling, draws, exporting, people, photos, planning, rounds
from wenming.inspections.visiting.urls import urlpatterns as visiting

app_name = "inspections"
urlpatterns = [
    path("", rounds.index, name="list"),
    path("plan/", planning.plan, name="plan"),
    path("rounds/<str:number>/", rounds.round_, name="round"),
    path("rounds/<str:number>/plan/", planning.change, name="change_plan"),
    path("rounds/<str:number>/places.xlsx", exporting.export, name="export"),
    path("rounds/<str:number>/draw/", draws.draw, name="draw"),
    path("rounds/<str:number>/draw/places.csv", draws.frame_file, name="frame_file"),
    path("rounds/<str:number>/draw/framework.yaml", draws.framework_file, name="framework_file"),
    path("rounds/<str:number>/witness/", draws.witness, name="witness"),
    path("rounds/<str:number>/assign/", people.assign, name="assign"),
    path("rounds/<str:number>/doubles/", doubling.double_visits, name="doubles"),
    path("rounds/<str:number>/doubles.xlsx", doubling.export_doubles, name="export_doubles"),
    path("rounds/<str:number>/doubles/order/", doubling.order_doubles, name="order_doubles"),
    path("rounds/<str:number>/again/<int:frame_place_id>/", people.again, name="again"),
    path("rounds/<str:number>/steps/<slug:action>/", rounds.step, name="step"),
    path("visits/<uuid:visit_id>/people/", people.change_people, name="change_people"),
    path("photos/<uuid:photo_id>/", photos.photo, name="photo"),
    *visiting,
]
