from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "speelruimte.website"
    label = "website"
    verbose_name = "website"
