"""Routes of this part."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "inspections"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wenming.inspections.visiting.urls")),
]
