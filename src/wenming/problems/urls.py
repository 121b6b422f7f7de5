"""Routes of the register; `link` is the one that strangers may open."""

from django.urls import path

from wenming.problems.views import detail, ledger, links, orders, pending, reporting

app_name = "problems"
urlpatterns = [
    path("", ledger.problem_list, name="list"),
    path("export/", ledger.export, name="export"),
    path("export/units/", ledger.export_by_unit, name="export_by_unit"),
    path("notice/", ledger.notice_text, name="notice"),
    path("batch/<str:verb>/", ledger.batch, name="batch"),
    path("new/", reporting.new, name="new"),
    path("new/places/", reporting.places, name="places"),
    path("new/near/", reporting.near, name="near"),
    path("pending/", pending.pending, name="pending"),
    path("pending/do/<str:verb>/", pending.act, name="pending_act"),
    path("pending/<str:number>/", pending.correct, name="correct"),
    path("pending/<str:number>/row/", pending.show, name="pending_row"),
    path("verify/", detail.verify, name="verify"),
    path("orders/", orders.orders, name="orders"),
    path("orders/undo/", orders.undo, name="undo"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/revoke/", orders.revoke, name="revoke"),
    path("orders/<str:number>/renew/", orders.renew, name="renew"),
    path("link/<str:token>/", links.link, name="link"),
    path("link/<str:token>/do/<str:verb>/", links.link_act, name="link_act"),
    path("link/<str:token>/photo/<int:pk>/", links.link_photo, name="link_photo"),
    path("<str:number>/", detail.detail, name="detail"),
    path("<str:number>/<str:verb>/", detail.act, name="act"),
]
