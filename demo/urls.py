"""The addresses of the demo. The product includes them only when it runs as a demo."""

from django.urls import path

from demo import pages

urlpatterns = [
    path("bekijk-als/", pages.switch, name="demo-switch"),
    path("stem-mee/", pages.try_a_vote, name="demo-vote"),
    path("styleguide/", pages.styleguide, name="demo-styleguide"),
    path("rollen/", pages.roles, name="demo-roles"),
]
