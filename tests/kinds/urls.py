"""The addresses of the product with those of a way that joined from outside."""

from speelruimte.config.urls import urlpatterns as product
from tests.kinds import toy

urlpatterns = [*toy.urlpatterns, *product]
