from django.apps import AppConfig


class RouteConfig(AppConfig):
    name = "speelruimte.route"
    label = "route"
    verbose_name = "route"

    def ready(self):
        from speelruimte.journal.acting import before_the_end
        from speelruimte.route.what_follows import keep_what_follows

        before_the_end(keep_what_follows)
