import csv
import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from speelruimte.activities.kinds.budget.actions import cast_ballot, mark_on_paper
from speelruimte.activities.kinds.budget.models import Ballot, Vote, VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing
from tests.conftest import NOW, TODAY
from tests.steps.voting import PLANS, marked_codes, prepared_vote
from tests.voting.test_import import FILE
from tests.voting.test_public_pages import words

NAMES = (
    "work-vote-terms",
    "work-vote-plan-new",
    "work-vote-codes",
    "work-vote-withdraw",
    "work-vote-import",
    "work-vote-close",
)
PAPER = (
    "work-vote",
    "work-vote-mark",
    "work-vote-mark-back",
    "work-vote-sheet",
    "work-vote-sheet-back",
)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """The pages look at this clock: ``clock(later(11))``."""

    def stand_at(moment):
        time_machine.move_to(moment, tick=False)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def sign_in(client):
    def enter(person):
        Authenticator.objects.get_or_create(
            user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
        )
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def address(activity):
    here = {"case_number": activity.trajectory.case_number, "key": activity.key}
    return lambda name, **more: reverse(name, kwargs=here | more)


@pytest.mark.once
@pytest.mark.parametrize(
    ("who", "runs", "takes_paper"),
    [
        ("samira", True, True),  # leads this trajectory
        ("marleen", True, True),  # coach
        ("fatma", False, True),  # official
        ("lotte", False, True),  # moderator
        ("iris", False, False),
        ("teun", False, False),
        ("bos", False, False),
        ("wim", False, False),
    ],
)
def test_who_gets_in_where(open_vote_of, cast, sign_in, address, who, runs, takes_paper):
    open_vote_of()
    browser = sign_in(getattr(cast, who))

    for names, allowed in ((NAMES, runs), (PAPER, takes_paper)):
        for name in names:
            assert browser.get(address(name)).status_code == (200 if allowed else 403), name


def test_residents_and_visitors_stay_outside(open_vote_of, cast, client, sign_in, address):
    open_vote_of()

    assert client.get(address("work-vote")).status_code == 302
    assert sign_in(cast.sofie).get(address("work-vote")).status_code == 403


def test_the_form_begins_with_who_was_agreed(activity, agreed, cast, sign_in, address):
    agreed("Iedereen van 8 jaar en ouder", "De school")
    page = sign_in(cast.samira).get(address("work-vote-terms"))
    assert "Iedereen van 8 jaar en ouder. De school." in page.content.decode()


def test_a_vote_is_prepared_and_opened_by_hand(activity, cast, sign_in, address):
    browser = sign_in(cast.samira)
    terms = {
        "budget": "40.000",
        "rule": "equal-shares-add1",
        "tie_rule": "lot",
        "seed": "",
        "rest": "returns",
        "who": "Iedereen uit de buurt. U krijgt een brief.",
        "minimum": "1",
        "maximum": "",
        "maximum_cost": "",
    }

    refused = browser.post(address("work-vote-terms"), terms)
    assert refused.status_code == 422
    assert "vooraf bekend" in words(refused)
    browser.post(address("work-vote-terms"), terms | {"seed": "trekking-2027-02-20"})
    for number, name, cost in PLANS[:3]:
        plan = {"number": number, "name": name, "cost": f"{cost},50"}
        browser.post(address("work-vote-plan-new"), plan)
    vote = Vote.objects.get()
    first = vote.plans.first()
    change = {"number": "1", "name": "Bankjes", "cost": "1.250,75"}
    browser.post(address("work-vote-plan", pk=first.pk), change)
    browser.post(address("work-vote-plan", pk=vote.plans.last().pk), {"remove": "1"})
    browser.post(address("work-vote-open"))

    vote.refresh_from_db()
    assert vote.is_open
    assert (str(vote.budget), vote.tie_rule) == ("40000.00", "lot:trekking-2027-02-20")
    assert [str(cost) for cost in vote.plans.values_list("cost", flat=True)] == [
        "1250.75",
        "15000.50",
    ]
    assert "Open" in words(browser.get(address("work-vote")))


@pytest.mark.parametrize("amount", ["veel", "1,2,3", "€", "40.00.0"])
def test_what_is_no_amount_gets_a_sentence(activity, cast, sign_in, address, amount):
    response = sign_in(cast.samira).post(address("work-vote-terms"), {"budget": amount})

    assert response.status_code == 422
    assert not Vote.objects.exists()


def test_codes_stand_on_the_page_once_also_after_a_second_press(
    activity, cast, now, sign_in, address
):
    prepared_vote(activity, by=cast.samira, at=now)
    browser = sign_in(cast.samira)
    asked = {"idempotency_key": "k1", "number": "3", "channel": "counter", "shape": "slips"}

    first = browser.post(address("work-vote-codes"), asked)
    again = browser.post(address("work-vote-codes"), asked)
    file = browser.post(
        address("work-vote-codes"), asked | {"idempotency_key": "k2", "shape": "file"}
    )

    codes = re.findall(r"ST-[0-9A-Z-]{14}", words(first))
    assert len(codes) == 3
    slips = first.content.decode()
    public = reverse("vote", args=[activity.trajectory.slug, activity.key])
    assert slips.count(f"{settings.SITE_ADDRESS}{public}") == 3
    assert slips.count(f"{activity.trajectory.title}: {activity.title}") == 3
    assert re.findall(r"ST-[0-9A-Z-]{14}", words(again)) == codes
    assert first["Referrer-Policy"] == "no-referrer"
    assert 'method="post"' not in first.content.decode()
    assert first["Cache-Control"] == file["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert len({row["stemcode"] for row in rows} - set(codes)) == 3
    assert VotingRight.objects.count() == 6
    assert not any(code in words(browser.get(address("work-vote"))) for code in codes)


def test_paper_comes_in_at_two_screens(open_vote_of, cast, sign_in, address):
    opened = open_vote_of(rights=2, maximum=2)
    browser = sign_in(cast.lotte)

    marked = browser.post(address("work-vote-mark"), {"code": opened.codes[0]}, follow=True)
    twice = browser.post(address("work-vote-mark"), {"code": opened.codes[0]})
    sheet = {"idempotency_key": "k1", "choices": ["1", "2", "3"], "unusable": ""}
    doubtful = browser.post(address("work-vote-sheet"), sheet)
    assert not Ballot.objects.exists()
    sure = browser.post(address("work-vote-sheet"), sheet | {"sure": "yes"}, follow=True)
    browser.post(address("work-vote-sheet"), sheet | {"sure": "yes"})

    assert "Gemarkeerd" in words(marked)
    assert opened.codes[0] not in marked.content.decode()
    assert twice.status_code == 422
    assert "al gestemd" in words(twice)
    assert "Klopt dit met het papier?" in words(doubtful)
    assert "Vastgelegd als ongeldig: Er zijn te veel plannen gekozen (hoogstens 2)." in words(sure)
    assert "te veel plannen" in words(sure)
    assert Ballot.objects.get().channel == "paper"
    assert VotingRight.objects.filter(used="paper").count() == 1


def test_a_sheet_typed_twice_is_taken_back_and_the_vote_closes(
    open_vote_of, cast, sign_in, address, clock, later
):
    opened = open_vote_of(rights=1)
    browser = sign_in(cast.samira)
    browser.post(address("work-vote-mark"), {"code": opened.codes[0]})
    for key in ("k1", "k2"):
        browser.post(address("work-vote-sheet"), {"idempotency_key": key, "choices": ["2"]})
    clock(later(11))
    browser = sign_in(cast.samira)
    stuck = browser.get(address("work-vote-close"))
    assert address("work-vote-sheet-back") in stuck.content.decode()

    other = browser.post(
        address("work-vote-sheet-back"), {"idempotency_key": "k3", "choices": ["1"]}
    )
    back = {"idempotency_key": "k4", "choices": ["2"]}
    gone = browser.post(address("work-vote-sheet-back"), back, follow=True)
    pressed_again = browser.post(address("work-vote-sheet-back"), back, follow=True)
    done = browser.post(address("work-vote-close"), follow=True)

    assert other.status_code == 422
    assert "precies dit op staat" in words(other)
    assert "Het stembiljet is teruggenomen" in words(gone)
    assert "al teruggenomen" in words(pressed_again)
    assert "gesloten en geteld" in words(done)
    assert Vote.objects.get().outcome.valid == 1


def test_a_code_marked_by_mistake_is_free_again(open_vote_of, cast, sign_in, address):
    opened = open_vote_of(rights=2)
    browser = sign_in(cast.lotte)
    browser.post(address("work-vote-mark"), {"code": opened.codes[0]})

    other = browser.post(address("work-vote-mark-back"), {"code": opened.codes[1]})
    freed = browser.post(address("work-vote-mark-back"), {"code": opened.codes[0]}, follow=True)

    assert other.status_code == 422
    assert "niet gemarkeerd" in words(other)
    assert "De markering is weg" in words(freed)
    assert opened.codes[0] not in freed.content.decode()
    assert cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=TODAY)


def test_codes_are_withdrawn_one_a_line(open_vote_of, cast, sign_in, address):
    opened = open_vote_of(rights=3)
    browser = sign_in(cast.samira)

    refused = browser.post(address("work-vote-withdraw"), {"codes": "ST-2222-2222-2222"})
    browser.post(address("work-vote-withdraw"), {"codes": "\r\n".join(opened.codes[:2])})

    assert refused.status_code == 422
    assert VotingRight.objects.filter(used="withdrawn").count() == 2


def test_a_file_comes_in_through_the_browser_with_one_download(
    activity, cast, now, sign_in, address
):
    prepared_vote(activity, by=cast.samira, at=now, plans=(), budget=1_000)
    browser = sign_in(cast.samira)

    def upload(text, key):
        file = SimpleUploadedFile("stemming.pb", text.encode())
        return browser.post(address("work-vote-import"), {"file": file, "idempotency_key": key})

    broken = upload(FILE.replace("VOTES\n", ""), "k1")
    upload(FILE, "k1")
    browser.post(address("work-vote-open"))
    without_codes = upload(FILE, "k2")
    marked_codes(activity.vote, 9, by=cast.samira, at=now)
    download = upload(FILE, "k2")
    pressed_twice = upload(FILE, "k2")
    again = upload(FILE, "k3")
    same_ballots = upload(FILE.replace("\na;", "\nz;"), "k2")
    plans, ballots = FILE.split("vote\n")
    other_file = upload(f"{plans}vote\n" + re.sub("^", "z", ballots, flags=re.MULTILINE)[:-1], "k2")

    assert broken.status_code == 422
    assert "VOTES" in words(broken)
    assert without_codes.status_code == 422
    assert "Markeer eerst de stemcode van elk stembiljet" in words(without_codes)
    rows = list(csv.DictReader(io.StringIO(download.content.decode("utf-8-sig")), delimiter=";"))
    assert [ballot_standing(row["code"]) for row in rows] == ["pending"] * 4
    assert pressed_twice.content == download.content
    assert pressed_twice["Cache-Control"] == "no-store"
    assert again.status_code == 422
    assert "3 stembiljetten stonden al in een eerder bestand: b, c, d." in words(same_ballots)
    assert other_file.status_code == 200
    assert Ballot.objects.count() == 8
    assert "al ingelezen" in words(again)


def test_closing_shows_what_must_agree_only_after_the_last_day(
    open_vote_of, cast, sign_in, address, clock, later
):
    opened = open_vote_of(rights=3)
    cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=TODAY)
    mark_on_paper(opened.vote, code=opened.codes[1], by=cast.lotte, on=TODAY)
    browser = sign_in(cast.samira)

    early = words(browser.get(address("work-vote-close")))
    assert "tot en met 19-02-2027" in early
    assert "Op de site" not in early
    clock(later(11))
    browser = sign_in(cast.samira)
    differs = browser.get(address("work-vote-close"))
    assert "Er zijn 0 papieren stembiljetten ingevoerd, maar 1 stemcodes" in words(differs)
    stays = browser.post(address("work-vote-close"), follow=True)
    assert "kan nog niet dicht" in words(stays)
    browser.post(
        address("work-vote-sheet"), {"idempotency_key": "k1", "choices": ["2"], "unusable": ""}
    )
    done = browser.post(address("work-vote-close"), follow=True)

    assert "De stemming is gesloten en geteld" in words(done)
    assert Vote.objects.get().outcome.valid == 2


def test_the_page_of_one_vote_is_found_from_the_trajectory(
    open_vote_of, activity, cast, sign_in, address
):
    open_vote_of()
    browser = sign_in(cast.samira)

    response = browser.get(reverse("work-voting", args=[activity.trajectory.case_number]))

    assert response.url == address("work-vote")
