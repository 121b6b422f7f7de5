"""Routes of the demonstration; included in demo mode only."""

from django.urls import path

from wenming.demo import views

app_name = "demo"
urlpatterns = [path("enter/<str:username>", views.enter, name="enter")]
