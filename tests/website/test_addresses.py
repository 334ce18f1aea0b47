"""Every address leads to its own page, and the busiest are found first."""

from django.urls import converters, resolve, reverse

from speelruimte.website.urls import urlpatterns

# What may stand in the place of each part of an address, by the kind of part.
SAMPLES = {
    converters.StringConverter.regex: "2027-0009",
    converters.SlugConverter.regex: "x-9z",
    converters.IntConverter.regex: 9,
}


def sample_of(pattern):
    """Parts that fit in an address; None where one is of a kind of its own, as a closed list."""
    parts = {name: kind.regex for name, kind in pattern.pattern.converters.items()}
    if not SAMPLES.keys() >= set(parts.values()):
        return None
    return {name: SAMPLES[regex] for name, regex in parts.items()}


def places():
    return {pattern.name: place for place, pattern in enumerate(urlpatterns)}


def test_every_address_leads_to_the_page_that_it_is_the_address_of():
    wrong, known = {}, [pattern for pattern in urlpatterns if sample_of(pattern) is not None]
    for pattern in known:
        parts = sample_of(pattern)
        led = resolve(reverse(pattern.name, kwargs=parts | pattern.default_args))
        if led.func != pattern.callback:
            wrong[pattern.name] = led.url_name

    assert wrong == {}
    assert len(known) > 150


def test_what_most_people_ask_for_is_looked_for_first():
    """Each address before it costs every request a look."""
    of = places()

    assert of["process"] < of["contribute"] < of["my-work"]
    assert of["contribution-list"] < of["my-work"] + 5
