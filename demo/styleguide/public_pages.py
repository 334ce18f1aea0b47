"""Data of the three public example pages: home, a process, a receipt with its threads."""

from datetime import date

from .places import AREAS, MARKERS
from .words import LEVELS, level, steps


def home_page():
    return {
        "nav_current": "",
        "doors": [
            {"title": "Ik heb een idee", "url": "/idee/", "text": "Voor uw straat, buurt of dorp. U hoort binnen 10 werkdagen wie u helpt."},
            {"title": "Ik wil meedenken", "url": "/meedenken/", "text": "Over plannen van de gemeente of van uw buren. Nu zijn er 7 open."},
            {"title": "Ik wil contact", "url": "/contact/", "text": "Een mens spreken. Bel, mail of loop binnen bij de participatiecoach."},
        ],
        "areas": AREAS,
        "markers": MARKERS,
        "all_count": 7,
        "all_url": "/meedenken/",
        "cards": [
            {"number": 1, "area": "Centrum", "title": "De Brink: meer groen, minder stenen", "url": "/meedenken/brink/", "fixed": "De markt en de kastanje blijven.", "open": "Waar komen bomen, banken en parkeerplekken?", "until": "Nog 40 dagen"} | level(2),
            {"number": 2, "area": "Vaartzijde", "title": "Een speelplek voor de Vaartzijde", "url": "/meedenken/speelplek/", "fixed": "Er is € 85.000. De plek ligt aan de Kolk.", "open": "U kiest zelf welk ontwerp er komt.", "until": "Nog 12 dagen"} | level(3),
            {"number": 3, "area": "Oosterveld", "title": "Nieuwe tijden voor de buurtbus", "url": "/meedenken/buurtbus/", "fixed": "De provincie koos de tijden al.", "open": "Hier is niets meer open. We leggen wel uit waarom.", "until": "Start 1 april"} | level(0),
        ],
        "counts": [
            {"value": "1.204", "label": "keer inbreng in 2026"},
            {"value": "1.187", "label": "keer antwoord gegeven"},
            {"value": "17", "label": "wachten nog op antwoord"},
        ],
        "find_url": "/mijn-inbreng/",
        "said": [
            {"words": "Het pad bij de brug is zo smal dat fietsers mij raken met mijn rollator.", "who": "Bewoner van de Vaartzijde", "verdict": "taken_over", "answer": "Het pad wordt hier 3 meter breed. Wandelaars krijgen een eigen strook.", "process": "Fietsroute langs de Vaart", "url": "/meedenken/fietsroute/"},
            {"words": "Laat de straatlampen in de nacht uit. Dan zien we de sterren weer.", "who": "Bewoner van Oosterveld", "verdict": "partly", "answer": "Tussen 0 en 5 uur branden ze zwakker. Helemaal uit vond de politie niet veilig.", "process": "Verlichting buitengebied", "url": "/meedenken/verlichting/"},
            {"words": "Waarom geen vuurwerkverbod op het plein voor de kerk?", "who": "Bewoner van het Centrum", "verdict": "not", "answer": "De raad koos voor een vuurwerkshow op het sportveld. De uitleg staat in het besluit.", "process": "Oud en Nieuw 2026", "url": "/meedenken/oud-en-nieuw/"},
        ],
        "calendar_url": "/kalender/",
        "calendar_label": "Heel 2027",
        "calendar": [
            {"date": date(2027, 2, 13), "title": "Wandeling over de Brink met de ontwerper", "text": "Zaterdag, 10 uur, start bij de kastanje"},
            {"date": date(2027, 2, 21), "title": "Laatste dag: stemmen over de speelplek", "text": "Zondag, tot middernacht. Op papier tot 17 uur."},
            {"date": date(2027, 3, 4), "title": "Avond over de Brink", "text": "Donderdag, 19.30 uur, dorpshuis De Schakel"},
            {"date": date(2027, 3, 18), "title": "De raad praat over het woonplan", "text": "Donderdag, 20 uur. U mag inspreken."},
        ],
        "year": {
            "first": date(2027, 1, 1),
            "today": date(2027, 2, 9),
            "title": "Jaaroverzicht 2027.",
            "rows": [
                _planned("De Brink", date(2027, 6, 24), (date(2027, 1, 1), date(2027, 3, 21), "open")),
                _planned("Speelplek Vaartzijde", date(2027, 3, 18), (date(2027, 1, 17), date(2027, 2, 21), "open")),
                _planned("Woonplan 2040", date(2027, 12, 9), (date(2027, 3, 1), date(2027, 5, 16), "planned"), (date(2027, 9, 1), date(2027, 10, 25), "planned")),
                _planned("Warmte in De Lanen", date(2027, 10, 14), (date(2027, 4, 5), date(2027, 6, 18), "planned")),
                _planned("Begroting 2028", date(2027, 11, 4), (date(2027, 5, 3), date(2027, 6, 27), "planned")),
            ],
        },
    }  # fmt: skip


def _planned(label, decision, *periods):
    first, last = periods[0][0], periods[-1][1]
    return {
        "label": label,
        "decision": decision,
        "summary": f"{label}: {first:%d-%m} tot en met {last:%d-%m}, besluit {decision:%d-%m}.",
        "periods": [{"start": s, "end": e, "kind": kind} for s, e, kind in periods],
    }


def process_page():
    return {
        "nav_current": "processes",
        "crumbs": [{"label": "Begin", "url": "/"}, {"label": "Ik wil meedenken", "url": "/meedenken/"}, {"label": "De Brink", "url": ""}],
        "title": "De Brink: meer groen, minder stenen",
        "lead": "Het plein in het centrum krijgt in 2028 een nieuwe inrichting. Denk mee over bomen, banken en parkeerplekken.",
        "facts": [
            {"label": "Uw invloed", "value": LEVELS[2]["label"], "say": 2},
            {"label": "Wie beslist", "value": "De raad van Lindewold"},
            {"label": "Besluit", "value": "24 juni 2027"},
        ],
        "open_now": {"title": "Meedoen kan nu", "until": "tot en met zondag 21 maart", "left": "U hebt nog 40 dagen.", "url": "#meedoen", "label": "Doe mee"},
        "about": "Het gaat over het plein zelf: stenen, groen, banken en parkeren. Het gaat niet over de winkels, de huizen of de wegen eromheen.",
        "fixed": [
            {"title": "De markt blijft", "text": "Elke woensdag, met plek voor 22 kramen."},
            {"title": "De oude kastanje en de 6 lindes blijven", "text": ""},
            {"title": "De brandweer kan overal komen", "text": "Daarom blijft er een strook van 3,5 meter vrij."},
            {"title": "Er is € 640.000", "text": "Meer geld komt er niet bij."},
            {"title": "De Brink is klaar voor december 2028", "text": "Dan is de ijsbaan er weer."},
        ],
        "open": [
            {"title": "Waar komen bomen, bloemen en water?", "text": "Er is plek voor 15 tot 30 nieuwe bomen."} | level(2),
            {"title": "Hoeveel parkeerplekken blijven er?", "text": "Nu zijn het er 62. Het worden er 20 tot 45."} | level(2),
            {"title": "Welke banken en speeltoestellen?", "text": "U kiest uit 4 pakketten. De meeste stemmen tellen."} | level(3),
            {"title": "Aan welke kant komen de terrassen?", "text": "Ook de horeca praat mee. Er zijn regels voor geluid."} | level(1),
        ],
        "unknown": [{"text": "Wat ligt er onder de stenen? Het onderzoek naar kabels en bodem is klaar op 12 maart. Dan leest u hier wat het betekent voor de plek van de bomen."}],
        "door": {"url": "#meedoen", "label": "Doe mee", "until": "U kunt meedoen tot en met 21 maart."},
        "levels": LEVELS,
        "level_now": "l2",
        "level_note": "Over banken en speeltoestellen beslist u mee. Over de terrassen praat u mee.",
        "promises": [
            {"text": "U krijgt antwoord op alles wat u inbrengt. Met een uitleg.", "missed": False},
            {"text": "U krijgt het antwoord voor 1 juni 2027.", "missed": False},
            {"text": "De raad leest alle inbreng voordat hij beslist.", "missed": False},
            {"text": "Verandert er iets aan deze afspraken? Dan overleggen we eerst met u.", "missed": False},
        ],
        "adopted": "Vastgesteld door de raad op 26 november 2026. Gewijzigd op 28 januari 2027. U leest versie 2.",
        "promise_links": [{"url": "#afspraken", "label": "Lees wat er veranderde"}],
        "who_decides": [
            {"title": "U denkt mee", "text": "Tot en met 21 maart. Online, op papier of op een avond."},
            {"title": "Het college maakt een voorstel", "text": "In mei. Met uw inbreng en met een uitleg per idee."},
            {"title": "De raad van Lindewold beslist", "text": "Op donderdag 24 juni, 20 uur. U mag erbij zijn en inspreken.", "decides": True},
        ],
        "steps": steps(7),
        "ways": [
            {"title": "Zet uw idee op de kaart", "text": "Wijs een plek aan en schrijf erbij wat u wilt. Duurt ongeveer 5 minuten.", "url": "/meedenken/brink/kaart/", "action": "Naar de kaart", "picture": "map", "main": True} | level(2),
            {"title": "Kies banken en speeltoestellen", "text": "Stem op 1 van de 4 pakketten. De meeste stemmen tellen.", "url": "/meedenken/brink/kies/", "action": "Kies een pakket", "picture": "choice", "main": True} | level(3),
            {"title": "Kom naar de avond", "text": "Donderdag 4 maart, 19.30 uur, dorpshuis De Schakel. Er is een ringleiding. Vervoer nodig? Wij regelen het.", "url": "/meedenken/brink/avond/", "action": "Meld u aan", "picture": "meeting"} | level(2),
            {"title": "Schrijf of bel", "text": "Papieren formulieren liggen in de bibliotheek en op de markt. Bellen kan ook: wij schrijven uw woorden op en lezen ze voor.", "url": "/meedenken/brink/papier/", "action": "Print formulier", "picture": "paper"} | level(2),
        ],
        "themes": [
            {"label": "Bomen en bloemen", "value": 96, "url": "#anderen"},
            {"label": "Parkeren", "value": 71, "url": "#anderen"},
            {"label": "Zitten en spelen", "value": 48, "url": "#anderen"},
            {"label": "Terrassen en geluid", "value": 31, "url": "#anderen"},
            {"label": "Water bij zware regen", "value": 22, "url": "#anderen"},
        ],
        "voices": [
            {"words": "Zet bomen waar in de zomer de zon op de bankjes brandt. Nu zit er niemand.", "who": "Op de kaart, 7 februari · Bomen en bloemen"},
            {"words": "Ik rijd mijn man naar de dokter. Laat dicht bij de praktijk 4 plekken staan.", "who": "Op papier, 5 februari · Parkeren"},
            {"words": "Bij zware regen loopt de winkel onder. Maak de stenen lager in het midden.", "who": "Aan de telefoon, 2 februari · Water bij zware regen"},
            {"words": "Een hek om het speelplekje graag. De auto’s rijden er vlak langs.", "who": "Op de markt, 27 januari · Zitten en spelen"},
        ],
        "voices_url": "/meedenken/brink/inbreng/",
        "voices_count": 268,
        "history": [
            {"day": "28 januari 2027 · besluit 2027-009", "title": "Gewijzigd: het aantal parkeerplekken", "kind": "change", "before": "Er blijven 30 tot 45 parkeerplekken.", "after": "Er blijven 20 tot 45 parkeerplekken.", "why": "Op de avond van 14 januari vroegen veel bewoners om meer groen. Uit de telling bleek dat 18 plekken bijna altijd leeg staan. We overlegden opnieuw met de winkeliers en de bewonersgroep. Beide stemden in.", "url": "/meedenken/brink/verslag/", "link": "Lees het verslag van dit overleg"},
            {"day": "11 januari 2027", "title": "Meedoen is geopend", "text": "1.840 adressen kregen een brief."},
            {"day": "26 november 2026 · besluit 2026-118", "title": "De raad stelde de afspraken vast", "text": "Vanaf nu staat de tekst op slot.", "kind": "decision"},
            {"day": "12 mei 2026", "title": "Weging: denken met bewoners past hier", "text": "Reden: het plein raakt veel mensen en er is echt iets te kiezen."},
        ],
        "verify_url": "/controle/",
        "versions": [
            {"label": "Versie 2, geldt nu", "since": "sinds 28 januari 2027", "url": ""},
            {"label": "Versie 1", "since": "26 november 2026", "url": "/meedenken/brink/versie-1/"},
        ],
        "compare_url": "/meedenken/brink/vergelijk/",
        "next": [
            {"when": "April", "title": "We lezen alles", "text": "We leggen ideeën die op elkaar lijken bij elkaar. U ziet bij welk thema uw idee hoort."},
            {"when": "Voor 1 juni", "title": "U krijgt antwoord", "text": "Per idee: overgenomen, deels, niet, of al zo. Altijd met de reden."},
            {"when": "24 juni", "title": "De raad beslist", "text": "De dag erna leest u hier het besluit. En hoe uw inbreng meetelde."},
        ],
        "people": [
            {"name": "Samira El Idrissi", "question": "Vraag over het plan?", "text": "Samira El Idrissi leidt dit project.", "url": "/vraag/brink/", "link": "Stel uw vraag"},
            {"name": "Marleen Postma", "question": "Gaat er iets niet goed?", "text": "Marleen Postma let op of het meedoen eerlijk gaat.", "url": "/opmerking/brink/", "link": "Meld het bij Marleen"},
        ],
    }  # fmt: skip


def _answered(number, title, theme, count, verdict, answer, day, decision, after, state="decided"):
    return {
        "number": number,
        "title": title,
        "theme": {"name": theme, "count": f"{count} mensen schreven hierover", "url": "/meedenken/fietsroute/thema/"},
        "answer": {"verdict": verdict, "text": answer, "by": f"Ruben Hoekstra, {day} september 2026"},
        "decision": {"title": decision, "text": after, "state": state},
        "decided": state == "decided",
    }  # fmt: skip


def thread_page():
    return {
        "nav_current": "contribution",
        "crumbs": [{"label": "Begin", "url": "/"}, {"label": "Mijn inbreng", "url": "/mijn-inbreng/"}, {"label": "7K4M-2QXD", "url": ""}],
        "title": "Dit deden we met uw inbreng",
        "lead": "U schreef over 4 dingen. U hebt op alle 4 antwoord. Het besluit is genomen.",
        "code": "7K4M-2QXD",
        "receipt": [
            {"label": "Uw code", "value": "7K4M-2QXD", "code": True},
            {"label": "Ontvangen", "value": "3 juni 2026, 14.12 uur, op papier"},
            {"label": "Plan", "value": "Fietsroute langs de Vaart", "url": "/meedenken/fietsroute/"},
            {"label": "Bewijs", "value": "Ontvangstbewijs (pdf, 40 kB)", "url": "/mijn-inbreng/bewijs/"},
        ],
        "parts": [
            {"text": "Ik ben 81 en loop elke dag met mijn rollator langs de Vaart."},
            {"text": "Bij de brug is het pad zo smal dat fietsers mij raken.", "number": 1},
            {"text": "Kunnen er ook bankjes komen, om de 200 meter?", "number": 2},
            {"text": "En kap de oude wilgen niet, daar zit een ijsvogel.", "number": 3},
            {"text": "De bus moet ook weer stoppen bij de Molenweg.", "number": 4},
        ],
        "words_note": "Wij veranderden niets aan uw tekst. Overgetypt door de bibliotheek, nagelezen door een tweede persoon.",
        "points": [
            _answered(1, "Het pad bij de brug is te smal", "Veilig lopen en fietsen", 64, "taken_over", "U had gelijk, en 63 anderen ook. Het pad wordt bij de brug 3 meter breed. Wandelaars krijgen een eigen strook van 1,5 meter.", 14, "Artikel 2: een eigen strook voor wandelaars.", "Wordt gemaakt in mei 2027."),
            _answered(2, "Bankjes om de 200 meter", "Rusten onderweg", 38, "partly", "Er komen 9 banken met armleuningen, om de 350 meter. Om de 200 meter was te duur: dan blijft er geen geld over voor verlichting.", 14, "Artikel 4: negen banken met armleuning.", "De plekken kiezen we samen, in maart 2027."),
            _answered(3, "De oude wilgen", "Bomen en dieren", 51, "already", "De wilgen stonden al vast in de afspraken: ze blijven. Een bioloog zag ook uw ijsvogel. We werken daar niet tussen maart en augustus.", 16, "Artikel 7: de 14 wilgen blijven staan.", "Elk jaar een controle door de groendienst."),
            _answered(4, "De bus bij de Molenweg", "Bus en halte", 12, "outside", "Over de bus gaat de provincie. Dit plan gaat alleen over het pad. Wij stuurden uw woorden door, zonder uw naam.", 10, "Geen besluit in dit plan.", "De provincie antwoordt voor 1 april 2027. Wij zetten het hier.", "open"),
        ],
        "decision": {"title": "Het besluit van de raad", "text": "Op 12 november 2026 nam de raad het plan aan, met 17 stemmen voor en 4 tegen. Besluit 2026-104.", "url": "/besluit/2026-104/", "reverse_url": "/besluit/2026-104/inbreng/", "drawing_title": "Draden van 412 mensen lopen via thema’s samen naar één besluit. Uw draden zijn geel."},
        "fingerprint": "4f2a 91c7 e03b 58d6",
    }  # fmt: skip
