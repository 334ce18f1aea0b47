from django.apps import AppConfig


class RouteConfig(AppConfig):
    name = "speelruimte.route"
    label = "route"
    verbose_name = "route"

    def ready(self):
        from speelruimte.journal.acting import before_the_end
        from speelruimte.route.tasks import keep_tasks_after

        before_the_end(keep_tasks_after)
