from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "speelruimte.places"
    label = "places"
    verbose_name = "plekken"
