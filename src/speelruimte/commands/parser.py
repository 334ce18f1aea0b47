"""An argument parser that speaks Dutch: argparse itself has English sentences only."""

import argparse
import re

from speelruimte.shared.messages import gettext as _

# What argparse says, and what we say instead. Python 3.11 to 3.14 word these alike.
SENTENCES = (
    (r"the following arguments are required: (.+)", _("Er ontbreekt nog: {0}.")),
    (r"unrecognized arguments: (.+)", _("Dit hoort er niet bij: {0}.")),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        _("{1} kan niet bij {0}. Kies uit: {2}."),
    ),
    (
        r"argument (\S+): expected (?:one|at least one) argument",
        _("Zet achter {0} ook een waarde."),
    ),
    (r"argument (\S+): invalid \S+ value: (.+)", _("{1} is geen goede waarde voor {0}.")),
    (r"argument (\S+): (.+)", _("{0}: {1}")),
)


class _DutchHelp(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, _("Gebruik: ") if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """As ArgumentParser, with Dutch headings and faults. Sub-commands get the same class."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("formatter_class", _DutchHelp)
        super().__init__(*args, **kwargs | {"add_help": False})
        self._positionals.title = _("Wat u opgeeft")
        self._optionals.title = _("Opties")
        self.add_argument("-h", "--help", action="help", help=_("Toon deze uitleg."))

    def error(self, message):
        self.exit(2, f"{translated_error(message)}\n{self.format_usage()}")


def translated_error(message):
    """The Dutch sentence for a message of argparse; the message itself where there is none."""
    for pattern, sentence in SENTENCES:
        if match := re.fullmatch(pattern, message):
            return sentence.format(*match.groups())
    return message
