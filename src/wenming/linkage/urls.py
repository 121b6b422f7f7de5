"""Routes of linkage."""

from django.urls import path

from wenming.linkage import views

app_name = "linkage"
urlpatterns = [
    path("", views.listed, name="list"),
    path("links.xlsx", views.exported, name="list_export"),
    path("new/", views.new, name="list_new"),
    path("post/<int:post_pk>/", views.leader, name="list_post"),
    path("unit/<str:code>/", views.unit, name="list_unit"),
    path("<int:pk>/end/", views.end, name="list_end"),
    path("<int:pk>/hand_over/", views.hand_over, name="list_hand_over"),
]
