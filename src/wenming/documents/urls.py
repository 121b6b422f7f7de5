"""Routes of documents."""

from django.urls import path

from wenming.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.take_in, name="take_in"),
]
