"""What is said of what can be done with own words, as it fits these words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.actions.disagree import looked_again
from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import open_move, refused_on
from speelruimte.activities.rules import ON_THE_SITE, is_settled
from speelruimte.decisions.actions import answered_among, move_to_say_no_to, state_after_no
from speelruimte.initiatives.models import Initiative
from speelruimte.promise import look_again_days
from speelruimte.route.goes_along import stops_with
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step
from speelruimte.website.asking import today
from speelruimte.website.days import day_words


def is_known(row) -> bool:
    """A name, address or number of who sent this may still be kept."""
    return row.contact is not None and row.contact.forgotten_at is None


def also_wiped(number) -> str:
    """Above so many other words that are wiped along."""
    said = ngettext(
        "Ook dit schreef u. Wist u uw woorden, dan verdwijnt dit ook:",
        "Ook dit schreef u, %(number)d keer. Wist u uw woorden, dan verdwijnt dit ook:",
        number,
    )
    return said % {"number": number}


def also_taken_back(number) -> str:
    """Above so many additions that are taken back along."""
    said = ngettext(
        "Dit voegde u eraan toe. Trekt u uw eerste woorden in, dan trekt u dit ook in:",
        "Dit voegde u eraan toe, %(number)d keer. Trekt u uw eerste woorden in, dan trekt u dit ook in:",
        number,
    )
    return said % {"number": number}


def what_forgetting_does(row) -> str:
    """What goes, what of ours stays, and what nobody does any more, as it fits these words."""
    stops, named = stops_with(row), is_known(row)
    said = [_what_is_wiped(row)]
    if named and row.contact.email:
        said.append(_("Daarna mailen wij u niet meer."))
    if stops.has_answer:
        stays = _("Ons antwoord blijft staan op uw eigen bladzijde, zonder uw naam.")
        said.append(stays if named else _("Ons antwoord blijft staan op uw eigen bladzijde."))
    said += _what_stops(stops)
    if named and row.contact.name:
        said.append(
            _(
                "Staat uw naam ook in een tekst van iemand anders? Bel ons, dan zoekt een collega overal."
            )
        )
    return " ".join([*said, _("Dit kunt u niet terugdraaien.")])


def _what_is_wiped(row):
    if is_known(row):
        return _("Wij wissen wat u kiest.")
    if row.contact is None:
        return _(
            "Wij hebben geen naam of adres van u. Wij wissen uw woorden, en de plek die u noemde."
        )
    return _("Uw naam en adres zijn al gewist. Wij wissen uw woorden, en de plek die u noemde.")


def _what_stops(stops):
    """What one loses with the words, beside the words."""
    if stops.idea_waits:
        yield _(
            "Wist u uw woorden, dan doen wij niets meer met uw idee, en u krijgt dan geen antwoord."
        )
    elif stops.words_wait:
        yield _("Wist u uw woorden, dan krijgt u er geen antwoord op.")
    if stops.is_looked_at:
        yield _("U was het er niet mee eens. Wist u uw woorden, dan kijkt niemand er meer naar.")


def what_we_have_of(row) -> str:
    """What we have of who sent this, as they wrote it."""
    contact = row.contact
    given = (text.strip() for text in (contact.name, contact.email, contact.phone))
    return ", ".join(f"‘{text}’" for text in given if text)


def what_stays(row):
    """What is left after being forgotten, and what of a name is taken out of words that stay."""
    if row is None or is_known(row):
        yield _taken_out(row)
    if elsewhere := _was_sent_on(row):
        yield elsewhere
    yield _(
        "In het logboek blijft staan dat er iets binnenkwam en dat het is gewist. Wat u schreef, "
        "staat er niet in."
    )


def _was_sent_on(row):
    """To whom we sent these words, who have them still and are asked by their writer; else empty."""
    if not isinstance(row, Initiative) or not row.passed_to:
        return ""
    if row.outcome != Initiative.Outcome.PASSED_ON or row.ended_at is None:
        return ""
    said = _(
        "Op %(day)s stuurden wij uw woorden door naar %(who)s. Daar hebben ze hun eigen exemplaar: vraag "
        "hun zelf om dat te wissen, en noem zaaknummer %(number)s."
    )
    return said % {
        "day": day_words(local_day(row.ended_at)),
        "who": row.passed_to,
        "number": row.case_number,
    }


def _taken_out(row):
    """What is taken out of words that stay: of what somebody gave, where that is known."""
    name = row.contact.name.strip() if row is not None else ""
    return f"{_what_was_given(row, name)} {_what_of_a_name_stays(row, name)}".strip()


def _what_was_given(row, name):
    if row is None:
        return _(
            "Uit woorden die blijven staan, halen wij uw voor- en achternaam samen, uw e-mailadres en "
            "uw telefoonnummer."
        )
    given = [f"‘{name}’"] if name else []
    given += [_("uw e-mailadres")] if row.contact.email else []
    given += [_("uw telefoonnummer")] if row.contact.phone else []
    if not given:
        return ""
    *first, last = given
    what = _("%(first)s en %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    return _("Uit woorden die blijven staan, halen wij %(what)s.") % {"what": what}


def _what_of_a_name_stays(row, name):
    if row is not None and not name:
        return _(
            "U gaf geen naam. Schreef u zelf uw naam in uw tekst? Die blijft staan. Bel ons, dan "
            "halen wij die ook weg."
        )
    if name and " " not in name:
        return _(
            "Schreef u uw naam anders? Dan blijft die staan. Bel ons, dan halen wij die ook weg."
        )
    return _(
        "Staat er alleen uw voornaam, of alleen uw achternaam? Die blijft staan. Bel ons, dan halen "
        "wij die ook weg."
    )


def looked_at_within(row) -> str:
    """By when somebody else looks again, and what that can no longer do."""
    within = _("Dat doen wij binnen %(days)d dagen.") % {"days": look_again_days(row.trajectory)}
    return f"{within} {placed_no_more(row)}".rstrip()


def looked_at_again(row) -> str:
    """Who looks again, and by when."""
    return " ".join([_("Dan kijkt iemand anders er opnieuw naar."), looked_at_within(row)])


def placed_no_more(row) -> str:
    """That refused words can no longer come on the website, whoever looks again; empty while they can."""
    trajectory = row.trajectory
    if row.state != Contribution.State.REFUSED or not is_settled(row, trajectory):
        return ""
    if trajectory.step == Step.STOPPED:
        return _("Op de website kan uw inbreng niet meer: dit plan is gestopt.")
    return _("Op de website kan uw inbreng niet meer: dit plan is al verder.")


def came_of_second_look(row) -> str:
    """That words stay away after somebody else looked, that nobody can place them any more, or that they
    were placed after all."""
    if row.state in ON_THE_SITE and row.disagreements.exists():
        day = refused_on(row)
        said = _(
            "Op %(day)s besliste een medewerker dat uw inbreng niet op de site komt. Daarna is zij toch "
            "geplaatst."
        )
        return said % {"day": day_words(day)} if day else ""
    if row.state != Contribution.State.REFUSED:
        return ""
    if said := placed_no_more(row):
        return said
    return _("Uw inbreng komt niet op de website.") if looked_again(row) else ""


def where_it_comes(row) -> str:
    """Who can read what is added, as the first form says it of the first words."""
    if row.activity.moderate_first:
        return _("We lezen uw tekst eerst. Daarna staat hij op de site, zonder uw naam.")
    return _(
        "Uw tekst staat meteen op de site, zonder uw naam. Schrijf dus niets over anderen dat zij niet "
        "willen."
    )


def back_where_it_came_from(row) -> str:
    """Where the words go when their writer says no, and whether everybody can read them there;
    empty where no is no answer any more."""
    move = move_to_say_no_to(row, on=today())
    if move is None:
        return ""
    if state_after_no(row, move) in ON_THE_SITE:
        said = _("Dan zetten wij uw inbreng terug bij ‘%(title)s’. Daar staat zij op de website.")
    elif row.state in ON_THE_SITE:
        said = _(
            "Dan zetten wij uw inbreng terug bij ‘%(title)s’. Uw woorden gaan van de website tot wij "
            "ze daar lazen."
        )
    else:
        said = _(
            "Dan zetten wij uw inbreng terug bij ‘%(title)s’. Daar lezen wij haar. Tot dan staat zij "
            "niet op de website."
        )
    return said % {"title": move.came_from.trajectory.title}


def say_no_until(row) -> str:
    """Until which day their writer can say no to the move; empty where that is over."""
    move = open_move(row, on=today())
    if move is None:
        return ""
    return _("Nee zeggen kan tot en met %(day)s.") % {"day": day_words(move.answer_by)}


def where_we_mail(row) -> str:
    """To which address it goes now."""
    return _("Wij mailen naar %(email)s.") % {"email": row.contact.email}


def not_counted_anyway(row) -> str:
    """What taking back means for words that do not count; empty of what counts."""
    if row.state != Contribution.State.REFUSED:
        return ""
    return _("Uw inbreng telt niet mee. Trekt u haar in, dan kijkt ook niemand er meer naar.")


def answer_stays(row) -> str:
    """What taking back means for words that had their answer; empty of what has none."""
    if not answered_among(row.trajectory, [row.pk]):
        return ""
    return _(
        "Dan leest niemand uw woorden nog op de website. Ons antwoord blijft staan op uw eigen "
        "bladzijde. Dit kunt u niet terugdraaien."
    )


def what_can_be_wiped(row) -> str:
    """That only words are left to wipe; empty where a name may go."""
    if is_known(row):
        return ""
    if row.contact is None:
        return _("U gaf geen naam of adres. Als u wilt, wissen wij uw woorden.")
    return _("Uw naam en adres zijn al gewist. Als u wilt, wissen wij ook uw woorden.")
