"""The tag library that every component registers itself with."""

from django.template import Library

register = Library()
