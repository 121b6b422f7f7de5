"""Routes of this part."""

from django.urls import URLPattern

app_name = "places"
urlpatterns: list[URLPattern] = []
