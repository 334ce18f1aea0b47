from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "speelruimte.notices"
    label = "notices"
    verbose_name = "berichten"

    def ready(self):
        from speelruimte.journal.acting import before_the_end
        from speelruimte.notices.asked import owe_asked_after

        before_the_end(owe_asked_after)
