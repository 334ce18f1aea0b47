"""Pages to come: see urls.py for the list."""

urlpatterns = []
