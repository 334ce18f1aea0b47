from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "speelruimte.policy"
    label = "policy"
    verbose_name = "beleid"
