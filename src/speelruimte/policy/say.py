"""How wide a door is: comparing how much say one thing carries with another."""


def width(said) -> int:
    """For sorting by ``say``, from what is no say at all (-1) to deciding (4)."""
    return -1 if said.say is None else said.say


def widest(says):
    """The one that carries most say, the first of equals; None when there is none."""
    return max(says, key=width, default=None)
