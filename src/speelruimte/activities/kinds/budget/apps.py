from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "speelruimte.activities.kinds.budget"
    label = "budget"
    verbose_name = "budget verdelen"
