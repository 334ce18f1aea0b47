from django.apps import AppConfig


class RouteConfig(AppConfig):
    name = "speelruimte.route"
    label = "route"
    verbose_name = "route"
