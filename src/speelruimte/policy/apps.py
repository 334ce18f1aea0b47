from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "speelruimte.policy"
    label = "policy"
    verbose_name = "beleid"

    def ready(self):
        from speelruimte.policy.speaking import lay_over_catalogue

        lay_over_catalogue()
