"""A way of taking part that the product does not know: a motto in at most five words."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from speelruimte.activities.kind import Kind, KindResult
from speelruimte.activities.queries import contribution_with_code, writer_of
from speelruimte.people.intake import Words
from speelruimte.policy.schema import Means
from speelruimte.route.contributions import receive_contribution
from speelruimte.shared.errors import RuleBroken
from speelruimte.toolbox.methods import Method
from speelruimte.website.asking import now
from speelruimte.website.kind_pages import (
    ENTER_PAGE,
    IMPORT_PAGE,
    ChoiceWords,
    KindPages,
    PrivacyNote,
)
from speelruimte.website.public.shown import activity_of_way

# Somebody in a hall writes down what people call out; one of them becomes the motto.
METHOD = Method(
    key="motto",
    name="Motto",
    short="Bedenk een motto in vijf woorden.",
    purposes=("think",),
    lowest=1,
    highest=2,
    means=("online",),
    way="motto",
)


def mottos(trajectory):
    """What people can choose between: every motto, numbered in the order it came."""
    rows = trajectory.contributions.filter(activity__kind="motto").order_by("pk")
    return [
        SimpleNamespace(number=str(number), name=row.text, cost=0, text="")
        for number, row in enumerate(rows, start=1)
    ]


def first_one(trajectory):
    """The first motto wins; None while there is none."""
    return frozenset({"1"}) if mottos(trajectory) else None


def check_can_alter(activity):
    if not activity.contributions.exists():
        raise RuleBroken("Er is nog geen motto. Wacht tot er één is.", code="no_motto")


def who_wrote(trajectory, typed):
    contribution = contribution_with_code(typed)
    is_ours = (
        contribution
        and contribution.trajectory_id == trajectory
        and contribution.activity.kind == "motto"
    )
    return writer_of(contribution) if is_ours else None


KIND = Kind(
    key="motto",
    name="een motto",
    takes_words=True,
    words_on_site=True,
    channels=(Means.ONLINE, Means.PHONE),
    may_import=lambda person, activity, *, on: True,
    check_can_alter=check_can_alter,
    looks_back_as=who_wrote,
    result=KindResult(options=mottos, outcome=first_one),
)


def motto(request, slug, key):
    """The page of this way: a form, and afterwards the code."""
    activity = activity_of_way(slug, key, kind="motto")
    if request.method == "POST":
        words = Words(text=request.POST["motto"])
        receipt = receive_contribution(
            activity,
            words=words,
            by=None,
            at=now(),
            idempotency_key=request.POST["idempotency_key"],
        )
        return HttpResponse(receipt.code)
    return HttpResponse(f"<form>{get_token(request)}</form>{activity.title}")


def standing(request, typed):
    return HttpResponse("Uw motto telt mee.") if typed == "MOTTO" else None


def counted(trajectory):
    return [{"text": "Lees alle motto’s", "url": "/"}]


PAGES = KindPages(
    key="motto",
    picture="list",
    named="Een motto roepen",
    page="motto",
    work=ENTER_PAGE,
    work_label="Naar de motto’s",
    may_work=lambda person, trajectory, *, on: True,
    import_page=IMPORT_PAGE,
    paper_form="motto",
    addresses=("tests.kinds.toy",),
    standing=standing,
    code_note="Een code van een motto begint met MOTTO.",
    counted=counted,
    choice=ChoiceWords(chosen="Dit motto wordt het", not_chosen="Deze motto’s niet"),
    privacy=PrivacyNote("Een motto is van iedereen", "Wij bewaren niet wie het riep."),
    timeline={"activity_follows_plan": "De motto’s volgen de afspraken"},
)
urlpatterns = [path("trajecten/<slug:slug>/motto/<slug:key>/", motto, name="motto")]
