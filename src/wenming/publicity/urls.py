"""Routes of publicity."""

from django.urls import path

from wenming.publicity import views

app_name = "publicity"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("themes/new/", views.new_theme, name="plan_new"),
    path("themes/<int:pk>/", views.theme, name="plan_one"),
    path("themes/<int:pk>/edit/", views.edit_theme, name="plan_edit"),
    path("items/", views.listed, name="list"),
    path("items/new/", views.new, name="list_new"),
    path("items/<int:pk>/", views.one, name="list_one"),
    path("items/<int:pk>/use/", views.use, name="list_use"),
    path("items/<int:pk>/down/", views.down, name="list_down"),
]
