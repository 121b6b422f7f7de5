"""All routes: the shell at the root, then one prefix for each part in the order of the loop."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("wenming.web.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("wenming.accounts.urls")),
    path("organization/", include("wenming.organization.urls")),
    path("documents/", include("wenming.documents.urls")),
    path("framework/", include("wenming.duties.framework_urls")),
    path("duties/instructions/", include("wenming.instructions.urls")),
    path("duties/policies/", include("wenming.policies.urls")),
    path("duties/practices/", include("wenming.practices.urls")),
    path("duties/", include("wenming.commitments.urls")),
    path("duties/", include("wenming.duties.urls")),
    path("places/", include("wenming.places.urls")),
    path("projects/", include("wenming.projects.urls")),
    path("inspections/", include("wenming.inspections.urls")),
    path("scoring/", include("wenming.scoring.urls")),
    path("problems/", include("wenming.problems.urls")),
    path("linkage/", include("wenming.linkage.urls")),
    path("publicity/", include("wenming.publicity.urls")),
    path("meetings/", include("wenming.meetings.urls")),
    path("bulletins/", include("wenming.bulletins.urls")),
    path("files/", include("wenming.core.urls")),
]
if settings.DEMO and find_spec("wenming.demo.urls"):
    urlpatterns.append(path("demo/", include("wenming.demo.urls")))
