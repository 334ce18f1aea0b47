"""What may not stand in a log although it stands in an address."""

import logging
import re

# Whoever has a link from a mail can do what its reader can: follow, say no, choose a password.
LINKED = re.compile(
    r"(/(?:mijn-inbreng/volg|terugkijken|bericht/ja|bericht/nee|afspraken/nee|wachtwoord/nieuw)/)"
    r"[^/\s]+"
)


class WithoutLinks(logging.Filter):
    """Lets every line through, without the signed part of a link from a mail."""

    def filter(self, record):
        said = record.getMessage()
        if LINKED.search(said):
            record.msg, record.args = LINKED.sub(r"\1…", said), ()
        return True
