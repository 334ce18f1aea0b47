from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "speelruimte.decisions"
    label = "decisions"
    verbose_name = "besluiten"
