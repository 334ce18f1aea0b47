"""Passwords of tests: as the product keeps them, and they cost nothing to make or to try."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """Its passwords are taken by the product too: how often they were stirred stands in them."""

    iterations = 1
