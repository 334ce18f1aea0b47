import logging
from io import StringIO

import pytest
from django.urls import reverse

from speelruimte.activities.actions import disagree
from speelruimte.activities.kinds.budget.codes import BALLOT
from speelruimte.activities.kinds.budget.models import Ballot, Outcome, Vote
from speelruimte.activities.kinds.budget.seals import sealed
from speelruimte.activities.models import Disagreement
from speelruimte.activities.queues import open_disagreements
from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.notices import links
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Attempt
from speelruimte.people.receipts import new_code
from speelruimte.route.contributions import (
    look_again_and_tell,
    refuse_and_tell,
)
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Tally
from tests.steps.answers import decided, grouped
from tests.steps.bare import a_trajectory, an_activity, an_agreement, an_initiative, words
from tests.steps.refusing import refuses

TEXT = "Het pad bij de brug is te smal."


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def trajectory(policy, cast):
    made = a_trajectory(policy, route="college", summary="Over het pad.")
    an_agreement(made, level="meedenken", say=2)
    return made


@pytest.fixture
def coach(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


@pytest.fixture
def contribution(trajectory):
    return words(an_activity(trajectory), TEXT, name="Henk Mulder", email="henk@lindewold.example")


def asked(client, code):
    return client.post(reverse("find-contribution"), {"code": code}, follow=True)


def to_the_decision(contribution, cast, coach):
    """Answered, and decided."""
    trajectory = contribution.trajectory
    theme = grouped(trajectory, [contribution], title="Veilig lopen", **coach)
    answer_theme(theme, verdict="taken_over", reason="Het pad wordt 3 meter breed.", **coach)
    trajectory.step = "decision"
    trajectory.save()
    decided(
        trajectory, **coach | {"by": cast.iris}, weights={theme: "Wandelaars krijgen een strook."}
    )
    return theme


def test_the_code_leads_from_own_words_to_theme_answer_and_decision(
    client, contribution, cast, coach, django_assert_max_num_queries
):
    theme = to_the_decision(contribution, cast, coach)

    with django_assert_max_num_queries(20):
        page = asked(client, contribution.code.lower().replace("-", " "))

    html = page.content.decode()
    for part in (
        TEXT,
        "Veilig lopen",
        "Overgenomen",
        "Het pad wordt 3 meter breed.",
        "Zo woog dit mee.",
        "Wandelaars krijgen een strook.",
        contribution.code,
        reverse("decision", kwargs={"slug": contribution.trajectory.slug}),
        reverse("theme", kwargs={"slug": contribution.trajectory.slug, "key": theme.public_key}),
    ):
        assert part in html
    assert "Henk" not in html
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "strict-origin"  # it holds forms that send the code along


def test_from_the_decision_back_to_every_word(client, contribution, cast, coach):
    theme = to_the_decision(contribution, cast, coach)
    slug = contribution.trajectory.slug

    decision = client.get(reverse("decision", kwargs={"slug": slug})).content.decode()
    way_back = reverse("theme", kwargs={"slug": slug, "key": theme.public_key})
    assert way_back in decision
    assert "Wandelaars krijgen een strook." in decision

    html = client.get(way_back).content.decode()
    assert TEXT in html
    assert "Het pad wordt 3 meter breed." in html
    assert "Henk" not in html


def test_from_the_decision_back_to_words_that_lie_in_no_theme(client, contribution, cast, coach):
    alone = words(contribution.activity, "Zet er ook een bankje bij.", name="Sofie de Boer")
    answer_contribution(alone, verdict="partly", reason="Er komt één bankje.", **coach)
    to_the_decision(contribution, cast, coach)
    slug = contribution.trajectory.slug

    decision = client.get(reverse("decision", kwargs={"slug": slug})).content.decode()
    way_back = reverse("answered-alone", kwargs={"slug": slug})
    assert way_back in decision
    html = client.get(way_back).content.decode()

    assert "Zet er ook een bankje bij." in html
    assert "Er komt één bankje." in html
    assert reverse("contribution", kwargs={"slug": slug, "key": alone.public_key}) in html
    assert reverse("decision", kwargs={"slug": slug}) in html
    assert TEXT not in html
    assert "Sofie" not in html


def test_a_code_stands_in_no_address_no_session_and_no_table(client, contribution):
    page = asked(client, contribution.code)

    assert page.status_code == 200
    assert not page.redirect_chain if hasattr(page, "redirect_chain") else True
    assert contribution.code not in str(dict(client.session))
    assert client.get(reverse("find-contribution") + f"?code={contribution.code}").context["form"]
    contribution.refresh_from_db()
    assert contribution.code not in str(
        {k: v for k, v in vars(contribution).items() if k != "code"}
    )


def test_a_typed_code_stands_in_no_report_of_an_error(client, contribution, monkeypatch, caplog):
    """What Django writes down, or mails, when a page breaks holds no code."""
    from django.views.debug import SafeExceptionReporterFilter

    def broken(*args, **kwargs):
        raise RuntimeError("De database is weg.")

    where = "speelruimte.website.public.own_rows"
    monkeypatch.setattr(f"{where}.contribution_with_code", broken)
    client.raise_request_exception = False
    for name in ("find-contribution", "withdraw"):
        page = client.post(reverse(name), {"code": contribution.code, "sure": "on"})

        assert page.status_code == 500
        shown = SafeExceptionReporterFilter().get_post_parameters(page.wsgi_request)
        assert contribution.code not in str(dict(shown.lists()))
    assert contribution.code not in caplog.text


def test_wrong_and_unknown_codes_get_one_answer_ten_times_an_hour(
    client, contribution, time_machine
):
    unknown, _kept = new_code()
    answers = {asked(client, code).context["form"].errors["code"][0] for code in ("x", unknown)}
    assert len(answers) == 1
    for _try in range(8):
        assert asked(client, "verkeerd").status_code == 422

    again = asked(client, unknown)
    assert (again.status_code, "met een goede code" in again.content.decode()) == (429, True)
    assert TEXT in asked(client, contribution.code).content.decode()
    assert Attempt.objects.update(number=200) == 1
    shut = asked(client, contribution.code)
    assert shut.status_code == 429
    assert "Vanaf 11.00 uur kunt u" in shut.content.decode()
    assert TEXT not in shut.content.decode()
    assert "127.0.0.1" not in str(list(Attempt.objects.values()))

    time_machine.move_to("2027-02-09T11:01:00+01:00", tick=False)
    assert asked(client, contribution.code).status_code == 200


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("waiting", "Daarna staan uw woorden op de website, zonder uw naam."),
        ("refused", "Dit is reclame."),
        ("withdrawn", "ingetrokken"),
        ("erased", "gewist"),
    ],
)
def test_whatever_became_of_it_the_code_tells(client, trajectory, state, sentence):
    reason = "Dit is reclame." if state == "refused" else ""
    contribution = words(an_activity(trajectory), state=state, refusal_reason=reason)

    assert sentence in asked(client, contribution.code).content.decode()


def test_an_own_answer_goes_before_that_of_the_theme(client, contribution, coach):
    theme = grouped(contribution.trajectory, [contribution], title="Veilig", **coach)
    answer_theme(theme, verdict="not", reason="Niet voor iedereen.", **coach)
    answer_contribution(contribution, verdict="taken_over", reason="Voor u wel.", **coach)

    html = asked(client, contribution.code).content.decode()

    assert "Voor u wel." in html
    assert "Niet voor iedereen." not in html


def test_a_link_from_a_mail_shows_the_same_without_the_code(client, contribution):
    page = client.get(reverse("linked", args=[links.sign("contribution", contribution.public_key)]))

    assert TEXT in page.content.decode()
    assert contribution.code not in page.content.decode()
    assert "Wilt u dat wij u vergeten? Dat kan met uw code." in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"


def test_a_made_up_link_says_what_to_do(client, contribution):
    page = client.get(reverse("linked", args=["c1:onzin:onzin"]))

    assert page.status_code == 404
    assert "Deze link werkt niet meer" in page.content.decode()


def test_a_link_from_a_mail_stands_in_no_log(client, contribution, monkeypatch):
    """A page that refuses is written down with its address; the link in it would open the door."""
    token = links.sign("contribution", contribution.public_key)
    log = next(handler for handler in logging.getLogger().handlers if handler.name == "stderr")
    written = StringIO()
    monkeypatch.setattr(log, "stream", written)
    client.post(reverse("linked-disagree", args=[token]))  # without a word
    client.get(reverse("linked-look-back", args=[token]))  # nobody looks back yet
    client.get(reverse("linked", args=[token]) + "te-ver/")

    assert written.getvalue().count("/mijn-inbreng/volg/…/") == 2
    assert "/terugkijken/…/" in written.getvalue()
    assert token not in written.getvalue()


def test_words_are_taken_back_after_asking_twice(client, contribution, coach):
    answer_contribution(contribution, verdict="not", reason="Te duur.", **coach)
    address = reverse("withdraw")

    unsure = client.post(address, {"code": contribution.code})
    assert unsure.status_code == 422
    contribution.refresh_from_db()
    assert contribution.state == "published"

    done = client.post(address, {"code": contribution.code, "sure": "on"}, follow=True)
    assert "ingetrokken" in done.content.decode()
    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"
    assert Tally.objects.get(pk=contribution.trajectory_id).answered == 0


def test_nobody_takes_back_the_words_of_another(client, contribution):
    wrong = client.post(reverse("withdraw"), {"code": new_code()[0], "sure": "on"})
    forged = client.post(reverse("linked-disagree", args=["c1:onzin:onzin"]), {"text": "Nee."})

    assert (wrong.status_code, forged.status_code) == (422, 404)
    assert "Deze link werkt niet meer. Kijk of u het hele adres hebt" in forged.content.decode()
    looked = client.get(reverse("linked-look-back", args=["c1:onzin:onzin"]))
    assert looked.status_code == 404
    assert "Deze link werkt niet meer." in looked.content.decode()
    contribution.refresh_from_db()
    assert contribution.state == "published"


def test_a_page_that_hides_where_one_comes_from_holds_no_form(client, contribution):
    shown = client.get(
        reverse("linked", args=[links.sign("contribution", contribution.public_key)])
    )
    forms = [
        asked(client, contribution.code),
        client.get(reverse("find-contribution")),
        asked(client, "verkeerd"),
        client.get(reverse("withdraw")),
    ]

    assert shown["Referrer-Policy"] == "no-referrer"
    assert "<form" not in shown.content.decode()
    for page in forms:
        assert page["Referrer-Policy"] == "strict-origin"
        assert page["Cache-Control"] == "no-store"


def test_the_code_of_an_idea_shows_its_route_and_its_answer(client, policy, now):
    code, receipt_hash = new_code()
    an_initiative(
        policy,
        kind="resident",
        title="Een bankje",
        place="Bij de vijver",
        receipt_hash=receipt_hash,
        step="ended",
        outcome="handled",
        outcome_reason="Het bankje komt er in mei.",
        ended_at=now,
    )

    html = asked(client, code).content.decode()

    assert "Een bankje" in html
    assert "Het bankje komt er in mei." in html
    assert "Bij de vijver" in html
    assert 'aria-current="step"' in html


@pytest.mark.parametrize(("closed", "says"), [(True, "telt mee"), (False, "is binnen")])
def test_a_ballot_receipt_tells_whether_it_counts_and_never_what_was_chosen(
    client, trajectory, now, closed, says
):
    activity = an_activity(trajectory, kind="budget")
    vote = Vote.objects.create(
        activity=activity, budget=1000, rule="greedy", tie_rule="votes", opened_at=now
    )
    code, receipt_hash = new_code(BALLOT)
    sealed(
        Ballot(vote=vote, choices=["plan-7"], channel="digital", receipt_hash=receipt_hash)
    ).save(force_insert=True)
    if closed:
        Vote.objects.filter(pk=vote.pk).update(closed_at=now)
        Outcome.objects.create(
            vote=vote,
            text="{}",
            fingerprint="0" * 64,
            ballots_fingerprint="0" * 64,
            valid=1,
            invalid=0,
            counted_at=now,
        )

    html = asked(client, code).content.decode()

    assert says in html
    assert "plan-7" not in html


def test_script_in_words_stays_words(client, trajectory, cast, now, today):
    grant_role(cast.samira, role="coach", by=cast.marleen, at=now, starts_on=today)
    evil = '<script>alert("x")</script>'
    contribution = words(an_activity(trajectory), evil)
    theme = grouped(trajectory, [contribution], title=evil, by=cast.samira, at=now, on=today)
    answer_theme(theme, verdict="not", reason=evil, by=cast.samira, at=now, on=today)

    pages = [
        asked(client, contribution.code),
        client.get(reverse("theme", kwargs={"slug": trajectory.slug, "key": theme.public_key})),
        client.get(
            reverse("linked-disagree", args=[links.sign("contribution", contribution.public_key)])
        ),
    ]

    for page in pages:
        assert page.status_code == 200
        assert evil not in page.content.decode()


# What one does with own words afterwards ----------------------------------------------------------


def own(client, name, contribution, **sent):
    return client.post(reverse(name), {"code": contribution.code} | sent, follow=True)


def test_the_code_is_sent_along_and_typed_once(client, contribution):
    html = asked(client, contribution.code).content.decode()
    for name in ("withdraw", "forget-me", "mend-address"):
        assert f'action="{reverse(name)}"' in html
        page = own(client, name, contribution, begin="").content.decode()
        assert f'type="hidden" name="code" value="{contribution.code}"' in page
        assert "Vul dit in" not in page
    assert own(client, "forget-me", contribution).status_code == 422
    contribution.refresh_from_db()
    assert contribution.state == "published"


def test_who_is_forgotten_by_code_chooses_whether_the_words_go_too(client, contribution):
    other = words(contribution.activity, "Vraag Henk Mulder.", name="Sofie de Boer")
    page = own(client, "forget-me", contribution, words="name", sure="on").content.decode()
    assert "Dit is gewist" in page
    contribution.refresh_from_db()
    assert (contribution.text, contribution.contact.email) == (TEXT, "")

    # Who was forgotten still holds the code.
    page = own(client, "forget-me", contribution, words="words", sure="on").content.decode()
    contribution.refresh_from_db()
    assert (contribution.text, contribution.state) == ("", "erased")
    assert "Uw inbreng is gewist" in page
    other.refresh_from_db()
    assert other.text == "Vraag Henk Mulder."  # words of others wait for a colleague who looks


def test_an_idea_is_forgotten_by_its_code(client, policy, cast, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, kind="resident", title="Een bankje", receipt_hash=receipt_hash)
    assert "Vergeet mij" in asked(client, code).content.decode()
    client.post(reverse("forget-me"), {"code": code, "words": "words", "sure": "on"})
    idea.refresh_from_db()
    assert idea.text == "[weggehaald]"


def test_an_idea_is_taken_back_by_its_code_until_something_came_of_it(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, kind="resident", title="Een bankje", receipt_hash=receipt_hash)
    sent = {"code": code, "sure": "on"}
    assert reverse("withdraw-idea") in asked(client, code).content.decode()

    page = client.post(reverse("withdraw-idea"), sent, follow=True).content.decode()

    assert "U trok uw idee in. Wij doen er niets meer mee." in page
    assert reverse("withdraw-idea") not in page
    idea.refresh_from_db()
    assert (idea.step, idea.outcome, idea.ended_at) == ("ended", "withdrawn", now)
    assert (
        "Over uw idee is al besloten"
        in client.post(reverse("withdraw-idea"), sent, follow=True).content.decode()
    )


def test_a_wrong_address_is_mended_and_the_old_links_lead_nowhere(
    client, contribution, time_machine
):
    token = links.sign("contribution", contribution.public_key)
    time_machine.shift(60)
    page = own(client, "mend-address", contribution, begin="").content.decode()
    assert "Klopt uw e-mailadres niet?" in page
    assert "henk@lindewold.example" in asked(client, contribution.code).content.decode()
    same = own(client, "mend-address", contribution, email="HENK@lindewold.example")
    assert "Dit adres hebben we al" in same.content.decode()
    own(client, "mend-address", contribution, email="henk@elders.example")
    contribution.contact.refresh_from_db()
    assert contribution.contact.email == "henk@elders.example"
    [letter] = Message.objects.filter(kind="contribution_received", sent_at=None)
    assert compose_mail(letter).to == "henk@elders.example"

    stranger = client.get(reverse("linked", args=[token]))
    assert stranger.status_code == 404
    assert "een adres dat niet klopt" in stranger.content.decode()
    no_more = client.post(reverse("linked-disagree", args=[token]), {"text": "Nee."})
    assert no_more.status_code == 404
    assert "een adres dat niet klopt" in no_more.content.decode()
    time_machine.shift(60)
    token = links.sign("contribution", contribution.public_key)
    assert client.get(reverse("linked", args=[token])).status_code == 200
    assert "mend-address" not in client.get(reverse("linked", args=[token])).content.decode()


def test_who_does_not_agree_with_a_refusal_is_answered_by_somebody_else(
    client, contribution, cast, now
):
    refuse_and_tell(contribution, ground="advertising", by=cast.lotte, at=now)
    html = asked(client, contribution.code).content.decode()
    assert "Ik ben het er niet mee eens" in html
    assert "Op 9 februari 2027 besliste een medewerker dat uw inbreng niet op de site komt." in html
    assert f"{reverse('policy')}#huisregels" in html
    assert "Lees hoe wij bepalen wat op de site komt" in html  # a policy need not have a list
    assert reverse("send-again") not in html  # one cannot take part any more
    contribution.activity.closed_at, contribution.activity.closes_on = None, local_day(now)
    contribution.activity.save()
    type(contribution.trajectory).objects.update(step="taking_part")
    assert reverse("send-again") in asked(client, contribution.code).content.decode()
    assert (
        "staan niet op de website"
        in own(client, "withdraw", contribution, begin="").content.decode()
    )
    page = own(client, "disagree", contribution, text="Ik verkoop niets.").content.decode()
    assert "Iemand anders kijkt er nog naar." in page
    with refuses("said_already", kind=AlreadyDone):
        disagree(contribution, text="Nog eens.", by=None, at=now)

    [said] = Disagreement.objects.all()
    assert open_disagreements(cast.lotte, on=local_day(now)) == []
    assert open_disagreements(cast.marleen, on=local_day(now)) == [said]
    with refuses("decided_by_oneself"):
        look_again_and_tell(said, answer="Nee.", by=cast.lotte, at=now)
    look_again_and_tell(said, answer="U hebt gelijk.", by=cast.marleen, at=now)
    assert Message.objects.filter(kind="disagreement_answered").count() == 1
    assert "U hebt gelijk." in asked(client, contribution.code).content.decode()
    with refuses("looked_already", kind=AlreadyDone):
        look_again_and_tell(said, answer="Nog eens.", by=cast.marleen, at=now)


def test_with_nothing_decided_there_is_nothing_to_disagree_with(contribution, now):
    with refuses("nothing_was_decided"):
        disagree(contribution, text="Toch niet.", by=None, at=now)


def test_a_slip_in_an_address_is_asked_about_once(client, contribution):
    html = own(client, "mend-address", contribution, email="henk@gmial.com").content.decode()
    assert "Bedoelde u henk@gmail.com?" in html
    assert 'name="email_seen" value="henk@gmial.com"' in html
    seen = {"email": "henk@gmial.com", "email_seen": "henk@gmial.com"}
    assert "uw nieuwe adres" in own(client, "mend-address", contribution, **seen).content.decode()
