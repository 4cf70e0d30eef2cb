"""The admin site of Rentang replaces Django's default one."""

from django.contrib.admin.apps import AdminConfig


class AdminRentang(AdminConfig):
    """Loads `config.admin.SitusAdmin` as `admin.site`."""

    default_site = "config.admin.SitusAdmin"
