import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from demo.styleguide import sample_pages, samples
from django import forms
from django.template import Context, Engine
from django.template.base import VariableDoesNotExist

from speelruimte.people.receipts import new_idempotency_key
from speelruimte.website import forms as plain_forms
from speelruimte.website.components.tags import register

WEBSITE = Path(plain_forms.__file__).parent
MENU = {"public_menu": [{"key": "idea", "label": "Ik heb een idee", "url": "/idee/"}]}


@pytest.fixture(scope="module")
def engine():
    return Engine(
        dirs=[WEBSITE / "templates"],
        builtins=["speelruimte.website.components.tags"],
        libraries={name: f"django.templatetags.{name}" for name in ("i18n", "l10n", "static")},
    )


@pytest.fixture
def draw(engine, settings):
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_URL = "/static/"

    def rendered(source, **context):
        return engine.from_string(source).render(Context(context))

    return rendered


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_component_says_what_it_draws_and_takes():
    undocumented = [name for name, tag in register.tags.items() if not (tag.__doc__ or "").strip()]

    assert register.tags
    assert undocumented == []


STEP = {"nr": 1, "name": "Meedoen", "day": "9 februari", "state": "here"}


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("{% timeline rows %}", [{"day": "9 februari", "title": "Het begon."}]),
        ("{% route_picture rows %}", [STEP]),
        ("{% steps_bar rows %}", [STEP]),
    ],
)
def test_what_a_row_leaves_out_is_no_name_that_django_looks_for_in_vain(
    draw, monkeypatch, source, rows
):
    monkeypatch.setattr(VariableDoesNotExist, "__init__", None)

    assert words_of(draw(source, rows=rows))
    with pytest.raises(TypeError):
        draw("{% if row.url %}x{% endif %}", row=rows[0])


@pytest.mark.parametrize("rank", range(5))
def test_each_rank_has_its_own_door(draw, rank):
    others = {draw("{% door say %}", say=other) for other in range(5) if other != rank}

    assert draw("{% door say %}", say=rank) not in others


def test_what_is_no_say_has_a_word_and_no_door(draw):
    html = draw('{% door None label="Samen leren" %}')

    assert "<svg" not in html
    assert words_of(html) == "Samen leren"


def test_the_scale_marks_the_level_that_holds_here(draw):
    levels = [
        {"key": "a", "label": "Weten", "promise": "U leest mee.", "say": 0},
        {"key": "b", "label": "Doen", "promise": "U doet mee.", "say": 3},
    ]

    html = draw("{% influence_scale levels 'b' %}", levels=levels)

    assert html.count('aria-current="true"') == 1
    assert "Hier geldt: doen" in html


def test_a_room_shows_fixed_open_and_unknown_in_that_order(draw):
    html = draw(
        "{% room fixed open unknown door %}",
        fixed=[{"title": "De markt blijft"}],
        open=[{"title": "Waar komen bomen?", "label": "Denken", "say": 2}],
        unknown=[{"text": "De bodem wordt onderzocht."}],
        door={"url": "/doe/", "label": "Doe mee", "until": "Tot en met 21 maart."},
    )

    words = words_of(html)
    assert words.index("De markt blijft") < words.index("Waar komen bomen?")
    assert words.index("Waar komen bomen?") < words.index("De bodem wordt onderzocht.")
    assert 'href="/doe/"' in html


def test_a_room_without_questions_says_that_nothing_is_open(draw):
    html = draw("{% room fixed open %}", fixed=[], open=[])

    assert "Hier is niets meer open" in html
    assert "Dit weten we nog niet" not in html


def test_a_promise_that_is_not_adopted_carries_no_seal(draw):
    draft = draw(
        "{% promise_card promises %}", promises=[{"text": "U krijgt antwoord.", "missed": False}]
    )
    adopted = draw(
        "{% promise_card promises 'Door de raad.' %}",
        promises=[{"text": "U krijgt antwoord.", "missed": True}],
    )

    assert "concept" in draft
    assert "op slot" not in draft
    assert "op slot" in adopted


@pytest.mark.parametrize(
    ("how", "is_open", "opens"),
    [("True", False, True), ("False", False, False), ("'always'", True, False)],
)
def test_a_part_that_folds_is_closed_before_any_script_runs(draw, how, is_open, opens):
    html = draw("{% fold 'Hierna' 'hierna' open=" + how + " %}Tekst{% endfold %}")

    [tag] = re.findall("<details[^>]*>", html)
    assert (" open" in tag, "data-fold" in tag) == (is_open, opens)


def test_the_route_has_one_present_step_and_tells_which_are_done(draw):
    steps = [
        {"nr": nr, "name": f"Kamer {nr}", "state": state}
        for nr, state in enumerate(["done", "done", "here", "ahead"], start=1)
    ]

    for tag in ("route_picture", "steps_bar"):
        html = draw("{% " + tag + " steps %}", steps=steps)
        assert html.count('aria-current="step"') == 1
        assert html.count("(klaar)") == 2
        assert html.count("is-before-here") == 1


def test_a_step_that_was_skipped_is_not_called_done(draw):
    steps = [
        {"nr": nr, "name": f"Kamer {nr}", "state": state}
        for nr, state in enumerate(["done", "skipped", "here"], start=1)
    ]

    for tag in ("route_picture", "steps_bar"):
        html = draw("{% " + tag + " steps %}", steps=steps)
        assert html.count("(klaar)") == 1
        assert html.count("overgeslagen") == 1
        assert html.count("is-before-here") == 1


def test_the_cells_in_a_table_say_the_step_in_words(draw):
    assert words_of(draw("{% steps_cells 7 'Meedoen' %}")) == "7 van 12: Meedoen"


def test_own_words_are_shown_as_typed_and_never_as_markup(draw):
    html = draw("{% quote words 'Op papier' %}", words="<script>alert(1)</script> & meer")

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; meer" in html


def test_words_run_in_the_direction_of_their_own_script():
    """Who writes Arabic reads it from the right, quotation marks too."""
    folder = WEBSITE / "templates"
    holds_words = re.compile(
        r"<(?:blockquote|span) class=\"sr-quote\"[^>]*>|<p class=\"sr-(?:letters|waiting__words)\"[^>]*>"
    )
    shown = [
        (file.name, tag)
        for file in folder.rglob("*.html")
        for tag in holds_words.findall(file.read_text())
    ]

    assert len(shown) > 7
    assert [(name, tag) for name, tag in shown if 'dir="auto"' not in tag] == []


def test_own_words_with_points_run_in_the_direction_of_their_own_script(draw):
    html = draw("{% own_words parts %}", parts=[{"text": "شجرة", "number": 1}])

    assert html.index('<p dir="auto">') < html.index("شجرة")


def test_first_and_now_mark_only_what_changed(draw):
    html = draw("{% first_now 'Er blijven 30 plekken.' 'Er blijven 20 plekken.' %}")

    assert "<del>30</del>" in html
    assert "<ins>20</ins>" in html
    assert html.count("<del>") == html.count("<ins>") == 1


def test_a_thread_without_answer_says_when_it_comes(draw):
    point = {"number": 1, "title": "Een bankje", "expected": "U krijgt antwoord voor 1 juni."}

    words = words_of(draw("{% thread point %}", point=point))

    assert "U krijgt antwoord voor 1 juni." in words
    assert "Nog geen besluit." in words


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        ("taken_over", "Overgenomen"),
        ("partly", "Deels overgenomen"),
        ("not", "Niet overgenomen"),
        ("already", "Was al zo"),
        ("outside", "Valt buiten dit plan"),
    ],
)
def test_every_verdict_has_a_word(draw, verdict, word):
    assert words_of(draw("{% stamp verdict %}", verdict=verdict)) == word


def test_a_gate_says_what_is_missing_and_who_does_it(draw):
    missing = [{"sentence": "Er is geen reden.", "who": "Samira", "url": "/x/", "link": "Schrijf"}]

    words = words_of(draw("{% gate missing 'Plan maken' %}", missing=missing))

    assert words.startswith("U kunt nog niet verder naar ‘Plan maken’")
    assert "Er is geen reden. Schrijf Dit doet: Samira" in words


def test_a_gate_with_nothing_missing_is_open(draw):
    assert "De deur naar ‘Meedoen’ is open" in draw("{% gate missing 'Meedoen' %}", missing=[])


def test_the_longest_bar_belongs_to_the_highest_number(draw):
    items = [{"label": "Groen", "value": 40}, {"label": "Licht", "value": 10}]

    html = draw("{% theme_bars items %}", items=items)

    assert "h100v10" in html
    assert "h25.0v10" in html


def test_a_bar_of_nothing_is_empty_and_does_not_break(draw):
    assert "h0v10" in draw("{% meter 0 0 %}")


def test_only_an_area_above_the_limit_is_red(draw):
    areas = [{"name": "De Lanen", "count": 5, "extra": 2}, {"name": "Centrum", "count": 5}]

    html = draw("{% pressure areas 5 %}", areas=areas)

    assert html.count("sr-red") == 1
    assert "5 + 2 met dit plan" in words_of(html)


def test_periods_are_also_told_in_words(draw):
    rows = [
        {
            "label": "De Brink",
            "summary": "De Brink: 1 januari tot 21 maart.",
            "periods": [{"start": date(2027, 1, 1), "end": date(2027, 3, 21), "kind": "open"}],
            "decision": date(2027, 6, 24),
        }
    ]

    html = draw(
        "{% period_chart rows first 12 'Jaar.' 'jaar' %}", rows=rows, first=date(2027, 1, 1)
    )

    assert "De Brink: 1 januari tot 21 maart." in html
    assert html.count('font-size="16.5"') == 12


def test_the_map_offers_the_same_places_in_a_list(draw):
    square = [[6.5, 53.0], [6.6, 53.0], [6.6, 53.1], [6.5, 53.1], [6.5, 53.0]]
    areas = [
        {"key": "c", "name": "Centrum", "geometry": {"type": "Polygon", "coordinates": [square]}}
    ]
    markers = [{"number": 1, "lon": 6.55, "lat": 53.05, "name": "De Brink", "url": "/brink/"}]

    html = draw("{% area_map areas 'Plannen' markers %}", areas=areas, markers=markers)

    drawing, listed = html.split("</figure>")
    assert 'aria-hidden="true"' in drawing
    assert '<a href="/brink/">De Brink</a>' in listed
    assert 'cx="280.0"' in drawing


def test_a_municipality_without_areas_has_a_list_and_no_empty_map(draw):
    html = draw("{% area_map areas 'Plannen' markers %}", areas=[], markers=[])

    assert "<svg" not in html


def test_a_list_on_one_page_has_no_pager(draw):
    assert draw("{% pager %}").strip() == ""
    assert 'rel="next"' in draw("{% pager next_url='?na=5' %}")


class Sample(plain_forms.SendOnceForm):
    email = forms.EmailField(label="Uw e-mailadres", help_text="Alleen voor het antwoord.")
    place = forms.ChoiceField(
        label="Waar?", choices=[("a", "Mijn straat")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Wat?",
        choices=[("g", "Groen")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def test_a_field_ties_help_and_error_to_its_control(draw):
    form = Sample({"email": "geen adres"})

    html = draw("{% field form.email %}", form=form)

    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert all(f'id="{ident}"' in html for ident in described)
    assert len(described) == 2
    assert "Schrijf een e-mailadres, zoals naam@voorbeeld.nl." in html
    assert 'autocomplete="email"' in html


def test_choices_stand_in_a_named_group(draw):
    radio = draw("{% field form.place %}", form=Sample())
    boxes = draw("{% field form.topics %}", form=Sample())

    assert 'type="radio"' in radio
    assert 'type="checkbox"' in boxes
    assert "Waar?" in re.search(r"<legend.*?</legend>", radio, re.DOTALL).group()
    assert "niet verplicht" in boxes


def test_the_summary_of_errors_leads_to_every_field(draw):
    form = Sample({})

    html = draw("{% form_errors form %}{% field form.email %}{% field form.place %}", form=form)

    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_email", "id_place_0"]
    assert all(f'id="{target}"' in html for target in targets)


def test_a_form_without_errors_has_no_summary(draw):
    assert draw("{% form_errors form %}", form=Sample()).strip() == ""


def test_what_is_wrong_with_any_form_of_a_page_is_said_once_and_in_the_title(draw):
    first, second = Sample({}), Sample({"email": "geen adres"})
    both = "{% title_of_refusal forms %}|{% form_errors forms %}"

    assert draw(both, forms=[]).strip() == "|"
    said = [SimpleNamespace(level_tag="success"), SimpleNamespace(level_tag="error")]
    assert draw("{% title_of_refusal forms said %}", forms=[], said=said) == "Fout: "
    assert draw("{% title_of_refusal forms said %}", forms=[], said=said[:1]) == ""
    title, _bar, block = draw(both, forms=[first, second]).partition("|")
    assert title == "Fout: "
    assert block.count("<h2>") == 1
    assert "autofocus" in block
    assert "Schrijf een e-mailadres" in block


def test_every_drawn_form_has_its_own_key():
    keys = {new_idempotency_key() for _ in range(20)}

    assert len(keys) == 20
    assert Sample()["idempotency_key"].value() != Sample()["idempotency_key"].value()


def test_what_fills_in_the_trap_is_refused(draw):
    person = {"email": "a@voorbeeld.nl", "place": "a", "idempotency_key": "k"}

    assert Sample(person).is_valid()
    assert not Sample(person | {"trap": "koop nu"}).is_valid()
    assert 'tabindex="-1"' in draw("{% form_start form %}", form=Sample())


@pytest.mark.parametrize("name", list(sample_pages()))
def test_every_example_page_has_one_heading_and_no_gaps_in_its_levels(engine, draw, name):
    context = samples()["municipality"]
    html = engine.get_template(name).render(
        Context(MENU | {"municipality": context} | sample_pages()[name])
    )

    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    idents = re.findall(r'\sid="([^"]+)"', html)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(idents) == len(set(idents))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(idents)


def test_the_style_guide_shows_every_component(engine, draw):
    source = "".join(p.read_text() for p in (WEBSITE / "templates").rglob("*.html"))
    engine.get_template("styleguide.html").render(
        Context(MENU | samples() | {"municipality": samples()["municipality"]})
    )

    unused = [n for n in register.tags if not re.search(r"{%\s*" + n + r"\b", source)]
    assert [n for n in unused if not n.startswith("end")] == []


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, other):
    bright, dark = sorted((luminance(first), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("wall-900", "floor-300", 7),
        ("wall-700", "floor-200", 4.5),
        ("wall-600", "wall-100", 4.5),
        ("door-600", "wall-50", 4.5),
        ("door-700", "floor-200", 4.5),
        ("here-700", "floor-300", 4.5),
        ("here-700", "here-100", 4.5),
        ("door-400", "wall-900", 3),
    ],
)
def test_words_stand_out_from_their_ground(text, ground, least):
    tokens = dict(
        re.findall(
            r"--sr-([a-z]+-\d+): (#[0-9a-f]{6})", (WEBSITE / "styles/tokens.css").read_text()
        )
    )

    assert contrast(tokens[text], tokens[ground]) >= least
