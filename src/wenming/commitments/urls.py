"""Routes of letters of responsibility, plans and goals of a month."""

from django.urls import path

from wenming.commitments.views import letters, months, plans

app_name = "commitments"
urlpatterns = [
    path("letters/", letters.listing, name="letters"),
    path("letters/<int:pk>/", letters.letter, name="letters_one"),
    path("letters/<int:pk>/paper/", letters.paper, name="letters_paper"),
    path("letters/<int:pk>/sign/", letters.sign, name="letters_sign"),
    path("letters/<int:pk>/send_back/", letters.send_back, name="letters_send_back"),
    path("letters/<int:pk>/reissue/", letters.reissue, name="letters_reissue"),
    path("letters/year/<int:year>/terms/", letters.terms, name="letters_terms"),
    path("letters/year/<int:year>/issue/", letters.issue, name="letters_issue"),
    path("letters/year/<int:year>/draft/<int:unit_pk>/", letters.draft, name="letters_draft"),
    path("months/", months.listing, name="months"),
    path("months/<str:month>/open/", months.open_month, name="months_open"),
    path("months/<int:unit_pk>/<str:month>/", months.pick, name="months_pick"),
    path("plans/", plans.listing, name="plans"),
    path("plans/new/", plans.collect, name="plans_new"),
    path("plans/<int:pk>/", plans.plan, name="plans_one"),
    path("plans/<int:pk>/write/", plans.write, name="plans_write"),
    path("plans/<int:pk>/judge/", plans.judge, name="plans_judge"),
    path("plans/<int:pk>/paper/", plans.paper, name="plans_paper"),
]
