"""Reading plain data: a dict or an object with attributes, whichever a page hands over."""


def value_of(thing, name, default=""):
    """The value called name of a dict or an object; default when it is absent or None."""
    value = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)
    return default if value is None else value
