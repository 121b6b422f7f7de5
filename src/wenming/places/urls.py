"""Routes of places."""

from django.urls import path

from wenming.places.views import editing, looking, mapping

app_name = "places"
urlpatterns = [
    path("", looking.listed, name="list"),
    path("places.xlsx", looking.exported, name="export"),
    path("stickers/", looking.stickers, name="stickers"),
    path("map/", mapping.page, name="map"),
    path("map/areas.json", mapping.areas, name="map_areas"),
    path("map/data.json", mapping.data, name="map_data"),
    path("tags/<str:tag>/", looking.tagged, name="tag"),
    path("new/", editing.new, name="new"),
    path("<str:code>/", looking.detail, name="detail"),
    path("<str:code>/edit/", editing.edit, name="edit"),
    path("<str:code>/close/", editing.close, name="close"),
    path("<str:code>/reopen/", editing.reopen, name="reopen"),
    path("<str:code>/owners/", editing.set_owner, name="set_owner"),
]
