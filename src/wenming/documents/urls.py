"""Routes of this part."""

from django.urls import URLPattern

app_name = "documents"
urlpatterns: list[URLPattern] = []
