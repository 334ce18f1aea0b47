from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "speelruimte.initiatives"
    label = "initiatives"
    verbose_name = "initiatieven"
