"""A policy made of random words: valid under the schema, unlike any municipality's.

`random_policy(seed)` gives plain data as it would stand in a file; the same seed gives the same
policy. Whatever code walks such a policy knows only its shape.
"""

import random
from datetime import date, timedelta

import yaml

from speelruimte.policy.schema import (
    AnswerKind,
    AskedOf,
    Binding,
    CountsFrom,
    Gate,
    Holder,
    InitiatorKind,
    Means,
    NoMeans,
    PlanPart,
    Policy,
    PurposeKind,
    ReportContent,
    RouteStep,
    TermKey,
    Unit,
)
from speelruimte.toolbox.methods import all_methods

BEGIN = ["bl", "dr", "fl", "gr", "kn", "kw", "pl", "sch", "sl", "sn", "sp", "str", "tr", "zw"]
MIDDLE = ["aa", "ee", "ie", "oe", "oo", "ui", "uu", "eu", "a", "e", "i", "o"]
END = ["mp", "nk", "rf", "rt", "st", "ts", "lm", "ft", "k", "g", "p", "n"]
ANSWERING = [
    "project_leader",
    "portfolio_holder",
    "griffie",
    "college_secretary",
    "account_holder",
    "coach",
]


class Maker:
    """Makes the parts of one policy; every word is used once."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.used = set()

    def word(self):
        while True:
            word = "".join(self.random.choice(part) for part in (BEGIN, MIDDLE, END))
            word += self.random.choice(MIDDLE) + self.random.choice(END)
            if word not in self.used:
                self.used.add(word)
                return word

    def sentence(self):
        return " ".join(self.word() for _ in range(self.random.randint(3, 6))).capitalize() + "."

    def some(self, closed, most=3):
        closed = list(closed)
        number = self.random.randint(1, min(most, len(closed)))
        return [str(value) for value in self.random.sample(closed, number)]

    def one(self, closed):
        return str(self.random.choice(list(closed)))

    def item(self, **more):
        word = self.word()
        return {"key": word, "label": word.capitalize(), "source": "basis", **more}

    def items(self, least, most, make):
        return [make() for _ in range(self.random.randint(least, most))]

    def question(self, **more):
        word = self.word()
        label = f"{word.capitalize()} {self.word()} {self.word()}?"
        return {"key": word, "label": label, "source": "basis", **more}


def random_policy(seed) -> dict:
    """The data of a made-up policy; `as_text` writes it as a file, `as_policy` reads it."""
    make = Maker(seed)
    bodies = _bodies(make)
    data = {
        "key": f"{make.word()}-{seed}",
        "title": make.sentence(),
        "municipality": {
            "name": make.word().capitalize(),
            "contact": {"coach": make.word().capitalize(), "phone": "0500 65 43 21"},
        },
        "effective_from": str(date(2020, 1, 1) + timedelta(days=make.random.randint(0, 2000))),
        "scope": _scope(make),
        "start_requirements": [
            {
                "initiators": [str(kind) for kind in InitiatorKind],
                "questions": make.items(1, 3, make.question),
            }
        ],
        "goals": make.items(1, 3, make.item),
        "purposes": make.items(1, 4, lambda: make.item(kind=make.one(PurposeKind))),
        "deciding_bodies": bodies,
        "checks": make.items(1, 5, lambda: _check(make)),
        "impact": _scale(make),
        "influence_space": _scale(make),
        "description_questions": make.items(1, 5, make.question),
        "plan_sections": make.items(1, 4, lambda: make.question(part=make.one(PlanPart))),
        "frame_kinds": make.items(1, 4, lambda: make.item(limits=make.random.random() < 0.7)),
        "government_roles": make.items(1, 4, make.item),
        "service_terms": {key: _service_term(make, key) for key in make.some(TermKey, most=8)},
        "evaluation_questions": _evaluation(make),
        "report": _report(make),
    }
    data |= _say(make)
    data |= _deciding(make, bodies)
    data["route"] = _route(make)
    data["proportionality"] = _proportionality(make, data)
    data["mix"] = [make.item(means=make.some(_means_that_fit(data)))]
    return data


def as_text(data) -> str:
    """The data as the text of a policy file."""
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def as_policy(data) -> Policy:
    """The data as a policy."""
    return Policy.model_validate(data)


def _scope(make):
    kinds = list(InitiatorKind)
    outside = set(make.random.sample(kinds[1:], make.random.randint(0, 2)))
    rules = []
    for kind in kinds:
        rule = {"initiator": str(kind), "may_start": kind not in outside, "source": "basis"}
        if kind in outside:
            rule |= {"sentence": make.sentence(), "go_to": make.sentence()}
        rules.append(rule)
    return {"initiators": rules}


def _bodies(make):
    recording = ["griffie", "college_secretary"]
    return make.items(
        1,
        3,
        lambda: make.item(
            order=make.random.randint(1, 3), recorded_by=make.random.choice(recording)
        ),
    )


def _scale(make):
    return {"question": make.sentence(), "steps": make.items(2, 4, make.item)}


def _check(make):
    return make.question(
        why=make.sentence(),
        answered_by=make.random.choice(ANSWERING),
        no_means=make.one(NoMeans),
    )


def _term(make):
    number, unit = make.random.randint(1, 30), make.one(Unit)
    return {"number": number, "unit": unit, "source": "basis"}


def _service_term(make, key):
    if key != TermKey.ANSWER_CONTRIBUTION:
        return _term(make)
    return _term(make) | {"from": make.one(CountsFrom)}


def _means_that_fit(data):
    """The means of the methods that some level or role of this policy can promise."""
    items = (*data.get("influence_levels", ()), *data.get("participant_roles", ()))
    says = {item["say"] for item in items}
    fitting = [
        tool
        for tool in all_methods()
        if not tool.way and any(tool.lowest <= say <= tool.highest for say in says)
    ]
    return sorted({means for tool in fitting for means in tool.means}) or list(Means)


def _say(make):
    """Levels, roles, or both."""
    which = make.random.choice(["levels", "roles", "both"])
    parts = {}
    if which != "roles":
        says = sorted(make.random.sample(range(5), make.random.randint(1, 5)))
        parts["influence_levels"] = [_level(make, say) for say in says]
    if which != "levels":
        parts["participant_roles"] = make.items(
            1,
            5,
            lambda: make.item(
                expected=make.sentence(), held_by=make.some(Holder), say=make.random.randint(0, 4)
            ),
        )
    return parts


def _level(make, say):
    binding = make.one(Binding) if say else "none"
    return make.item(promise=make.sentence(), say=say, binding=binding)


def _deciding(make, bodies):
    """A rule per body, and a last one for every other case; complexity in half of them."""
    rules = [
        make.item(
            when={"is": {"competent": body["key"]}},
            way="body",
            body=body["key"],
            together_with_city=make.random.random() < 0.3,
            way_of_working=make.sentence(),
            reason=make.sentence(),
        )
        for body in bodies
    ]
    rules.append(
        make.item(
            way=make.random.choice(["officials", "initiators"]),
            way_of_working=make.sentence(),
            reason=make.sentence(),
        )
    )
    parts = {"decision_routes": rules}
    if make.random.random() < 0.5:
        criteria = make.items(1, 4, make.item)
        parts["complexity"] = {
            "criteria": criteria,
            "at_least": make.random.randint(1, len(criteria)),
            "source": "basis",
        }
    return parts


def _route(make):
    gates = make.random.sample(list(Gate), make.random.randint(0, 6))
    return {
        "steps": {
            str(step): {"label": make.word().capitalize(), "explanation": make.sentence()}
            for step in make.random.sample(list(RouteStep), make.random.randint(0, 12))
        },
        "gates": [
            {"gate": str(gate), "holds": make.random.random() < 0.5, "source": "basis"}
            for gate in gates
        ],
        "moderation": make.random.choice(["before", "after"]),
    }


def _proportionality(make, data):
    steps = [step["key"] for step in data["impact"]["steps"]]
    levels = [level["key"] for level in data.get("influence_levels", [])]
    advises = {"level": make.random.choice(levels)} if levels else {"weeks": 4}
    return [
        make.item(
            when={"at_least": {"impact": make.random.choice(steps)}},
            advises=advises,
            advice=make.sentence(),
            reason=make.sentence(),
        )
    ]


def _evaluation(make):
    return [
        make.question(asked_of=str(who), answer=make.one(AnswerKind))
        for who in AskedOf
        for _ in range(make.random.randint(1, 3))
    ]


def _report(make):
    chapters = make.items(1, 3, lambda: make.item(content=make.one(ReportContent)))
    return {"months": make.random.randint(1, 12), "chapters": chapters, "source": "basis"}
