"""Stored files."""

from django.urls import path

from wenming.core import files

app_name = "files"
urlpatterns = [path("<uuid:upload_id>/", files.open_file, name="open")]
