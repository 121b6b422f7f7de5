"""Routes of this part."""

from django.urls import URLPattern

app_name = "scoring"
urlpatterns: list[URLPattern] = []
