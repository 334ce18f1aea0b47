from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "speelruimte.agreements"
    label = "agreements"
    verbose_name = "afspraken"
