"""Routes of this part."""

from django.urls import URLPattern

app_name = "duties"
urlpatterns: list[URLPattern] = []
