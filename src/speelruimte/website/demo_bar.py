"""The bar above every page of a demo, that leads to another role. Elsewhere there is none."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject


def demo_bar(request):
    """What base_page.html draws the bar from; nothing at all outside the demo."""
    if not settings.DEMO:
        return {}
    return {"demo_bar": SimpleLazyObject(lambda: _bar(request))}


def _bar(request):
    person = getattr(request, "user", None)
    return {
        "template": "demo/bar.html",
        "name": person.name if person is not None and person.is_authenticated else "",
        "switch_url": reverse("demo-switch"),
        "vote_url": reverse("demo-vote"),
        "sheet_url": reverse("demo-roles"),
    }
