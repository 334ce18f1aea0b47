"""Rules between the parts of a policy file, checked on the raw data beside the schema.

Each rule yields (path, what is wrong, what would be right) and copes with data in which
anything else may be wrong.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from speelruimte.policy.facts import NO_BODY
from speelruimte.policy.schema import MOST_SAY, NEUTRAL_SOURCE, Adopts, InitiatorKind, TermKey
from speelruimte.policy.schema.text import MAIN_LANGUAGE
from speelruimte.shared.messages import gettext as _

from .faults import nearest
from .places import Path
from .schema_faults import Found


def things_in(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything in the data with its path, from the top down."""
    yield path, data
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from things_in(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from things_in(value, (*path, number))


def in_dutch(text: Any) -> Any:
    """What a text of a policy says in Dutch: itself, or the Dutch of more languages."""
    return text.get(MAIN_LANGUAGE) if isinstance(text, Mapping) else text


def items_in(data: Mapping, section: str) -> list[tuple[int, Mapping]]:
    """The items of a section that are blocks, with their place in the list."""
    listed = data.get(section)
    if not isinstance(listed, list):
        return []
    return [(number, item) for number, item in enumerate(listed) if isinstance(item, Mapping)]


def keys_in(data: Mapping, section: str) -> list[str]:
    return [item["key"] for _n, item in items_in(data, section) if isinstance(item.get("key"), str)]


def no_key_twice(data: Mapping) -> Iterator[Found]:
    """Two items of one list never share a key."""
    for path, listed in things_in(data):
        if not isinstance(listed, list):
            continue
        seen: set[str] = set()
        for number, item in enumerate(listed):
            key = item.get("key") if isinstance(item, Mapping) else None
            if isinstance(key, str) and key in seen:
                yield (
                    (*path, number, "key"),
                    _("de sleutel '{key}' is al gebruikt").format(key=key),
                    _("geef elk onderdeel van de lijst een eigen sleutel"),
                )
            if isinstance(key, str):
                seen.add(key)


def no_question_twice(data: Mapping) -> Iterator[Found]:
    """One kind of initiator is never asked two start questions with one key."""
    asked: set[tuple[str, str]] = set()
    for number, block in items_in(data, "start_requirements"):
        kinds = block.get("initiators")
        for place, question in items_in(block, "questions"):
            for kind in kinds if isinstance(kinds, list) else []:
                pair = (str(kind), str(question.get("key")))
                if pair in asked:
                    path = ("start_requirements", number, "questions", place, "key")
                    wrong = _("'{key}' wordt al gevraagd aan {kind}").format(
                        key=pair[1], kind=pair[0]
                    )
                    yield path, wrong, _("geef de vraag een andere sleutel, of haal haar hier weg")
                asked.add(pair)


def every_source_is_known(data: Mapping) -> Iterator[Found]:
    """A source is one of `sources`, or the neutral policy."""
    known = [*keys_in(data, "sources"), NEUTRAL_SOURCE]
    for path, thing in things_in(data):
        if not path or path[-1] != "source" or not isinstance(thing, str):
            continue
        tag = thing.partition("#")[0]
        if tag not in known:
            yield (
                path,
                _("de bron '{tag}' staat niet in sources").format(tag=tag),
                nearest(tag, known),
            )


_REFERENCES: tuple[tuple[Path, str], ...] = (
    (("decision_routes", "*", "body"), "deciding_bodies"),
    (("decision_routes", "*", "adopted_by", "*"), "deciding_bodies"),
    (("deciding_bodies", "*", "forwards_to", "*"), "deciding_bodies"),
    (("proportionality", "*", "advises", "level"), "influence_levels"),
    (("proportionality", "*", "advises", "purposes", "*"), "purposes"),
    (("budget_requests", "decided_by"), "deciding_bodies"),
    (("right_to_challenge", "decided_by"), "deciding_bodies"),
    (("evaluation_questions", "*", "goal"), "goals"),
)


def every_name_is_there(data: Mapping) -> Iterator[Found]:
    """A rule only names bodies, levels, purposes and goals that the policy has."""
    for path, thing in things_in(data):
        general = tuple("*" if isinstance(step, int) else step for step in path)
        for pattern, section in _REFERENCES:
            known = keys_in(data, section)
            if general == pattern and isinstance(thing, str) and thing not in known:
                otherwise = (
                    _("in {section} staan: {known}").format(section=section, known=", ".join(known))
                    if known
                    else _("vul eerst {section}").format(section=section)
                )
                right = nearest(thing, known, otherwise=otherwise)
                yield (
                    path,
                    _("'{thing}' staat niet in {section}").format(thing=thing, section=section),
                    right,
                )


def no_body_is_called_none(data: Mapping) -> Iterator[Found]:
    """`none` says that no body is competent."""
    for number, body in items_in(data, "deciding_bodies"):
        if body.get("key") == NO_BODY:
            yield (
                ("deciding_bodies", number, "key"),
                _("'{body}' betekent: geen orgaan").format(body=NO_BODY),
                _("kies een andere sleutel"),
            )


def say_is_somewhere(data: Mapping) -> Iterator[Found]:
    """Influence levels or participant roles: at least one of the two."""
    if not data.get("influence_levels") and not data.get("participant_roles"):
        yield (
            ("influence_levels",),
            _("niveaus en rollen ontbreken allebei"),
            _("vul influence_levels of participant_roles: minstens één van de twee"),
        )


def levels_go_up(data: Mapping) -> Iterator[Found]:
    """Levels stand from little to much say, and what binds carries say."""
    highest = 0
    for number, level in items_in(data, "influence_levels"):
        say = level.get("say")
        if isinstance(say, int) and not 0 <= say <= MOST_SAY:
            continue  # the schema says so; what stands after it is not wrong for that
        path = ("influence_levels", number)
        if level.get("binding", "none") != "none" and not say:
            yield (
                (*path, "binding"),
                _("dit niveau bindt, maar heeft geen zeggenschap (say)"),
                _("geef say een getal van 1 tot en met 4, of zet binding op none"),
            )
        if isinstance(say, int) and say < highest:
            yield (
                (*path, "say"),
                _("say is hier {say}, en bij een niveau ervoor {highest}").format(
                    say=say, highest=highest
                ),
                _("zet de niveaus op volgorde van weinig naar veel"),
            )
        if isinstance(say, int):
            highest = max(highest, say)


def every_initiator_has_a_rule(data: Mapping) -> Iterator[Found]:
    """Scope says for each kind of initiator, once, whether it may start something."""
    scope = data.get("scope")
    if not isinstance(scope, Mapping) or not isinstance(scope.get("initiators"), list):
        return
    seen: list[str | None] = []
    path = ("scope", "initiators")
    for number, rule in items_in(scope, "initiators"):
        kind = rule.get("initiator")
        if kind in seen:
            yield (
                (*path, number, "initiator"),
                _("'{kind}' heeft al een regel").format(kind=kind),
                _("haal er één weg"),
            )
        seen.append(kind)
    for kind in InitiatorKind:
        if kind not in seen:
            yield (
                path,
                _("er is geen regel voor '{kind}' ({label})").format(kind=kind, label=kind.label),
                _("zeg met may_start of deze iets mag beginnen"),
            )
    if seen and not any(rule.get("may_start") for _n, rule in items_in(scope, "initiators")):
        yield path, _("niemand mag iets beginnen"), _("zet may_start bij minstens één op true")


def enough_criteria(data: Mapping) -> Iterator[Found]:
    """No more criteria are asked for than there are."""
    rule = data.get("complexity")
    if not isinstance(rule, Mapping) or not isinstance(rule.get("criteria"), list):
        return
    number, asked = len(rule["criteria"]), rule.get("at_least", 1)
    if isinstance(asked, int) and asked > number:
        yield (
            ("complexity", "at_least"),
            _("{asked} is meer dan er kenmerken zijn ({there})").format(asked=asked, there=number),
            _("een getal van 1 tot en met {there}").format(there=number),
        )


def only_answers_count_from(data: Mapping) -> Iterator[Found]:
    """From when a term counts is a choice for answers to words; other terms have one beginning."""
    terms = data.get("service_terms")
    for key, term in terms.items() if isinstance(terms, Mapping) else ():
        if key != TermKey.ANSWER_CONTRIBUTION and isinstance(term, Mapping) and "from" in term:
            yield (
                ("service_terms", key, "from"),
                _("hier is niet te kiezen vanaf wanneer de termijn telt"),
                _("haal from hier weg; dit veld hoort alleen bij {key}").format(
                    key=TermKey.ANSWER_CONTRIBUTION
                ),
            )


def every_part_is_adopted(data: Mapping) -> Iterator[Found]:
    """The bodies of a rule together adopt the description, where there is one, and the plan."""
    bodies = {body.get("key"): body for _n, body in items_in(data, "deciding_bodies")}
    wanted = [Adopts.PLAN] if not data.get("description_questions") else list(Adopts)
    for number, rule in items_in(data, "decision_routes"):
        adopted_by = rule.get("adopted_by")
        named = adopted_by if isinstance(adopted_by, list) and adopted_by else [rule.get("body")]
        adopting = [bodies[key] for key in named if isinstance(key, str) and key in bodies]
        lists = [body.get("adopts", list(Adopts)) for body in adopting]
        if not adopting or not all(isinstance(parts, list) for parts in lists):
            continue
        for part in wanted:
            if not any(part in parts for parts in lists):
                yield (
                    ("decision_routes", number),
                    _("geen orgaan van deze regel stelt {label} vast").format(label=part.label),
                    _(
                        "zet {part} bij adopts van een orgaan, of noem een orgaan in adopted_by"
                    ).format(part=part),
                )


def forwarding_leaves_no_part(data: Mapping) -> Iterator[Found]:
    """Also after a body of a rule forwarded, the bodies that are left adopt the whole."""
    bodies = {
        str(body.get("key")): (number, body) for number, body in items_in(data, "deciding_bodies")
    }
    wanted = [Adopts.PLAN] if not data.get("description_questions") else list(Adopts)
    told: set[tuple[int, int, Adopts]] = set()
    for _n, rule in items_in(data, "decision_routes"):
        adopted_by = rule.get("adopted_by")
        named = adopted_by if isinstance(adopted_by, list) and adopted_by else [rule.get("body")]
        adopting = [key for key in named if isinstance(key, str) and key in bodies]
        for key in adopting:
            number, body = bodies[key]
            listed = body.get("forwards_to")
            for place, to in enumerate(listed if isinstance(listed, list) else ()):
                if not isinstance(to, str) or to == key or to not in bodies:
                    continue
                left = [bodies[other][1] for other in (*adopting, to) if other != key]
                for part in wanted:
                    lost = not _adopted_by_one(part, left) and _adopted_by_one(part, [*left, body])
                    if lost and (number, place, part) not in told:
                        told.add((number, place, part))
                        yield (
                            ("deciding_bodies", number, "forwards_to", place),
                            _("na doorsturen stelt niemand {label} vast").format(label=part.label),
                            _("zet {part} bij adopts van dat orgaan, of noem een ander").format(
                                part=part
                            ),
                        )


def _adopted_by_one(part: Adopts, bodies: list) -> bool:
    """Whether one of these adopts this part; what is no list is said elsewhere."""
    lists = [body.get("adopts", list(Adopts)) for body in bodies]
    return any(isinstance(parts, list) and part in parts for parts in lists)


def nobody_forwards_to_itself(data: Mapping) -> Iterator[Found]:
    """A body forwards to others."""
    for number, body in items_in(data, "deciding_bodies"):
        listed = body.get("forwards_to")
        if isinstance(listed, list) and body.get("key") in listed:
            path = ("deciding_bodies", number, "forwards_to")
            yield path, _("een orgaan stuurt niet naar zichzelf door"), _("noem een ander orgaan")


def articles_are_de_or_het(data: Mapping) -> Iterator[Found]:
    """What stands before a word of the municipality's own in Dutch."""
    for number, word in items_in(data, "words"):
        article = word.get("article")
        dutch = in_dutch(article)
        if isinstance(dutch, str) and dutch.strip() not in ("de", "het"):
            yield (
                ("words", number, "article"),
                _("'{article}' is geen lidwoord dat hier kan").format(article=dutch),
                _("schrijf de of het"),
            )


RULES = (
    articles_are_de_or_het,
    every_part_is_adopted,
    forwarding_leaves_no_part,
    nobody_forwards_to_itself,
    no_key_twice,
    no_question_twice,
    every_source_is_known,
    every_name_is_there,
    no_body_is_called_none,
    say_is_somewhere,
    levels_go_up,
    every_initiator_has_a_rule,
    enough_criteria,
    only_answers_count_from,
)
