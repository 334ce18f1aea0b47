"""The yardstick: a Django view that returns a fixed string, without middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="bench"
)


def bare(request):
    return HttpResponse("Er is ruimte om mee te doen.")


urlpatterns = [path("", bare)]
application = get_wsgi_application()
