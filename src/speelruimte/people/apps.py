from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "speelruimte.people"
    label = "people"
    verbose_name = "mensen"
