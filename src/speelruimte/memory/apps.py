from django.apps import AppConfig


class MemoryConfig(AppConfig):
    name = "speelruimte.memory"
    label = "memory"
    verbose_name = "geheugen"
