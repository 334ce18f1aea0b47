"""What may not stand in a log although it stands in an address."""

import logging
import re

# A link in a mail shows what a receipt code shows: whoever has it can follow and take back.
LINKED = re.compile(r"(/(?:mijn-inbreng/volg|terugkijken|bericht/ja|bericht/nee)/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Lets every line through, without the signed part of a link from a mail."""

    def filter(self, record):
        said = record.getMessage()
        if LINKED.search(said):
            record.msg, record.args = LINKED.sub(r"\1…", said), ()
        return True
