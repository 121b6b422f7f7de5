"""Routes of this part."""

from django.urls import URLPattern

app_name = "inspections"
urlpatterns: list[URLPattern] = []
