"""What mails say: one letter per kind, in plain words, made when it is sent.

A letter names its reader, what it is about, and one link. It never holds a receipt code.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from speelruimte.notices.account_letters import ACCOUNT_LETTERS, SIGN_IN_LETTERS
from speelruimte.notices.alteration_letters import ALTERATION_LETTERS
from speelruimte.notices.asked_links import CONFIRM_WITHIN, Asking, seal
from speelruimte.notices.letter import Letter
from speelruimte.notices.letter_context import NothingToSay, letter_context
from speelruimte.notices.links import full_url
from speelruimte.notices.unchecked import greeting
from speelruimte.notices.work_letters import WORK_LETTERS
from speelruimte.policy.letterheads import presented_on
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.shared.terms import local_day

LETTERS = {
    "signal_received": Letter(
        gettext_lazy("Wij hebben uw idee ontvangen"),
        gettext_lazy(
            "Bedankt voor uw idee ‘%(title)s’. Het zaaknummer is %(case_number)s.\n"
            "%(received)s%(promised)s%(own_words)s"
        ),
        gettext_lazy("Volg uw idee hier:"),
    ),
    "address_mended": Letter(
        gettext_lazy("Wij mailen u niet meer op dit adres"),
        gettext_lazy(
            "Bij ‘%(title)s’ stond dit e-mailadres. Met de code is er een ander adres voor gegeven.\n"
            "Onze mails gaan voortaan daarheen. Een link in een eerdere mail werkt niet meer.\n\n"
            "Deed u dit zelf? Dan hoeft u niets te doen. Deed u dit niet? Laat het ons dan weten."
        ),
    ),
    "idea_addition_taken": Letter(
        gettext_lazy("Wat u toevoegde, hoort bij uw idee"),
        gettext_lazy(
            "U voegde iets toe aan uw idee ‘%(title)s’. Wij lazen het. Het hoort vanaf nu bij uw "
            "idee.%(own_words)s"
        ),
        gettext_lazy("Volg uw idee hier:"),
    ),
    "idea_addition_refused": Letter(
        gettext_lazy("Wat u toevoegde, nemen wij niet mee"),
        gettext_lazy(
            "U voegde iets toe aan uw idee ‘%(title)s’. Wij lazen het, en nemen het niet mee. Dit is "
            "de reden:\n\n%(reason)s\n\nUw idee zelf verandert niet.%(way_back)s%(own_words)s"
        ),
        gettext_lazy("Volg uw idee hier:"),
    ),
    "initiative_answered": Letter(
        gettext_lazy("Antwoord op uw idee"),
        gettext_lazy(
            "U kwam met het idee ‘%(title)s’. %(outcome)s%(reason)s%(promised)s%(way_back)s"
        ),
        gettext_lazy("Lees alles over uw idee hier:"),
    ),
    "initiative_resumed": Letter(
        gettext_lazy("Wij pakken uw idee weer op"),
        gettext_lazy(
            "Wij schreven dat uw idee ‘%(title)s’ hetzelfde is als een ander. Dat klopt niet.\n"
            "Dit is de reden:\n\n%(reason)s\n\n"
            "Uw idee gaat verder onder zijn eigen zaaknummer, %(case_number)s."
        ),
        gettext_lazy("Volg uw idee hier:"),
    ),
    "kept_idea_ended": Letter(
        gettext_lazy("Dit werd er van het idee waar uw idee bij hoort"),
        gettext_lazy(
            "U kwam met het idee ‘%(title)s’. Wij schreven u dat het hetzelfde is als een ander.\n"
            "%(became)s%(reason)s%(way_back)s"
        ),
        gettext_lazy("Lees alles over uw idee hier:"),
    ),
    "initiative_opened": Letter(
        gettext_lazy("Uw idee gaat verder"),
        gettext_lazy(
            "U kwam met het idee ‘%(title)s’. %(outcome)s\nU kunt elke stap volgen."
            "%(reason)s%(promised)s%(way_back)s"
        ),
        gettext_lazy("Volg uw idee hier:"),
    ),
    "quickscan_letter": Letter(
        gettext_lazy("Een eerste blik op uw idee"),
        gettext_lazy(
            "Wij keken naar uw idee ‘%(title)s’.\n\n"
            "Wie u helpt: %(helper)s\n\n"
            "Kansen\n%(chances)s\n\n%(challenges)s"
            "De route die volgt\n%(route_ahead)s\n\n"
            "Wie doet wat\n%(who_does_what)s%(read_on)s"
        ),
        gettext_lazy("U leest deze brief ook hier:"),
    ),
    "quickscan_corrected": Letter(
        gettext_lazy("Een verbeterde brief over uw idee"),
        gettext_lazy(
            "Wij stuurden u een brief over uw idee ‘%(title)s’. Daar stond iets in wat niet klopt.\n"
            "Dit is de reden: %(reason)s\n\nHieronder staat de goede brief.\n\n"
            "Wie u helpt: %(helper)s\n\n"
            "Kansen\n%(chances)s\n\n%(challenges)s"
            "De route die volgt\n%(route_ahead)s\n\n"
            "Wie doet wat\n%(who_does_what)s%(read_on)s"
        ),
        gettext_lazy("U leest deze brief ook hier:"),
    ),
    "account_holder_named": Letter(
        gettext_lazy("U bent accounthouder geworden"),
        gettext_lazy("U bent accounthouder van ‘%(title)s’ (%(case_number)s)."),
    ),
    "first_view_asked": Letter(
        gettext_lazy("Wilt u een eerste blik geven?"),
        gettext_lazy(
            "Een collega vraagt uw eerste blik op ‘%(title)s’ (%(case_number)s).\n"
            "Geef die uiterlijk %(due_on)s."
        ),
    ),
    "point_asked": Letter(
        gettext_lazy("Wilt u een antwoord schrijven?"),
        gettext_lazy(
            "Een collega vraagt u te antwoorden op punt %(point)s van inbreng bij ‘%(title)s’ "
            "(%(case_number)s).%(by_when)s"
        ),
        gettext_lazy("U antwoordt hier:"),
    ),
    "work_handed_over": Letter(
        gettext_lazy("Er is werk aan u overgedragen"),
        gettext_lazy(
            "U werkt vanaf %(from_day)s%(until_day)s aan:\n\n%(cases)s%(noted)s%(lapsed)s"
        ),
        gettext_lazy("Uw werk staat hier:"),
    ),
    "role_also_held": Letter(
        gettext_lazy("Iemand anders heeft nu ook uw rol"),
        gettext_lazy(
            "%(who)s heeft vanaf %(from_day)s ook de rol ‘%(role)s’%(of_body)s, gegeven door de "
            "beheerder: %(given_by)s.\nKlopt dit niet? Bel dan meteen de beheerder."
        ),
        gettext_lazy("Uw gegevens staan hier:"),
    ),
    "contribution_received": Letter(
        gettext_lazy("Wij hebben uw inbreng ontvangen"),
        gettext_lazy(
            "Bedankt voor uw inbreng bij ‘%(title)s’.\n%(received)s%(promised)s%(own_words)s"
        ),
        gettext_lazy("Volg uw inbreng hier:"),
    ),
    "contribution_published": Letter(
        gettext_lazy("Uw inbreng staat op de website"),
        gettext_lazy(
            "Uw inbreng bij ‘%(title)s’ staat nu op de website. Iedereen kan haar daar lezen:\n"
            "%(public)s"
        ),
        gettext_lazy("Volg uw inbreng hier:"),
    ),
    "contribution_refused": Letter(
        gettext_lazy("Uw inbreng staat niet op de website"),
        gettext_lazy(
            "Wij plaatsen uw inbreng bij ‘%(title)s’ niet. Dit is de reden:\n\n%(reason)s\n\n"
            "Dit is ons antwoord. Een ander antwoord op deze inbreng komt er niet, tenzij u het er niet "
            "mee eens bent.\n\n"
            "Bent u het hier niet mee eens? Open de link hieronder en kies ‘Ik ben het er niet mee "
            "eens’. Iemand anders kijkt dan opnieuw, binnen %(look_again_days)s dagen. Kan meedoen "
            "nog? Dan kunt u het daar ook anders opschrijven, met ‘Stuur het opnieuw in’. Bellen of "
            "mailen mag ook."
        ),
        gettext_lazy("Uw inbreng en onze reden staan hier:"),
    ),
    "contribution_redacted": Letter(
        gettext_lazy("Wij maakten een deel van uw inbreng onleesbaar"),
        gettext_lazy(
            "In uw inbreng bij ‘%(title)s’ stonden gegevens die niet op de website horen.\n"
            "Dat deel is onleesbaar gemaakt. De rest telt gewoon mee. Dit is de reden:\n\n"
            "%(reason)s\n\n"
            "Bent u het hier niet mee eens? Open de link hieronder en kies ‘Ik ben het er niet mee "
            "eens’. Iemand anders kijkt dan opnieuw, binnen %(look_again_days)s dagen. Bellen of "
            "mailen mag ook."
        ),
        gettext_lazy("Bekijk uw inbreng hier:"),
    ),
    "contribution_moved": Letter(
        gettext_lazy("Uw inbreng staat nu bij een ander plan"),
        gettext_lazy(
            "Uw inbreng ging over iets waar al een ander plan voor loopt. Wij zetten haar bij "
            "‘%(title)s’.\nDit is de reden:\n\n%(reason)s\n\n"
            "%(stayed_behind)s%(shut)s%(promised)s\nUw code blijft gelden.%(say_no)s"
        ),
        gettext_lazy("Bekijk uw inbreng hier:"),
    ),
    "contribution_moved_back": Letter(
        gettext_lazy("Uw inbreng staat weer waar u haar instuurde"),
        gettext_lazy(
            "%(reason)s\nUw inbreng hoort weer bij ‘%(title)s’.%(counts)s\n\n%(promised)s"
        ),
        gettext_lazy("Bekijk uw inbreng hier:"),
    ),
    "words_answered": Letter(
        gettext_lazy("Er is antwoord op uw inbreng"),
        gettext_lazy(
            "U schreef iets bij ‘%(title)s’. Ons antwoord daarop staat op uw eigen bladzijde."
        ),
        gettext_lazy("Lees ons antwoord hier:"),
    ),
    "words_answered_anew": Letter(
        gettext_lazy("Ons antwoord op uw inbreng is veranderd"),
        gettext_lazy(
            "U kreeg antwoord op wat u schreef bij ‘%(title)s’. Dat antwoord is nu anders. Waarom, "
            "leest u erbij. Het antwoord van eerst blijft te lezen."
        ),
        gettext_lazy("Lees beide antwoorden hier:"),
    ),
    "disagreement_received": Letter(
        gettext_lazy("Wij kijken opnieuw naar uw inbreng"),
        gettext_lazy(
            "U bent het niet eens met wat wij met uw inbreng bij ‘%(title)s’ deden.\n"
            "Iemand anders kijkt er opnieuw naar. U hoort het uiterlijk %(answer_by)s."
        ),
        gettext_lazy("Lees het dan hier:"),
    ),
    "disagreement_answered": Letter(
        gettext_lazy("Wij keken opnieuw naar uw inbreng"),
        gettext_lazy(
            "U was het niet eens met wat wij met uw inbreng bij ‘%(title)s’ deden.\n"
            "Iemand anders keek er opnieuw naar. Het antwoord staat op uw eigen bladzijde."
        ),
        gettext_lazy("Lees het antwoord hier:"),
    ),
    "rectified": Letter(
        gettext_lazy("Wij verbeterden een tekst"),
        gettext_lazy(
            "U deed mee met ‘%(title)s’.%(untold)s Wij verbeterden een fout in "
            "%(where)s. Dit was er:\n\n%(reason)s\n\n"
            "De tekst van eerst blijft te lezen."
        ),
        gettext_lazy("Lees beide teksten hier:"),
    ),
    "day_later": Letter(
        gettext_lazy("Het wordt later dan wij beloofden"),
        gettext_lazy(
            "U wacht bij ‘%(title)s’ op iets van ons: %(what)s.\n"
            "Wij beloofden dat uiterlijk op %(promised_on)s. Dat halen wij niet.%(held_over)s\n"
            "Het komt nu uiterlijk op %(later_on)s. Dit is de reden:\n\n%(reason)s\n\n"
            "U hoeft niets te doen."
        ),
        gettext_lazy("Volg het hier:"),
    ),
    "decision_replaced": Letter(
        gettext_lazy("Er is een ander besluit"),
        gettext_lazy(
            "U deed mee met ‘%(title)s’.%(untold)s Er is een ander besluit genomen dan eerst op de "
            "website stond. Dit is de reden:\n\n%(reason)s\n\n"
            "Het besluit van eerst blijft te lezen.%(again)s"
        ),
        gettext_lazy("Lees beide besluiten hier:"),
    ),
    "words_signed": Letter(
        gettext_lazy("Het bewijs van wat u schreef"),
        gettext_lazy(
            "Wat u schreef bij ‘%(title)s’, staat vast in ons logboek. Hierbij het bewijs.\n"
            "%(proves)s U hoeft nu niets te doen."
        ),
        gettext_lazy("Uw woorden staan hier:"),
    ),
    "stand_asked": Letter(
        gettext_lazy("Gaat uw organisatie akkoord?"),
        gettext_lazy(
            "U spreekt namens een organisatie die partij is bij ‘%(title)s’.\n"
            "Wij vragen u of de organisatie akkoord gaat met de afspraken, of niet.\n"
            "Verandert de tekst daarna nog? Dan vragen wij het opnieuw."
        ),
        gettext_lazy("Lees de tekst en zeg het hier:"),
    ),
    "can_join": Letter(
        gettext_lazy("U kunt nu meedoen"),
        gettext_lazy(
            "U vroeg om een mail als u kunt meedoen. Bij ‘%(title)s’ kan dat nu.\n"
            "Dit is de enige mail hierover. Het e-mailadres dat u daarvoor gaf, is hierna gewist."
        ),
        gettext_lazy("Lees wat vaststaat, wat open is en doe mee:"),
    ),
    "agreement_adopted": Letter(
        gettext_lazy("De afspraken zijn vastgesteld"),
        gettext_lazy(
            "De afspraken over ‘%(title)s’ zijn vastgesteld.\n"
            "U leest wat vaststaat, wat open is en hoeveel invloed u hebt."
        ),
        gettext_lazy("Lees de afspraken hier:"),
    ),
    "agreement_changed": Letter(
        gettext_lazy("De afspraken zijn gewijzigd"),
        gettext_lazy(
            "U deed mee met ‘%(title)s’. De afspraken daarover zijn gewijzigd.%(last_days)s"
            "%(changes)s\nU ziet precies wat er anders is en waarom."
        ),
        gettext_lazy("Bekijk de wijziging hier:"),
    ),
    "light_change_told": Letter(
        gettext_lazy("Een kleine wijziging in de afspraken"),
        gettext_lazy(
            "U bent partij bij ‘%(title)s’. In de afspraken is iets kleins veranderd: spelling, of "
            "een latere laatste dag.%(last_days)s%(changes)s\nU ziet precies wat er anders is en waarom.\n"
            "Bent u het er niet mee eens? Zeg dat uiterlijk %(answer_by)s. Dan geldt de tekst van "
            "eerst weer, en wordt het een gewone wijziging waarover u wordt gevraagd."
        ),
        gettext_lazy("Bekijk de wijziging, of zeg nee, hier:"),
    ),
    "light_change_objected": Letter(
        gettext_lazy("Een partij zei nee tegen een kleine wijziging"),
        gettext_lazy(
            "Een partij is het niet eens met de kleine wijziging van de afspraken over "
            "‘%(title)s’ (%(case_number)s). De tekst van eerst geldt weer. Wat u wilde veranderen, "
            "staat klaar als gewone wijziging. Leg die voor, of haal haar terug."
        ),
        gettext_lazy("De wijziging staat hier:"),
    ),
    "signed_along": Letter(
        gettext_lazy("Getekend: het geldt nu"),
        gettext_lazy(
            "Bij ‘%(title)s’ (%(case_number)s) lag iets klaar om mee te tekenen. De projectleider "
            "tekende mee. Het geldt nu, precies zoals het was klaargelegd."
        ),
        gettext_lazy("Wat er is getekend, staat hier:"),
    ),
    "trajectory_stopped": Letter(
        gettext_lazy("Dit plan stopt"),
        gettext_lazy(
            "U deed mee met ‘%(title)s’. Dit plan stopt. %(who)s Dit is de reden:\n\n"
            "%(reason)s%(afterwards)s"
        ),
        "%(to_read)s",
    ),
    "plan_stopped": Letter(
        gettext_lazy("Dit plan stopt"),
        gettext_lazy(
            "%(reader)s Dit plan stopt. %(who)s Dit is de reden:\n\n%(reason)s\n\n"
            "Wat voor dit plan nog gepland stond, gaat niet door."
        ),
        gettext_lazy("Wat er met dit plan gebeurde, leest u hier:"),
    ),
    "adopted_stopped": Letter(
        gettext_lazy("Een traject waarvan u de afspraken vastlegde, is gestopt"),
        gettext_lazy(
            "U legt besluiten vast voor wie de afspraken over ‘%(title)s’ (%(case_number)s) "
            "vaststelde. Dit traject is gestopt. %(who)s Laat het weten aan wie de afspraken vaststelde. "
            "Dit is de reden:\n\n%(reason)s"
        ),
    ),
    "adopted_learned": Letter(
        gettext_lazy("Dit is geleerd van een traject waarvan u de afspraken vastlegde"),
        gettext_lazy(
            "U legt besluiten vast voor wie de afspraken over ‘%(title)s’ (%(case_number)s) "
            "vaststelde. Dit traject is klaar, en er is teruggekeken. Laat het weten aan wie besloot.\n\n"
            "%(reason)s"
        ),
        gettext_lazy("Wat deelnemers en het team ervan vonden, staat hier:"),
    ),
    "told": Letter(
        gettext_lazy("Dit deden we met uw inbreng"),
        gettext_lazy("U deed mee met ‘%(title)s’. Er is een besluit.\n\n%(reason)s"),
        gettext_lazy("Lees het antwoord op uw eigen woorden hier:"),
    ),
    "look_back": Letter(
        gettext_lazy("Hoe vond u het om mee te doen?"),
        gettext_lazy(
            "U deed mee met ‘%(title)s’. Wij willen ervan leren.\n"
            "Wilt u enkele vragen beantwoorden? Het kost ongeveer drie minuten.%(until)s"
        ),
        gettext_lazy("Beantwoord de vragen hier:"),
    ),
}
LETTERS |= ACCOUNT_LETTERS | ALTERATION_LETTERS | SIGN_IN_LETTERS | WORK_LETTERS


@dataclass(frozen=True)
class Mail:
    """A mail that is ready to go."""

    to: str
    subject: str
    text: str
    reply_to: str = ""
    attachments: tuple[tuple[str, str], ...] = ()
    leave: str = ""  # where one press ends it (RFC 8058)


def compose_mail(message, *, on=None) -> Mail:
    """The mail for a message as it stands now, in the language of its reader.

    ``on`` is the day on which it goes out; without it that on which it was owed. Raises NothingToSay when there is none (any more).
    """
    reader = message.contact or message.person
    if not reader.email:
        raise NothingToSay(_("Er is geen e-mailadres meer."))
    day = on or local_day(message.created_at)
    with override(reader.language):
        subject = letter_context(message, on=day)
        with in_the_words_of(subject.policy):
            return _written(message, reader, subject, on=day)


def _written(message, reader, subject, *, on):
    letter = LETTERS[message.kind]
    shown = presented_on(on) if subject.policy else None
    links = "\n".join(subject.links)
    parts = [
        greeting(reader.name),
        str(letter.text) % subject.words,
        f"{str(letter.link) % subject.words}\n{links}" if links else "",
        _closing(shown),
    ]
    return Mail(
        to=reader.email,
        subject=_one_line(str(letter.subject)),
        text="\n\n".join(part for part in parts if part) + "\n",
        reply_to=shown.email if shown else "",
        leave=_leave(message, reader),
    )


def _leave(message, reader):
    """Who asked for one mail can say no to it in any mail program."""
    if message.kind != "can_join":
        return ""
    asking = Asking(reader.email, message.about, reader.language)
    return full_url("leave-notice", seal(asking))


# Of the mail that asks whether somebody wants to be told: it is written at once and owed by nobody.
ASKS_WHETHER = gettext_lazy("Klopt het dat u bericht wilt?")


def mail_to_confirm(asking, *, title, on) -> Mail:
    """The mail with which somebody confirms; it is sent at once, for nothing is kept yet."""
    shown = presented_on(on)
    leave = full_url("leave-notice", seal(asking))
    parts = [
        _("Goedendag,"),
        _(
            "U of iemand anders vroeg ons om één mail als u kunt meedoen bij: %(title)s.\n"
            "Klopt dat? Druk dan binnen %(days)d dagen op de knop op deze bladzijde. Daarna werkt de "
            "link niet meer. Wij bewaren nu nog niets."
        )
        % {"title": title, "days": CONFIRM_WITHIN.days},
        full_url("confirm-notice", seal(asking)),
        _("Vroeg u hier niet om? Dan hoeft u niets te doen."),
        _("Toch geen mail meer, ook later? Dat kan hier:") + f"\n{leave}",
        _closing(shown),
    ]
    return Mail(
        to=asking.email,
        subject=str(ASKS_WHETHER),
        text="\n\n".join(parts) + "\n",
        reply_to=shown.email if shown else "",
        leave=leave,
    )


def _closing(shown):
    who = _("gemeente %(name)s") % {"name": shown.name} if shown and shown.name else "Speelruimte"
    lines = [_("Met vriendelijke groet,"), who]
    if shown and shown.phone:
        lines += ["", _("Vragen? Bel %(phone)s.") % {"phone": shown.phone}]
    return "\n".join(lines)


def _one_line(text):
    return " ".join(text.split())
