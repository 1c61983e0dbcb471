from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ClassroomConfig(AppConfig):
    name = "classroom"


class OperatorAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "classroom.admin_site.OperatorSite"
