"""Routes of leaders' instructions."""

from django.urls import path

from wenming.instructions import views

app_name = "instructions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="list_new"),
    path("<int:pk>/", views.instruction, name="list_one"),
    path("<int:pk>/paper/", views.paper, name="list_paper"),
    path("<int:pk>/<slug:verb>/", views.act, name="list_act"),
]
