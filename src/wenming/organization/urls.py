"""Routes of units, areas, working groups and imports."""

from django.urls import path

from wenming.organization.views import areas, groups, imports, units

app_name = "organization"
urlpatterns = [
    path("", units.listed, name="units"),
    path("units.xlsx", units.exported, name="units_xlsx"),
    path("units/new/", units.new, name="new_unit"),
    path("units/<str:code>/", units.detail, name="unit"),
    path("units/<str:code>/edit/", units.edit, name="edit_unit"),
    path("units/<str:code>/end/", units.end, name="end_unit"),
    path("units/<str:code>/reopen/", units.reopen, name="reopen_unit"),
    path("units/<str:code>/posts/new/", units.new_post, name="new_post"),
    path("units/<str:code>/posts/<int:post_id>/", units.edit_post, name="edit_post"),
    path("units/<str:code>/posts/<int:post_id>/end/", units.end_post, name="end_post"),
    path("areas/", areas.tree, name="areas"),
    path("areas/outlines/", areas.outlines, name="outlines"),
    path("areas/<str:code>/", areas.detail, name="area"),
    path("areas/<str:code>/new/", areas.new, name="new_area"),
    path("areas/<str:code>/edit/", areas.edit, name="edit_area"),
    path("areas/<str:code>/end/", areas.end, name="end_area"),
    path("areas/<str:code>/reopen/", areas.reopen, name="reopen_area"),
    path("groups/", groups.listed, name="groups"),
    path("groups/new/", groups.new, name="new_group"),
    path("groups/<str:code>/", groups.edit, name="edit_group"),
    path("imports/", imports.listed, name="imports"),
    path("imports/<str:key>/template.xlsx", imports.template, name="import_template"),
    path("imports/<str:key>/existing.xlsx", imports.existing, name="import_existing"),
    path("imports/<str:key>/", imports.send, name="import_send"),
    path("imports/undo/<int:pk>/", imports.undo, name="import_undo"),
    path("imports/report/<uuid:pk>/", imports.report, name="import_report"),
    path("imports/report/<uuid:pk>/remarks.xlsx", imports.remarks, name="import_remarks"),
    path("imports/report/<uuid:pk>/store/", imports.store_right, name="import_store"),
]
