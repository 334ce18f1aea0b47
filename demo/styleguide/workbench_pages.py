"""Data of the two example pages of the workbench: my work, and a weighing."""

from datetime import date

from .words import level, steps


def _task(when, left, title, text, action, late=False):
    return {"when": when, "left": left, "title": title, "text": text, "action": action, "url": "/werk/taak/", "late": late}  # fmt: skip


def my_work_page():
    return {
        "nav_current": "my-work",
        "day_line": "Dinsdag 9 februari 2027. Twee dingen moeten vandaag.",
        "actions": [
            {"label": "Nieuwe ontwikkeling", "url": "/werk/nieuw/"},
            {"label": "Inbreng van papier invoeren", "url": "/werk/papier/", "kind": "secondary"},
        ],
        "task_note": "8 open, uit de poorten van 6 processen",
        "task_groups": [
            {"title": "Vandaag", "tasks": [
                _task("2 dagen", "te laat", "Eén opmerking over het verloop wacht op antwoord.", "De Brink · De termijn van 10 werkdagen liep af op vrijdag 5 februari", "Beantwoord", late=True),
                _task("Vandaag", "17.00 uur", "Nog 3 vragen van de weging zonder reden.", "Warmte in De Lanen · Het college wil de weging in de vergadering van 16 februari", "Ga naar de weging"),
            ]},
            {"title": "Deze week", "tasks": [
                _task("do 11 feb", "2 dagen", "12 reacties wachten op een blik vooraf.", "Speelplek Vaartzijde · In 2 staat misschien een telefoonnummer", "Bekijk 12 reacties"),
                _task("vr 12 feb", "3 dagen", "De wijziging van het kader is nog niet aan deelnemers verteld.", "Woonplan 2040 · 214 mensen en 9 organisaties stemden met het oude kader in", "Lees en verstuur"),
                _task("vr 12 feb", "3 dagen", "Eerste blik vraagt uw mening over een idee.", "Idee: boekenkast op het station · Gevraagd door Ruben Hoekstra", "Geef uw blik"),
            ]},
            {"title": "Daarna", "tasks": [
                _task("21 feb", "12 dagen", "Nog 17 keer inbreng zonder antwoord.", "Fietsroute langs de Vaart · Het proces kan niet dicht voordat dit 0 is", "Beantwoord"),
                _task("1 mrt", "20 dagen", "Jongeren van 12 tot 25 jaar: 6% van de deelnemers, 15% van de buurt.", "De Brink · Uw plan beloofde een extra ronde als dit onder 10% blijft", "Kies een werkvorm"),
                _task("1 apr", "51 dagen", "Bijdrage aan de viermaandelijkse rapportage.", "Alle processen · Concept staat klaar uit de gegevens", "Open het concept"),
            ]},
        ],
        "all_label": "Alle 23 processen van Lindewold",
        "all_url": "/werk/processen/",
        "step_count": 12,
        "rows": [
            _row("De Brink", "Centrum", 7, "Meedoen", 2, (38, 268), "21 mrt", "meedoen sluit"),
            _row("Speelplek Vaartzijde", "Vaartzijde", 7, "Meedoen", 3, (91, 143), "21 feb", "stemmen sluit"),
            _row("Warmte in De Lanen", "De Lanen", 4, "Weging", None, None, "16 feb", "college vergadert"),
            _row("Woonplan 2040", "heel Lindewold", 6, "Vaststelling", 2, None, "18 mrt", "raad vergadert"),
            _row("Fietsroute langs de Vaart", "Vaartzijde", 10, "Terug naar u", 2, (395, 412), "21 feb", "alles beantwoord"),
            _row("Verlichting buitengebied", "Oosterveld", 11, "Leren", 1, (187, 187), "30 apr", "evaluatie klaar"),
        ],
        "terms": [
            {"title": "di 16 feb", "text": "· Aanleveren voor het college", "note": "Warmte in De Lanen"},
            {"title": "di 30 mrt", "text": "· Woonplan ligt ter inzage", "note": "De dag na Pasen. Zienswijzen kunnen vanaf nu."},
            {"title": "ma 10 mei", "text": "· Zienswijzen sluiten", "note": "6 weken"},
        ],
        "promised": [
            {"title": "Antwoord aan 230 mensen", "text": "voor 1 juni", "note": "De Brink. In dit tempo klaar op 19 mei."},
            {"title": "Uitslag van het bodemonderzoek", "text": "op 12 maart", "note": "De Brink, kader 6: nog niet bekend"},
            {"title": "Plekken van 9 banken", "text": "samen kiezen in maart", "note": "Fietsroute langs de Vaart, besluit artikel 4"},
        ],
        "lessons": [
            {"title": "Een weging in een half uur", "url": "/werkboek/weging/", "note": "Les, 6 minuten lezen"},
            {"title": "Jongeren spreken waar ze al zijn", "url": "/werkboek/jongeren/", "note": "Werkvorm, vanaf € 300"},
        ],
    }  # fmt: skip


def _row(name, area, nr, step, rank, answered, day, what):
    row = {"name": name, "area": area, "url": "/werk/proces/", "step_nr": nr, "step_name": step, "answered": answered, "day": day, "what": what}  # fmt: skip
    return row | (level(rank) if rank is not None else {"level": "", "say": None})


def weighing_page():
    return {
        "nav_current": "trajectories",
        "crumbs": [{"label": "Mijn werk", "url": "/werk/"}, {"label": "Warmte in De Lanen", "url": "/werk/proces/"}, {"label": "Weging", "url": ""}],
        "title": "Warmte in De Lanen",
        "subtitle": "De Lanen, 1.310 huishoudens. Projectleider Samira El Idrissi. Beleid: Lindewold 2026, versie 3.",
        "saved": "Opgeslagen om 10.42 uur. Joris van Dam keek gisteren mee.",
        "steps": steps(4),
        "warnings": [
            {"text": "De Lanen gaat over de grens", "url": "#druk"},
            {"text": "Riool Beukenlaan loopt samen op", "url": "#overlap"},
            {"text": "3 eerdere processen lijken hierop", "url": "#eerder", "calm": True},
        ],
        "progress": "5 van 8 vragen klaar",
        "answered": [
            {"nr": 1, "question": "Raakt dit veel mensen?", "answer": "Ja, groot.", "reason": "Alle huizen gaan van het gas. Dat raakt de portemonnee en de straat.", "url": "#vraag-1"},
            {"nr": 2, "question": "Is er nog iets te kiezen?", "answer": "Ja.", "reason": "Drie soorten warmte zijn mogelijk. Ook de volgorde van straten is vrij.", "url": "#vraag-2"},
            {"nr": 3, "question": "Mag de uitkomst anders zijn dan de raad denkt?", "answer": "Ja.", "reason": "Raad, 21 januari 2027: geen voorkeur vooraf.", "url": "#vraag-3"},
        ],
        "more": {"label": "Toon ook vraag 4 en 5 (klaar)", "url": "#alles"},
        "questions": [
            {"key": "v6", "nr": 6, "question": "Hebben bewoners genoeg tijd?", "help": "Tussen de eerste brief en de sluiting zitten nu 24 dagen. In 2 eerdere processen was dat te kort.", "kind": "radio", "choices": [("ja", "Ja", False), ("deels", "Deels", True), ("nee", "Nee", False)], "reason_label": "Waarom?", "reason": "", "reason_help": "Bewoners lezen deze reden. Schrijf kort. Leesniveau: nog geen tekst."},
            {"key": "v7", "nr": 7, "question": "Welke taken van de gemeente spelen mee?", "help": "Kies ook taken die kunnen botsen. Dat zeggen we eerlijk in de brief.", "kind": "checkbox", "choices": [("energie", "Energie en klimaat", True), ("wegen", "Wegen en riool", True), ("armoede", "Armoede en schulden", False), ("monumenten", "Monumenten", False)], "reason_label": "Waar botsen ze?", "reason": "", "reason_help": ""},
            {"key": "v8", "nr": 8, "question": "Wie horen we meestal niet?", "help": "In De Lanen huurt 61%. Bij de vorige 2 processen huurde 18% van de deelnemers.", "kind": "radio", "choices": [], "reason_label": "Wie, en hoe bereikt u hen?", "reason": "", "reason_help": ""},
        ],
        "advice": {"title": "denk samen met bewoners, in 2 rondes, 10 weken", "say": 2, "rules": [
            {"what": "Denk samen met bewoners", "because": "want de impact is groot en er is iets te kiezen.", "rule": "Regel 4", "url": "#regel-4"},
            {"what": "Niet meer dan 1 avond", "because": "want de druk in De Lanen is hoog.", "rule": "Regel 9", "url": "#regel-9"},
            {"what": "Ook aan de deur", "because": "want meer dan de helft huurt.", "rule": "Regel 12", "url": "#regel-12"},
        ]},
        "next_step": "Plan maken",
        "missing": [
            {"sentence": "Vraag 6, 7 en 8 hebben nog geen reden.", "who": "Samira El Idrissi"},
            {"sentence": "De overlap met ‘Riool Beukenlaan’ is nog niet besproken.", "url": "#overlap", "link": "Bekijk de overlap", "who": "Samira El Idrissi en Fatma Yıldız"},
        ],
        "gate_actions": [
            {"label": "Bewaar"},
            {"label": "Meedoen past hier niet: leg uit waarom", "kind": "secondary", "url": "/werk/afzien/"},
        ],
        "limit": 5,
        "load": [
            {"name": "De Lanen", "count": 5, "extra": 2},
            {"name": "Vaartzijde", "count": 4},
            {"name": "Centrum", "count": 3},
            {"name": "Oosterveld", "count": 1},
        ],
        "load_note": "uitnodigingen per adres, 12 maanden",
        "load_words": "Met dit plan gaat De Lanen eroverheen.",
        "overlap": {
            "note": "2 lopen samen op",
            "first": date(2027, 2, 1),
            "title": "Tijdlijn februari tot juli.",
            "words": "Riool Beukenlaan vraagt dezelfde 480 adressen in dezelfde 5 weken.",
            "url": "/werk/bericht/",
            "link": "Vraag Fatma Yıldız om één brief",
            "rows": [
                {"label": "Warmte in De Lanen", "summary": "Warmte in De Lanen: 5 april tot 12 juni.", "periods": [{"start": date(2027, 4, 5), "end": date(2027, 6, 12), "kind": "planned"}]},
                {"label": "Riool Beukenlaan", "summary": "Riool Beukenlaan: 1 april tot 8 mei.", "periods": [{"start": date(2027, 4, 1), "end": date(2027, 5, 8), "kind": "busy"}]},
                {"label": "Speeltuin Lindepark", "summary": "Speeltuin Lindepark: 15 februari tot 20 maart.", "periods": [{"start": date(2027, 2, 15), "end": date(2027, 3, 20), "kind": "done"}]},
            ],
        },
        "earlier": [
            {"title": "Van het gas af in de Molenhoek", "year": 2024, "url": "/archief/molenhoek/", "result": "311 mensen. Raad nam 7 van de 10 adviezen over.", "lesson": "Begin met de kosten per maand. Daar ging elke vraag over."} | level(2),
            {"title": "Zonnepanelen op De Lanenschool", "year": 2025, "url": "/archief/zon/", "result": "96 mensen. Stemming: 71% voor.", "lesson": "Ouders deden mee, buren niet. Bel ook bij de buren aan."} | level(3),
            {"title": "Warmtevisie Lindewold", "year": 2021, "url": "/archief/warmte/", "result": "54 mensen, vooral eigenaren.", "lesson": "24 dagen was te kort. Er kwamen 19 opmerkingen over de tijd."} | level(1),
        ],
    }  # fmt: skip
