from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "speelruimte.evaluation"
    label = "evaluation"
    verbose_name = "evaluatie"
