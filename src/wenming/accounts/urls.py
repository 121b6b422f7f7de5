"""Routes of sign-in, accounts and the audit trail."""

from django.urls import path

from wenming.accounts.views import people, signing, trail

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("first-password/", signing.first_password, name="first_password"),
    path("password/", signing.password, name="password"),
    path("", people.listed, name="list"),
    path("new/", people.new, name="new"),
    path("audit/", trail.audit, name="audit"),
    path("people/<str:username>/", people.detail, name="detail"),
    path("people/<str:username>/rights/<int:grant_id>/withdraw/", people.withdraw, name="withdraw"),
    path("people/<str:username>/post/", people.set_post, name="set_post"),
    path("people/<str:username>/active/", people.set_active, name="set_active"),
    path("people/<str:username>/password/", people.reset_password, name="reset_password"),
]
