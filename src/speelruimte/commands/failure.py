"""How a command says that it could not do what was asked."""


class CommandError(Exception):
    """Sentences for the person at the keyboard, one per line on stderr; the exit code is 1."""

    def __init__(self, *sentences):
        self.sentences = sentences
        super().__init__("\n".join(sentences))
