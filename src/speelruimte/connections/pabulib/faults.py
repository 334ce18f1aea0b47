"""What is wrong with a file, all of it at once, in sentences with the line number."""

from dataclasses import dataclass

from speelruimte.shared.messages import gettext as _

SHOWN = 20


@dataclass(frozen=True, slots=True)
class PabulibFault:
    """One thing that is wrong. `line` counts from 1; None where it concerns the whole file."""

    line: int | None
    sentence: str

    def __str__(self):
        if self.line is None:
            return self.sentence
        return _("regel {line}: {sentence}").format(line=self.line, sentence=self.sentence)


class PabulibError(Exception):
    """The file cannot be used. `faults` holds every reason, in the order of the file."""

    def __init__(self, faults):
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(self.lines()))

    def lines(self, shown=SHOWN):
        """The faults as lines of text, the first ones when there are very many."""
        lines = [str(fault) for fault in self.faults[:shown]]
        if (rest := len(self.faults) - shown) > 0:
            lines.append(_("en nog {rest} andere fouten.").format(rest=rest))
        return lines
