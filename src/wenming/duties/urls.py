"""Routes of reviews, task lists and duties."""

from django.urls import path

from wenming.duties.views import approving, coverage, instructions, lists, mine, review, work

app_name = "duties"
urlpatterns = [
    path("", mine.listing, name="list"),
    path("instructions/", instructions.listing, name="instructions"),
    path("instructions/new/", instructions.new, name="new_instruction"),
    path("instructions/<int:pk>/", instructions.instruction, name="instruction"),
    path("instructions/<int:pk>/<slug:verb>/", instructions.act, name="instruction_act"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("work/", work.listing, name="work"),
    path("work/<int:pk>/", work.undertaking, name="undertaking"),
    path("work/<int:pk>/<slug:verb>/", work.act, name="act"),
    path("<int:pk>/", work.duty, name="work_on"),
    path("<int:pk>/contribute/", work.contribute, name="contribute"),
    path("review/", review.first, name="review"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/accept/", review.accept_ticked, name="accept_ticked"),
    path("review/<int:pk>/finish/", review.finish, name="review_finish"),
    path("review/<int:pk>/end/", review.end, name="review_end"),
    path("draft/<int:pk>/", review.decide, name="draft"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<int:pk>/", lists.task_list, name="task_list"),
    path("lists/<int:pk>/issue/", lists.issue, name="issue"),
    path("lists/<int:pk>/consult/", approving.consult, name="consult"),
    path("lists/<int:pk>/opinion/<int:unit_pk>/", approving.opine, name="opine"),
    path("lists/<int:pk>/answer/<int:opinion_pk>/", approving.answer, name="answer"),
    path("lists/<int:pk>/end_consultation/", approving.end, name="end_consultation"),
    path("lists/<int:pk>/submit/", approving.submit, name="submit"),
    path("lists/<int:pk>/review/", approving.review, name="review_list"),
    path("lists/<int:pk>/version/", lists.new_version, name="new_version"),
    path("lists/<int:pk>/withdraw/", lists.withdraw, name="withdraw"),
    path("lists/<int:pk>/paper/", lists.paper, name="paper"),
    path("lists/<int:pk>/export/", lists.export, name="export"),
    path("lists/<int:pk>/sign/<int:unit_pk>/", lists.sign, name="sign"),
    path("lists/<int:pk>/tasks/new/", lists.write_duty, name="new_duty"),
    path("lists/<int:pk>/tasks/<int:duty_pk>/", lists.write_duty, name="duty"),
    path("lists/<int:pk>/tasks/<int:duty_pk>/remove/", lists.remove_duty, name="remove_duty"),
]
