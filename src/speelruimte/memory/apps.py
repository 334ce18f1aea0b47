from django.apps import AppConfig


class MemoryConfig(AppConfig):
    name = "speelruimte.memory"
    label = "memory"
    verbose_name = "geheugen"

    def ready(self):
        from speelruimte.journal.acting import before_the_end
        from speelruimte.memory.findable import keep_findable_after

        before_the_end(keep_findable_after)
