"""Routes of policies."""

from django.urls import path

from wenming.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="list_new"),
    path("<int:pk>/", views.policy, name="list_one"),
    path("<int:pk>/submit/", views.submit, name="list_submit"),
    path("<int:pk>/judge/", views.judge, name="list_judge"),
    path("<int:pk>/reopen/", views.reopen, name="list_reopen"),
]
