"""What goes wrong, said in sentences for people."""


class RuleBroken(Exception):  # noqa: N818  (it names what happened, in the words of the house)
    """The state of things does not allow this.

    The text is a Dutch sentence (or more) for the person at the screen, with what to do next.
    ``field`` names the form field it belongs to, when there is one.
    """

    def __init__(self, sentence, *, field=None):
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowed(RuleBroken):
    """The state would allow it, but this person may not."""


class AlreadyDone(RuleBroken):
    """Somebody, or a second press of the same button, was first. Carries what was made then."""

    def __init__(self, sentence, *, result=None):
        super().__init__(sentence)
        self.result = result


class Clash(RuleBroken):
    """Somebody else saved this in the meantime. ``theirs`` is the row as it stands now, or None."""

    def __init__(self, sentence, *, field=None, theirs=None):
        super().__init__(sentence, field=field)
        self.theirs = theirs
