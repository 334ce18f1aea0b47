"""The tag library that every component registers itself with, and how a component registers."""

from functools import wraps

from django.template import Library
from django.template.loader import get_template

register = Library()


def component(template):
    """Register a tag: its function answers a frozen dataclass, and the template reads its fields.

    What is drawn is chosen in Python; how it looks stands in the template and nowhere else.
    """

    def registered(function):
        @wraps(function)
        def fields(*args, **options):
            return vars(function(*args, **options))

        register.inclusion_tag(template)(fields)
        return function

    return registered


def block_component(template):
    """The same for a tag around a piece of a page, which the function gets as its content."""

    def registered(function):
        @wraps(function)
        def drawn(content, *args, **options):
            return get_template(template).render(vars(function(content, *args, **options)))

        register.simple_block_tag(drawn)
        return function

    return registered
