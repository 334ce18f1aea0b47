"""What a page knows before anything else: who asks, and when."""

from django.utils import timezone


def now():
    """This moment. Only pages and commands look at the clock; everything below is told."""
    return timezone.now()


def today():
    """This day, in the municipality."""
    return timezone.localdate()


def the_person(request):
    """Who is signed in, or None for a visitor without account."""
    return request.user if request.user.is_authenticated else None
