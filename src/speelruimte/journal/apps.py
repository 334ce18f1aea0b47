from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "speelruimte.journal"
    label = "journal"
    verbose_name = "logboek"
