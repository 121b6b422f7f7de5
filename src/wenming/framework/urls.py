"""Routes of the framework's own pages.

They are included under the name `framework` by `wenming.duties.framework_urls`, beside the pages
that show leads.
"""

from django.urls import path

from wenming.framework.views import (
    comparing,
    crosswalk,
    cycles,
    editions,
    events,
    incoming,
    local,
    rows,
)

urlpatterns = [
    path("editions/", editions.listed, name="editions"),
    path("editions/import/", incoming.send, name="editions_import"),
    path("editions/import/<uuid:pk>/", incoming.report, name="editions_report"),
    path("editions/import/<uuid:pk>/xlsx/", incoming.marked_sheets, name="editions_marked"),
    path("editions/compare/", comparing.page, name="editions_compare"),
    path("editions/compare/export/", comparing.export, name="editions_compare_export"),
    path("editions/<int:pk>/", editions.one, name="editions_one"),
    path("editions/<int:pk>/yaml/", editions.as_yaml, name="editions_yaml"),
    path("editions/<int:pk>/xlsx/", editions.as_xlsx, name="editions_xlsx"),
    path("editions/<int:pk>/replace/", incoming.replace, name="editions_replace"),
    path("editions/<int:pk>/copy/", editions.copy, name="editions_copy"),
    path("editions/<int:pk>/publish/", editions.publish, name="editions_publish"),
    path("editions/<int:pk>/retire/", editions.retire, name="editions_retire"),
    path("editions/<int:pk>/drop/", editions.drop, name="editions_drop"),
    path("editions/<int:pk>/local/", local.start, name="editions_local"),
    path("editions/<int:pk>/stricter/", local.stricter, name="editions_stricter"),
    path("editions/<int:pk>/stricter/<str:table>/", local.edit, name="editions_stricter_edit"),
    path(
        "editions/<int:pk>/stricter/<str:table>/<str:code>/undo/",
        local.undo,
        name="editions_stricter_undo",
    ),
    path("editions/<int:pk>/basics/", rows.basics, name="editions_basics"),
    path("editions/<int:pk>/rows/<str:table>/", rows.listed, name="editions_rows"),
    path("editions/<int:pk>/rows/<str:table>/new/", rows.edit, name="editions_row_new"),
    path("editions/<int:pk>/rows/<str:table>/<str:code>/", rows.edit, name="editions_row"),
    path(
        "editions/<int:pk>/rows/<str:table>/<str:code>/remove/",
        rows.remove,
        name="editions_row_remove",
    ),
    path("crosswalk/", crosswalk.listed, name="crosswalk"),
    path("crosswalk/export/", crosswalk.export, name="crosswalk_export"),
    path("crosswalk/new/", crosswalk.add, name="crosswalk_new"),
    path("crosswalk/renew/", crosswalk.renew, name="crosswalk_renew"),
    path("crosswalk/<int:pk>/remove/", crosswalk.remove, name="crosswalk_remove"),
    path("events/", events.listed, name="events"),
    path("events/export/", events.export, name="events_export"),
    path("events/new/", events.new, name="events_new"),
    path("events/<str:number>/", events.one, name="events_one"),
    path("events/<str:number>/decide/", events.decide, name="events_decide"),
    path("events/<str:number>/withdraw/", events.withdraw, name="events_withdraw"),
    path("cycle/", cycles.page, name="cycle"),
    path("cycle/new/", cycles.new, name="cycle_new"),
    path("cycle/stages/<int:pk>/", cycles.stage, name="cycle_stage"),
]
