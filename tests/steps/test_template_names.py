"""The names that a template is found to read are those that it would look for."""

import pytest
from django.template import engines

from tests.steps.template_names import names_in, names_read


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{ a.b|default:c|date:'j F' }}", {"a", "c"}),
        ("{% if a and not b.c or d == 3 %}{{ e }}{% elif f|length %}{% else %}{{ g }}{% endif %}", set("abdefg")),
        ("{% for x, y in rows %}{{ x }}{{ forloop.first }}{{ z }}{% empty %}{{ x }}{% endfor %}", {"rows", "z", "x"}),
        ("{% with x=a y=b.c %}{{ x }}{{ y }}{% endwith %}{{ y }}", {"a", "b", "y"}),
        ("{% load i18n %}{% translate 'Woord' as x %}{{ x }}{% translate a %}", {"a"}),
        ("{% load i18n %}{% blocktranslate with x=a count n=b %}{{ x }}{{ n }}{% plural %}{{ y }}{% endblocktranslate %}", {"a", "b", "y"}),
        ("{% url 'home' a key=b as x %}{{ x }}", {"a", "b"}),
        ("{% button a url=b %}{% fold 'Titel' 'naam' %}{{ c }}{% endfold %}", set("abc")),
        ("{% block main %}{{ a }}{{ block.super }}{% endblock %}", {"a"}),
        ("{{ True }}{{ 3 }}{{ 'woord' }}{{ None }}", set()),
        ("{% comment %}{{ a }}{% endcomment %}", set()),
    ],
)  # fmt: skip
def test_names_that_a_template_reads(source, names):
    assert names_in(engines["django"].from_string(source).template.nodelist) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% include 'public/_point.html' %}", {"point"}),
        ("{% include 'public/_point.html' with point=spot %}", {"spot"}),
        ("{% include 'public/_point.html' with point=spot only %}", {"spot"}),
        ("{% include somewhere.else %}", {"somewhere"}),
    ],
)
def test_an_include_is_read_too(source, names):
    assert names_in(engines["django"].from_string(source).template.nodelist) == names


def test_of_a_page_that_extends_another_only_what_is_drawn_is_read():
    assert {"reason", "municipality", "public_menu"} <= names_read("403.html")
    assert "public_menu" not in names_read("500.html")
