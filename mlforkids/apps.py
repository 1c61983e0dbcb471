from django.apps import AppConfig


class MlforkidsConfig(AppConfig):
    name = "mlforkids"
