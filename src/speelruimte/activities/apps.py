from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "speelruimte.activities"
    label = "activities"
    verbose_name = "activiteiten"
