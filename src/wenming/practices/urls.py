"""Routes of practices."""

from django.urls import path

from wenming.practices import views

app_name = "practices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="list_new"),
    path("<int:pk>/", views.practice, name="list_one"),
    path("<int:pk>/forward/", views.forward, name="list_forward"),
    path("<int:pk>/withdraw/", views.withdraw, name="list_withdraw"),
]
