from django.apps import AppConfig


class WeighingConfig(AppConfig):
    name = "speelruimte.weighing"
    label = "weighing"
    verbose_name = "weging"
