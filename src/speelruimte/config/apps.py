from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext, ngettext


def install(sender, **kwargs):
    """Put the triggers back: a migration that rebuilds a table on SQLite drops them silently."""
    from speelruimte.journal.triggers import install_triggers
    from speelruimte.memory.words import make_words_index
    from speelruimte.route.locks import all_locks

    if kwargs.get("using", "default") == "default":
        install_triggers(all_locks())
        make_words_index()


def make_room(sender, **kwargs):
    """Before a migration on SQLite the triggers go: where it rebuilds a table, those of other tables
    that read it let it fail half-way. `install` puts them back; the doctor sees when it never came.
    """
    from speelruimte.journal.triggers import remove_triggers
    from speelruimte.route.locks import all_locks

    if kwargs.get("using", "default") == "default" and kwargs.get("plan"):
        remove_triggers(all_locks())


class ConfigConfig(AppConfig):
    name = "speelruimte.config"
    label = "config"

    def ready(self):
        from speelruimte.journal.verbs import know
        from speelruimte.journal.write_guard import guard
        from speelruimte.route.verbs import all_verbs
        from speelruimte.shared.messages import translate_with

        translate_with(gettext, ngettext)
        know(all_verbs)
        journal = apps.get_app_config("journal")
        pre_migrate.connect(make_room, sender=journal, dispatch_uid="remove-triggers")
        post_migrate.connect(install, sender=journal, dispatch_uid="install-triggers")
        connection_created.connect(guard, dispatch_uid="guard-writes")

    def missing_triggers(self):
        """Names of triggers that the database should have and has not. Commands ask it here."""
        from speelruimte.journal.triggers import missing_triggers
        from speelruimte.route.locks import all_locks

        return missing_triggers(all_locks())
