"""Routes of the bulletins."""

from django.urls import path

from wenming.bulletins import views

app_name = "bulletins"
urlpatterns = [
    path("", views.bulletins, name="list"),
    path("new/<str:round_number>/", views.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/paper.docx", views.paper, name="paper"),
    path("<int:pk>/<slug:action>/", views.act, name="act"),
]
