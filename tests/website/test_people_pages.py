"""People, roles, organisations and handing over, in the browser."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from speelruimte.notices.sending import send_due
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Grant, Organisation, Person
from speelruimte.people.roles import Role
from speelruimte.website.asking import now, today
from tests.steps.bare import a_trajectory

HOUSE = ["work-people", "work-welcome", "work-organisations"]


@pytest.fixture
def coach(browser_of, cast):
    return browser_of(cast.marleen)


@pytest.fixture
def administrator(browser_of, cast):
    return browser_of(cast.wim)


@pytest.fixture
def case(cast, now):
    """Joris leads a case; returns his role in it."""
    return grant_role(
        cast.joris,
        role=Role.PROJECT_LEADER,
        by=None,
        at=now,
        starts_on=timezone.localdate(),
        case_number="2027-0001",
    )


@pytest.mark.once
@pytest.mark.parametrize("name", HOUSE)
@pytest.mark.parametrize("who", ["joris", "ruben", "lotte", "dewit", "iris", "teun", "bos"])
def test_colleagues_without_the_task_see_no_list_of_people(browser_of, cast, who, name):
    assert browser_of(getattr(cast, who)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", HOUSE)
def test_administrator_and_coach_do(administrator, coach, name):
    assert administrator.get(reverse(name)).status_code == 200
    assert coach.get(reverse(name)).status_code == 200


def test_the_menu_leads_to_people_only_for_who_may_go_there(administrator, browser_of, cast):
    address = f'href="{reverse("work-people")}"'

    assert address in administrator.get(reverse("my-work")).content.decode()
    assert address not in browser_of(cast.joris).get(reverse("my-work")).content.decode()


def test_a_new_colleague_chooses_a_password_by_a_link_shown_once(administrator):
    page = administrator.post(
        reverse("work-welcome"), {"name": "Ilse Bakker", "email": "ilse@lindewold.example"}
    )
    person = Person.objects.get(email="ilse@lindewold.example")
    link = re.search(r"http://testserver(/account/wachtwoord/nieuw/\S+?)<", page.content.decode())[
        1
    ]

    assert page["Referrer-Policy"] == "no-referrer"
    # A browser sends the form of such a page without saying where it stood, and it is refused.
    assert 'method="post"' not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert link not in administrator.get(reverse("work-person", args=[person.pk])).content.decode()
    ilse = Client()
    form = ilse.get(link, follow=True)
    new = {"password1": "een boom aan de vaart", "password2": "een boom aan de vaart"}
    ilse.post(form.request["PATH_INFO"], new)
    person.refresh_from_db()
    assert person.check_password(new["password1"])


def test_a_new_colleague_gets_the_link_by_mail_too(administrator):
    page = administrator.post(
        reverse("work-welcome"), {"name": "Ilse Bakker", "email": "ilse@lindewold.example"}
    )
    assert "mail met zo’n link naar ilse@lindewold.example" in page.content.decode()

    send_due(at=now())

    [letter] = mail.outbox
    assert letter.to == ["ilse@lindewold.example"]
    link = re.search(rf"{settings.SITE_ADDRESS}(/account/wachtwoord/nieuw/\S+)", letter.body)[1]
    assert "Kies een wachtwoord" in Client().get(link, follow=True).content.decode()


def test_who_chose_a_password_already_gets_no_link_any_more(administrator):
    administrator.post(
        reverse("work-welcome"), {"name": "Ilse Bakker", "email": "ilse@lindewold.example"}
    )
    ilse = Person.objects.get(email="ilse@lindewold.example")
    ilse.set_password("een boom aan de vaart")
    ilse.save()

    assert send_due(at=now()).dropped == 1
    assert mail.outbox == []


def test_what_was_typed_stays_when_the_address_is_taken(administrator, cast):
    page = administrator.post(
        reverse("work-welcome"), {"name": "Nog een Wim", "email": cast.wim.email}
    )

    assert page.status_code == 422
    assert "Er is al een account met dit e-mailadres" in page.content.decode()
    assert "Nog een Wim" in page.content.decode()


def test_the_coach_is_offered_the_roles_of_a_case_only(coach, cast):
    page = coach.get(reverse("work-grant", args=[cast.joris.pk])).content.decode()

    offered = set(re.findall(r'<option value="(\w+)"', page))
    assert offered == {"project_leader", "account_holder", "moderator", "initiator"}


def test_a_new_colleague_begins_with_a_role_in_a_case_from_the_list(
    administrator, trajectory, today
):
    page = administrator.get(reverse("work-welcome")).content.decode()
    assert f'<option value="{trajectory.case_number}">{trajectory.title}' in page
    assert "twee rollen" not in page
    typed = {
        "name": "Ilse Bakker",
        "email": "ilse@lindewold.example",
        "role": "moderator",
        "case_number": trajectory.case_number,
    }
    refused = administrator.post(reverse("work-welcome"), typed)
    assert "Kies de eerste dag van de rol" in refused.content.decode()
    assert not Person.objects.filter(email="ilse@lindewold.example").exists()

    administrator.post(reverse("work-welcome"), typed | {"starts_on": timezone.localdate()})

    grant = Grant.objects.get(person__email="ilse@lindewold.example")
    assert (grant.role, grant.case_number) == ("moderator", trajectory.case_number)


def test_no_account_is_left_when_its_role_is_refused(coach):
    page = coach.post(
        reverse("work-welcome"),
        {
            "name": "Ilse Bakker",
            "email": "ilse@lindewold.example",
            "role": "moderator",
            "starts_on": timezone.localdate(),
        },
    )

    assert "Kies de zaak waarin deze rol geldt" in page.content.decode()
    assert not Person.objects.filter(email="ilse@lindewold.example").exists()


def test_a_case_that_is_not_there_is_said(coach, cast):
    page = coach.post(
        reverse("work-grant", args=[cast.joris.pk]),
        {"role": "moderator", "case_number": "1999-0001", "starts_on": "2026-01-01"},
    )

    assert page.status_code == 422
    assert "Er is geen zaak met dit nummer" in page.content.decode()


def test_an_administrator_gives_a_role_and_ends_it(administrator, cast):
    today = timezone.localdate()
    where = reverse("work-grant", args=[cast.henk.pk])
    given = {"role": "official", "starts_on": today.isoformat()}
    assert administrator.post(where, given).status_code == 302
    twice = administrator.post(where, given)
    assert "heeft deze rol hier al" in twice.content.decode()

    grant = Grant.objects.get(person=cast.henk)
    end = reverse("work-end-role", args=[grant.pk])
    administrator.post(end, {"ends_on": today.isoformat()})
    grant.refresh_from_db()
    assert grant.ends_on == today


def test_the_coach_ends_no_role_of_the_house(coach, cast):
    grant = cast.teun.grants.get()

    assert coach.get(reverse("work-end-role", args=[grant.pk])).status_code == 403


def test_everything_is_handed_over_on_one_page(coach, cast, case):
    where = reverse("work-hand-over", args=[cast.joris.pk])
    page = coach.get(where).content.decode()
    assert page.count("(2027-0001)") == 1
    assert f'value="{cast.henk.pk}"' not in page
    role = coach.get(reverse("work-grant", args=[cast.joris.pk])).content.decode()
    assert "Er is geen lopend werk" not in role

    sent = {"to": cast.samira.pk, "cases": ["2027-0001"], "starts_on": today().isoformat()}
    answer = coach.post(where, sent, follow=True)

    assert "2027-0001" in answer.content.decode()
    assert cast.samira.grants.filter(case_number="2027-0001").exists()


def test_of_more_than_one_case_it_is_asked_once_whether_all_of_them_go_over(coach, cast, case, now):
    role = {"role": Role.PROJECT_LEADER, "by": None, "at": now, "starts_on": timezone.localdate()}
    grant_role(cast.joris, case_number="2027-0002", **role)
    where = reverse("work-hand-over", args=[cast.joris.pk])
    cases = ["2027-0001", "2027-0002"]
    sent = {"to": cast.samira.pk, "cases": cases, "starts_on": today().isoformat()}

    late = today() - timedelta(days=29)
    over = coach.post(where, sent | {"starts_on": late.isoformat()}).content.decode()
    assert "Deze dag is al voorbij." in over
    assert "U draagt 2 zaken over" not in over

    asked = coach.post(where, sent)

    assert asked.status_code == 422
    said = f"U draagt 2 zaken over aan {cast.samira.name}. Die krijgt meteen een mail."
    assert said in asked.content.decode()
    assert not cast.samira.grants.filter(case_number__in=cases).exists()
    meant = sent | {"asked_of": asked.context["form"]["asked_of"].value()}
    assert coach.post(where, meant | {"to": cast.fatma.pk}).status_code == 422
    assert coach.post(where, meant).status_code == 302
    assert cast.samira.grants.filter(case_number__in=cases).count() == 2


def test_who_leaves_lays_all_cases_ready_in_one_press(browser_of, cast, case, now):
    role = {"role": Role.PROJECT_LEADER, "by": None, "at": now, "starts_on": timezone.localdate()}
    grant_role(cast.joris, case_number="2027-0002", **role)
    sent = {"cases": ["2027-0001", "2027-0002"], "starts_on": today().isoformat()}

    assert browser_of(cast.joris).post(reverse("work-prepare-hand-over"), sent).status_code == 302


def test_an_account_goes_off_and_on(administrator, cast):
    where = reverse("work-account", args=[cast.joris.pk])

    administrator.post(where, {"do": "close"})
    cast.joris.refresh_from_db()
    assert not cast.joris.is_active
    administrator.post(where, {"do": "reopen"})
    cast.joris.refresh_from_db()
    assert cast.joris.is_active
    assert administrator.post(where, {"do": "iets"}).status_code == 404
    assert administrator.get(where).status_code == 405


def test_only_an_administrator_changes_details_of_another(administrator, coach, cast):
    where = reverse("work-edit-person", args=[cast.joris.pk])
    assert coach.get(where).status_code == 403
    taken = administrator.post(where, {"name": "Joris", "email": cast.wim.email})
    assert taken.status_code == 422
    assert "Er is al een account" in taken.content.decode()

    administrator.post(where, {"name": "Joris Dam", "email": "joris.dam@lindewold.example"})
    cast.joris.refresh_from_db()
    assert (cast.joris.name, cast.joris.email) == ("Joris Dam", "joris.dam@lindewold.example")


def test_a_lost_telephone_ends_sessions_and_begins_anew(administrator, browser_of, cast):
    browser = browser_of(cast.joris)
    administrator.post(reverse("work-account", args=[cast.joris.pk]), {"do": "second-factor"})

    assert browser.get(reverse("my-work")).status_code == 302
    again = Client()
    again.force_login(Person.objects.get(pk=cast.joris.pk))
    assert again.get(reverse("my-work")).url == reverse("mfa_activate_totp")


def test_the_coach_gives_no_link_into_an_account_with_a_password(coach, cast):
    cast.wim.set_password("lindebomen langs de vaart")
    cast.wim.save()

    answer = coach.post(reverse("work-password-link", args=[cast.wim.pk]), follow=True)

    assert "/account/wachtwoord/nieuw/" not in answer.content.decode()
    assert "Alleen een beheerder" in answer.content.decode()


def test_an_organisation_gets_somebody_who_speaks_for_it(coach, cast):
    coach.post(reverse("work-organisations"), {"name": "Wijkvereniging Vaartzijde"})
    club = Organisation.objects.get()
    where = reverse("work-organisation", args=[club.pk])
    unknown = coach.post(where, {"email": "niemand@lindewold.example"})
    assert unknown.status_code == 422

    page = coach.post(where, {"email": cast.sofie.email, "speaks_for": "on"}, follow=True)
    assert "spreekt namens" in page.content.decode()
    member = club.memberships.get()
    half = coach.post(where, {"email": "henk@", "do": f"leave-{member.pk}"})
    assert "henk@" in half.content.decode()
    assert coach.post(where, {"do": f"leave-{10**30}"}).status_code == 404
    member.refresh_from_db()
    assert member.ends_on == timezone.localdate()


def test_script_in_a_name_is_shown_as_text(administrator):
    administrator.post(
        reverse("work-welcome"),
        {"name": "<script>alert(1)</script>", "email": "script@lindewold.example"},
    )
    page = administrator.get(reverse("work-people"), {"zoek": "<script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_long_list_is_read_in_parts_with_the_same_number_of_questions(
    administrator, cast, now, django_assert_max_num_queries
):
    for number in range(60):
        Person.objects.create(name=f"Collega {number:02}", email=f"c{number}@lindewold.example")
    with django_assert_max_num_queries(14):
        page = administrator.get(reverse("work-people")).content.decode()
    link = re.search(r'href="(\?na=\d+)"', page)[1]

    assert "Collega 59" not in page
    assert "Collega 30" in administrator.get(reverse("work-people") + link).content.decode()


def test_who_ends_the_only_role_of_its_kind_in_a_running_case_reads_that(
    administrator, case, policy, cast, now
):
    page, alone = reverse("work-end-role", args=[case.pk]), "Niemand anders heeft deze rol"
    assert alone not in administrator.get(page).content.decode()
    a_trajectory(policy, route="college", case_number=case.case_number)
    assert alone in administrator.get(page).content.decode()

    grant_role(
        cast.samira,
        role=Role.PROJECT_LEADER,
        by=None,
        at=now,
        starts_on=timezone.localdate(),
        case_number=case.case_number,
    )

    assert alone not in administrator.get(page).content.decode()
