"""The table of contents of the site. Public pages live in the apps; the contract is in docs/."""

from django.contrib import admin
from django.urls import include, path

from registry.kesehatan import sehat

urlpatterns = [
    path("admin/", admin.site.urls),
    path("sehat/", sehat, name="sehat"),
    path("", include("registry.audit.urls")),
    path("", include("registry.urls")),
    path("", include("coordination.urls")),
]

handler400 = "registry.views.salah_permintaan"
handler403 = "registry.views.terlarang"
handler404 = "registry.views.tidak_ditemukan"
handler500 = "registry.views.galat_server"
