from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    name = "speelruimte.trajectories"
    label = "trajectories"
    verbose_name = "trajecten"
