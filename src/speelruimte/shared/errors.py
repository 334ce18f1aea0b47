"""What goes wrong: a stable word for machines and tests, and a sentence for people."""


class RuleBroken(Exception):  # noqa: N818  (it names what happened, in the words of the house)
    """The state of things does not allow this.

    ``sentence`` is Dutch (or more of them) for the person at the screen, with what to do next.
    ``code`` is the same refusal in one short word that never changes with the wording: an
    interface for machines and the tests of rules know it by that. ``values`` are what the
    sentence names, by the names in it. ``field`` names the form field it belongs to, when there is
    one: a code such as ``empty`` says together with it what is meant.
    """

    def __init__(self, sentence, *, code, field=None, values=None):
        self.sentence = str(sentence % values if values else sentence)
        super().__init__(self.sentence)
        self.code = code
        self.field = field
        self.values = values or {}


class NotAllowed(RuleBroken):
    """The state would allow it, but this person may not."""


class AlreadyDone(RuleBroken):
    """Somebody, or a second press of the same button, was first. Carries what was made then."""

    def __init__(self, sentence, *, code, field=None, values=None, result=None):
        super().__init__(sentence, code=code, field=field, values=values)
        self.result = result


class Clash(RuleBroken):
    """This was saved in the meantime. ``theirs`` is the row as it stands now, or None.

    ``etag`` is the mark of what stands now: who has seen it sends that with the next save.
    """

    def __init__(self, sentence, *, code, field=None, values=None, theirs=None, etag=""):
        super().__init__(sentence, code=code, field=field, values=values)
        self.theirs = theirs
        self.etag = etag


def can(check, *about, **asked) -> bool:
    """Whether a check does not refuse: for what is shown or said, and not done."""
    try:
        check(*about, **asked)
    except RuleBroken:
        return False
    return True


def check_may(allowed, sentence):
    """Refuse with a sentence when the answer was no. Raises NotAllowed."""
    if not allowed:
        raise NotAllowed(sentence, code="not_allowed")
