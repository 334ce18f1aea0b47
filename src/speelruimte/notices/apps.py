from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "speelruimte.notices"
    label = "notices"
    verbose_name = "berichten"
