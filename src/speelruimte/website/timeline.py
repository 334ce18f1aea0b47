"""The public timeline of a process: the journal, in sentences.

Only what the public may know has a sentence here; everything else stays in the journal.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.alterations import alterations_of
from speelruimte.agreements.models import Adoption
from speelruimte.journal.models import Entry
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import body_named
from speelruimte.policy.schema import SystemRole
from speelruimte.promise import agreement_in_words
from speelruimte.route.queries import name_of_step
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import one_of
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import LaterDay, Step
from speelruimte.website.days import day_words
from speelruimte.website.kind_pages import all_pages

SHOWN_AT_MOST = 60


def timeline_of(trajectory):
    """What happened, newest first, for the component ``timeline``.

    What was opened or closed on one day is one row. Two queries, and one more where the agreement
    was ever changed.
    """
    entries = _entries(case_number=trajectory.case_number)
    told = _Told(trajectory, entries)
    rows, sentences = [], _sentences()
    for entry in entries:
        row = sentences[entry.verb](entry, told)
        if row:
            row = {"day": date_format(local_day(entry.at), "j F Y")} | row
            if not _joined(rows, row):
                rows.append(row)
    return rows


@compiled_query
def _entries(*, case_number):
    told = Entry.objects.of_case(case_number).filter(verb__in=_sentences())
    return told.order_by("-at", "-number")[:SHOWN_AT_MOST]


def _joined(rows, row):
    """Whether a row adds nothing of its own: the same sentence stands on that day already.

    What is about another subject is put into the row before it.
    """
    last = rows[-1] if rows else None
    about = row.pop("about", "")
    if last and last.get("joins") and (last["day"], last["title"]) == (row["day"], row["title"]):
        last["text"] = f"{about}, {last['text']}"
        return True
    if about:
        row |= {"text": about, "joins": True}
    return row in rows


class _Told:
    """What sentences need to know beside their entry."""

    def __init__(self, trajectory, entries):
        self.trajectory = trajectory
        self.policy = parsed_policy(trajectory.policy)
        self.reasons = {
            (passage.step, passage.entered_at): passage.reason
            for passage in trajectory.passages.all()
        }
        self.titles = {activity.address: activity.title for activity in trajectory.activities.all()}
        altered = alterations_of(trajectory.activities.all())
        self.altered = {row.pk: row.reason for rows in altered.values() for row in rows}
        self.adoptions = {
            entry.number: entry for entry in entries if entry.verb == "adoption_recorded"
        }
        self.sealing = {entry.number - 1 for entry in entries if entry.verb == "agreement_adopted"}
        self._versions = None
        self._reasons_given = None

    @property
    def versions(self):
        """The adopted versions by number; read only when a change is told."""
        if self._versions is None:
            adopted = getattr(self.trajectory, "agreed", None)
            if adopted is None:
                adopted = self.trajectory.versions.adopted()
            self._versions = {version.number: version for version in adopted}
        return self._versions

    def in_words(self, version):
        """A version as people read it; None where there is none."""
        return None if version is None else agreement_in_words(version, self.trajectory.policy)

    def why_not(self, entry):
        """The reason of a body that did not adopt; read only when such a thing is told."""
        if self._reasons_given is None:
            given = Adoption.objects.filter(version__trajectory=self.trajectory)
            self._reasons_given = {
                (row.body, row.outcome, row.recorded_at): row.reason for row in given
            }
        return self._reasons_given.get((entry.facts["body"], entry.facts["outcome"], entry.at), "")

    def body(self, key):
        """Who decided, within a sentence."""
        return body_named(self.policy, key)


def _step_entered(entry, told):
    step = entry.facts["step"]
    label = name_of_step(told.policy, step)
    reason = told.reasons.get((step, entry.at), "")
    if step == Step.STOPPED:
        return {"title": _("Dit plan is gestopt"), "why": reason, "kind": "change"}
    if step in _ENTERED:
        return {"title": str(_ENTERED[step])}
    if entry.facts.get("sent_back"):
        return {
            "title": _("Teruggestuurd naar ‘%(label)s’") % {"label": label},
            "why": reason,
            "kind": "change",
        }
    return {"title": _("Begonnen met ‘%(label)s’") % {"label": label}}


# Steps that read better as what happens there than as the name of the step.
_ENTERED = {
    Step.ADOPTION: gettext_lazy("De afspraken worden vastgesteld"),
    Step.INFORMING: gettext_lazy("We leggen uit wat er gebeurt"),
}


def _said(title, kind="", text=""):
    def sentence(entry, told):
        return {"title": str(title), "kind": kind, "text": text}

    return sentence


def _said_where_people_took_part(title, *, waived, kind=""):
    """A sentence about what people sent, and the one for a plan in which nobody could take part."""

    def sentence(entry, told):
        was_waived = one_of(told.trajectory, "waiver") is not None
        return {"title": str(waived if was_waived else title), "kind": kind, "text": ""}

    return sentence


def _of_activity(title):
    """A sentence about something people could do, with what it is called."""

    def sentence(entry, told):
        return {"title": str(title), "about": told.titles.get(entry.about, "")}

    return sentence


def _activity_closed(entry, told):
    """Earlier than was promised, with the reason."""
    title = told.titles.get(entry.about, "")
    if not entry.facts.get("closed_early"):
        return {"title": _("Meedoen is gesloten"), "about": title}
    return {
        "title": _("‘%(title)s’ is eerder gesloten dan beloofd") % {"title": title},
        "why": told.altered.get(entry.facts.get("alteration"), ""),
        "kind": "change",
    }


_ALTERED = {
    "cancelled": gettext_lazy("‘%(title)s’ gaat niet door"),
    "moved": gettext_lazy("‘%(title)s’ is verplaatst"),
    "reopened": gettext_lazy("‘%(title)s’ is weer open"),
    "sooner": gettext_lazy("‘%(title)s’ sluit eerder"),
}


def _activity_altered(entry, told):
    title = {"title": told.titles.get(entry.about, "")}
    return {
        "title": str(_ALTERED[entry.facts["what"]]) % title,
        "why": told.altered.get(entry.facts["alteration"], ""),
        "kind": "change",
    }


def _moved(title):
    """A sentence about own words that went from one case to another."""

    def sentence(entry, told):
        facts = entry.facts
        other = facts["went_to"] if facts["went_to"] != entry.case_number else facts["came_from"]
        if other == entry.case_number:
            return None  # to another way of taking part in this very case
        return {"title": str(title) % {"case": other}}

    return sentence


_DECIDED = {
    "adopted": gettext_lazy("De afspraken zijn vastgesteld door %(body)s"),
    "with_changes": gettext_lazy("De afspraken zijn met wijzigingen vastgesteld door %(body)s"),
    "held_over": gettext_lazy("Het besluit over de afspraken is aangehouden door %(body)s"),
    "withdrawn": gettext_lazy("De afspraken zijn ingetrokken voor het besluit van: %(body)s"),
    "rejected": gettext_lazy("De afspraken zijn verworpen door %(body)s"),
    "forwarded": gettext_lazy("Het vaststellen van de afspraken is doorgestuurd door %(body)s"),
}
# What a body decided otherwise than to adopt: with the reason that everybody reads.
_SAYS_WHY = ("held_over", "withdrawn", "rejected", "forwarded")
_DECIDED_ON_A_CHANGE = {
    "adopted": gettext_lazy("De wijziging van de afspraken is vastgesteld door %(body)s"),
    "with_changes": gettext_lazy(
        "De wijziging van de afspraken is anders vastgesteld door %(body)s"
    ),
    "held_over": gettext_lazy("Het besluit over de wijziging is aangehouden door %(body)s"),
    "withdrawn": gettext_lazy("De wijziging is ingetrokken voor het besluit van: %(body)s"),
    "rejected": gettext_lazy(
        "De wijziging is verworpen door %(body)s. De afspraken blijven zoals ze waren"
    ),
    "forwarded": gettext_lazy("De wijziging van de afspraken is doorgestuurd door %(body)s"),
}


def _adoption_recorded(entry, told):
    """What one body decided; the decision that sealed the text is told with the text itself."""
    if entry.number in told.sealing:
        return None
    row = {"title": _what_was_decided(entry, told)}
    return row | ({"why": told.why_not(entry)} if entry.facts["outcome"] in _SAYS_WHY else {})


def _participation_decided(entry, told):
    who = told.body(entry.facts["body"])
    if entry.facts["people_take_part"]:
        return {
            "title": _("Mensen kunnen meedoen: dat is besloten door %(who)s") % {"who": who},
            "kind": "decision",
        }
    return {
        "title": _("Mensen kunnen niet meedoen: dat is besloten door %(who)s") % {"who": who},
        "kind": "decision",
    }


def _decision_forwarded(entry, told):
    who = told.body(entry.facts["body"])
    return {"title": _("Het besluit is voortaan aan %(who)s") % {"who": who}, "kind": "change"}


def _who_decides_looked_at(entry, told):
    """Who decides was looked at again after the weighing; the reason stands in its row."""
    label = told.policy.decision_route(entry.facts["chosen"]).label
    row = told.trajectory.fresh_looks.filter(pk=entry.facts["look"]).first()
    title = _("Opnieuw bekeken wie beslist: %(label)s") % {"label": label}
    return {"title": title, "why": row.reason if row else "", "kind": "change"}


def _stopping_asked(entry, told):
    bodies = _(" en ").join(told.body(key) for key in entry.facts["bodies"])
    return {"title": _("Gevraagd of dit plan mag stoppen: %(bodies)s") % {"bodies": bodies}}


def _stopping_decided(entry, told):
    """Whether a body lets it stop; its reasons stand in its row."""
    title = _("Dit plan stopt niet: dat is besloten door %(body)s")
    if entry.facts["agrees"]:
        title = _("Dit plan mag stoppen: dat is besloten door %(body)s")
    row = told.trajectory.stop_questions.filter(pk=entry.facts["question"]).first()
    return {
        "title": title % {"body": told.body(entry.facts["body"])},
        "why": row.answer if row else "",
        "kind": "decision",
    }


def _held_back(entry, told):
    day = date_format(date.fromisoformat(entry.facts["until"]), "j F Y")
    title = _("Dit plan stond hooguit tot en met %(day)s nog niet op de website") % {"day": day}
    return {"title": title, "kind": "change"}


def _roles_put_together(entry, told):
    """Two roles that are kept apart elsewhere, in the words of roles; the reason stands in its row."""
    title = _("Eén persoon heeft hier twee rollen: %(role)s en %(beside)s") % {
        "role": SystemRole(entry.facts["role"]).label,
        "beside": SystemRole(entry.facts["beside"]).label,
    }
    row = told.trajectory.roles_together.filter(pk=entry.facts["roles"]).first()
    return {"title": title, "why": row.reason if row else "", "kind": "change"}


def _day_made_later(entry, told):
    """What comes later than was promised; the reason stands in its row."""
    title = _("Later dan beloofd: %(what)s. Nu uiterlijk op %(day)s") % {
        "what": LaterDay.What(entry.facts["what"]).label,
        "day": date_format(date.fromisoformat(entry.facts["later_on"]), "j F Y"),
    }
    return _later(title, entry, told)


def _decision_held_over(entry, told):
    """By the body that decides, to another day; the reason stands in its row."""
    title = _("Het besluit is aangehouden door %(body)s. Nu uiterlijk op %(day)s") % {
        "body": told.body(entry.facts["body"]),
        "day": date_format(date.fromisoformat(entry.facts["later_on"]), "j F Y"),
    }
    return _later(title, entry, told)


def _later(title, entry, told):
    row = told.trajectory.later_days.filter(pk=entry.facts["later"]).first()
    return {"title": title, "why": row.reason if row else "", "kind": "change"}


def _what_was_decided(entry, told):
    words = _DECIDED_ON_A_CHANGE if entry.facts.get("amends") else _DECIDED
    return words[entry.facts["outcome"]] % {"body": told.body(entry.facts["body"])}


_CHANGED = {
    "ordinary": gettext_lazy("De afspraken zijn gewijzigd"),
    "light": gettext_lazy("In de afspraken is iets kleins verbeterd"),
    "put_back": gettext_lazy("Een partij zei nee. De tekst van eerst geldt weer"),
}


def _agreement_adopted(entry, told):
    number = entry.facts.get("version", 1)
    version = told.versions.get(number) if number > 1 else None
    last = told.adoptions.get(entry.number - 1)
    if version is not None and version.amends:
        before, after = told.in_words(told.versions.get(version.amends)), told.in_words(version)
        decided = [_what_was_decided(last, told) + "."] if last else []
        days = _last_days_changed(before, after)
        reads = _("U leest nu versie %(number)s.") % {"number": max(told.versions)}
        is_longer = days and after.is_light
        return {
            "title": _("Een laatste dag is later") if is_longer else str(_CHANGED[version.kind]),
            "text": " ".join([*decided, *days, reads]),
            "why": version.reason_for_change,
            "kind": "change",
        } | _first_difference(before, after)
    return {
        "title": _what_was_decided(last, told) if last else _("De afspraken zijn vastgesteld"),
        "text": _("Vanaf nu staat de tekst op slot."),
        "kind": "decision",
    }


def _last_days_changed(old, new):
    """A sentence for each phase of both that ends on another day: which day, and which it was."""
    if old is None:
        return []
    sentence = _("De laatste dag van ‘%(phase)s’ is nu %(day)s (was %(before)s).")
    before = {phase.key: phase.ends_on for phase in old.phases}
    return [
        sentence
        % {
            "phase": phase.name,
            "day": day_words(phase.ends_on),
            "before": day_words(before[phase.key]),
        }
        for phase in new.phases
        if before.get(phase.key, phase.ends_on) != phase.ends_on
    ]


def _first_difference(old, new):
    """The first frame that changed, as it was and as it is; nothing where no frame changed."""
    if old is None:
        return {}
    before, after = (
        {frame.number: frame.title for frame in version.frames} for version in (old, new)
    )
    number = next((name for name in after if name in before and before[name] != after[name]), None)
    if number is None:
        return {}
    return {"before": before[number], "after": after[number]}


_SENTENCES = {
    "trajectory_started": _said(gettext_lazy("Dit traject is begonnen")),
    "step_entered": _step_entered,
    "who_decides_looked_at": _who_decides_looked_at,
    "stopping_asked": _stopping_asked,
    "stopping_decided": _stopping_decided,
    "participation_decided": _participation_decided,
    "participation_waived": _said(
        gettext_lazy("Meedoen past hier niet. De reden staat bij de afspraken."), "change"
    ),
    "people_informed": _said(gettext_lazy("Mensen zijn geïnformeerd")),
    "agreement_adopted": _agreement_adopted,
    "adoption_recorded": _adoption_recorded,
    "decision_forwarded": _decision_forwarded,
    "held_back": _held_back,
    "day_made_later": _day_made_later,
    "decision_held_over": _decision_held_over,
    "roles_put_together": _roles_put_together,
    "shown_again": _said(gettext_lazy("Iedereen kon zien dat dit plan in voorbereiding was")),
    "amendment_started": _said(
        gettext_lazy("Er is begonnen aan een wijziging van de afspraken"), "change"
    ),
    "activity_opened": _of_activity(gettext_lazy("Meedoen is geopend")),
    "activity_closed": _activity_closed,
    "activity_altered": _activity_altered,
    "contribution_left": _moved(gettext_lazy("Een inbreng is verplaatst naar zaaknummer %(case)s")),
    "contribution_entered": _moved(
        gettext_lazy("Een inbreng kwam hierheen uit zaaknummer %(case)s")
    ),
    "contribution_redacted": _said(
        gettext_lazy("Een deel van een inbreng is onleesbaar gemaakt. De reden staat erbij")
    ),
    "result_offered": _said(gettext_lazy("De uitkomst is aangeboden")),
    "decision_recorded": _said(gettext_lazy("Er is een besluit genomen"), "decision"),
    "decision_rectified": _said(
        gettext_lazy("De tekst van het besluit is verbeterd. De tekst van eerst blijft te lezen"),
        "change",
    ),
    "decision_replaced": _said(
        gettext_lazy("Er is een ander besluit genomen. Het besluit van eerst blijft te lezen"),
        "change",
    ),
    "feedback_rectified": _said_where_people_took_part(
        gettext_lazy("Wat we deden met alle inbreng, is beter opgeschreven"),
        waived=gettext_lazy("De uitleg over hoe het afliep, is beter opgeschreven"),
        kind="change",
    ),
    "contributors_told_again": _said_where_people_took_part(
        gettext_lazy(
            "Na het andere besluit staat hier wat we met alle inbreng deden. Wie een e-mailadres gaf, "
            "krijgt het ook zo"
        ),
        waived=gettext_lazy("Na het andere besluit is opnieuw uitgelegd hoe het afliep"),
    ),
    "lesson_rectified": _said(gettext_lazy("Een les is beter opgeschreven"), "change"),
    "contributors_told": _said_where_people_took_part(
        gettext_lazy(
            "Hier staat wat we met alle inbreng deden. Wie een e-mailadres gaf, krijgt het ook zo"
        ),
        waived=gettext_lazy("Er is uitgelegd hoe het afliep. Meedoen kon hier niet"),
    ),
    "evaluation_opened": _said(gettext_lazy("We kijken samen terug")),
    "lesson_drawn": _said(gettext_lazy("Er is een les opgeschreven")),
}


def _sentences():
    """A function for each verb with a sentence, those of the ways of taking part too."""
    return _SENTENCES | {
        verb: _said(title) for pages in all_pages() for verb, title in pages.timeline.items()
    }
