"""What hundreds of people of Lindewold wrote about the path along the Vaart, in parts.

Six themes, in the order of the plot: the path itself, resting, trees and animals, light, the bus,
and the water.
"""

NAMES = (
    "Gerda", "Klaas", "Yusuf", "Marijke", "Bart", "Aysel", "Trijntje", "Daan", "Mohammed", "Willemien",
    "Roos", "Jan", "Sanne", "Piet", "Fenna", "Ewout", "Latifa", "Cor", "Hilde", "Tom", "Anja", "Rik",
    "Thea", "Sem", "Ilse", "Geert", "Noor", "Wietske",
)  # fmt: skip
SURNAMES = (
    "Bakker", "Veldhuis", "Öztürk", "Postma", "de Groot", "Amrani", "Hofstra", "Kuiper", "Jansen",
    "van der Wal", "Brouwer", "Said", "Wolters", "Dijkstra", "Meijer", "Boersma", "Tuinstra", "Vos",
    "Smit", "Haan", "Nijboer", "Zwart", "Koster", "Ait Ali",
)  # fmt: skip

WHO = (
    "Ik loop hier elke ochtend met de hond.",
    "Mijn kinderen fietsen hier naar school.",
    "Ik ben 81 en loop met een rollator.",
    "Wij wonen al dertig jaar aan de Vaart.",
    "Ik werk in het ziekenhuis en fiets hier ook 's nachts.",
    "Als visser zit ik hier vaak.",
    "Ik duw de rolstoel van mijn man.",
    "Onze hardloopgroep komt hier twee keer in de week langs.",
    "Ik breng hier de post rond.",
    "Wij komen uit De Lanen en fietsen hier naar het zwembad.",
    "Ik zit in groep acht.",
    "Sinds kort woon ik hier.",
    "Namens de bewoners van het appartement bij de sluis.",
    "Ik geef les op De Lindeboom.",
    "Met mijn scootmobiel kom ik hier bijna elke dag.",
    "Ik ben slechtziend en ken de weg uit mijn hoofd.",
)

SEEN = (
    (
        "Het pad bij de brug is zo smal dat fietsers mij raken.",
        "Snelle fietsen komen hier zonder bel voorbij.",
        "Bij de sluis ligt de stoep scheef.",
        "De bocht bij het gemaal is niet te overzien.",
        "Twee kinderwagens kunnen elkaar hier niet passeren.",
        "Op zaterdag loopt en fietst alles door elkaar.",
        "In het asfalt zitten gaten van boomwortels.",
        "Brommers gebruiken het pad om de rotonde te vermijden.",
        "Bij de Molenweg moet ik drie keer kijken voor ik oversteek.",
        "Na regen blijft er een grote plas staan bij de duiker.",
        "Het hekje bij de brug is te smal voor een bakfiets.",
    ),
    (
        "Tussen de brug en de sluis kun je nergens zitten.",
        "Het enige bankje staat vol in de wind.",
        "De bank bij de kade heeft geen leuningen.",
        "Mijn moeder haalt de sluis net niet zonder te rusten.",
        "Bij mooi weer zijn alle bankjes bezet.",
        "Er staat een prullenbak, maar die is altijd vol.",
        "Wie moe is, moet nu op de reling gaan zitten.",
        "Wij nemen zelf een klapstoel mee.",
    ),
    (
        "In de oude wilgen broedt elk jaar een ijsvogel.",
        "De wilgen geven in juli de enige schaduw.",
        "De berm stond vorig jaar vol margrieten.",
        "Ik zag hier vorige week nog een ringslang.",
        "Aan de overkant is al zoveel gekapt.",
        "Vleermuizen vliegen in de schemer langs de bomenrij.",
        "De meerkoeten zitten precies waar het pad breder moet.",
        "Het riet wordt elk jaar te vroeg gemaaid.",
        "Onze klas telt hier in het voorjaar de kikkers.",
    ),
    (
        "In de winter is het hier om vijf uur aardedonker.",
        "Mijn dochter durft na training niet langs het water.",
        "De laatste lantaarn is al jaren stuk.",
        "Met tegenlicht van auto's zie ik de rand van het water niet.",
        "'s Avonds fiets ik om, en dat scheelt tien minuten.",
        "Bij de tunnel onder het spoor is het ook overdag donker.",
        "Je ziet niet wie er aankomt.",
    ),
    (
        "De bus stopt niet meer bij de Molenweg.",
        "Van de halte naar het pad is het een kwartier lopen.",
        "Wie niet kan fietsen, komt hier alleen met de auto.",
        "De buurtbus rijdt precies als ik hem niet nodig heb.",
    ),
    (
        "Kano's worden nu over het hek getild.",
        "De steiger is glad en half verrot.",
        "In augustus ligt er blauwalg en weet niemand of zwemmen mag.",
        "De boten van de camping leggen aan waar het pad komt.",
    ),
)  # fmt: skip

ASKED = (
    (
        "Maak het pad breder, minstens drie meter.",
        "Geef wandelaars een eigen strook.",
        "Leg een drempel waar fietsers van de brug af komen.",
        "Kan er een streep in het midden komen?",
        "Zet een spiegel in de bocht.",
        "Laat brommers hier niet toe, en controleer dat ook.",
        "Haal de hekjes weg of zet ze verder uit elkaar.",
        "Leg glad asfalt zonder randen, dan kan ik ook mee.",
        "Zorg voor een veilige oversteek bij de Molenweg.",
        "Zet borden dat fietsers en wandelaars het pad delen.",
        "Maak van het jaagpad een voetpad en leg het fietspad achter de bomen.",
    ),
    (
        "Zet om de 200 meter een bankje neer.",
        "Graag bankjes met een leuning aan beide kanten.",
        "Zet een bank in de schaduw, en één in de zon.",
        "Maak bij de sluis een plek waar je samen kunt zitten.",
        "Zet naast elk bankje ruimte voor een rolstoel.",
        "Een kraantje met drinkwater zou fijn zijn.",
        "Een picknicktafel bij de kade is genoeg.",
        "Laat de school de bankjes versieren.",
    ),
    (
        "Laat de wilgen staan, ook als het pad er dan omheen moet.",
        "Plant voor elke boom die weggaat er twee terug.",
        "Werk niet in de broedtijd.",
        "Zaai de bermen in met wilde bloemen.",
        "Maai minder, en ruim het maaisel op.",
        "Leg een tunneltje aan voor de padden.",
        "Vraag de natuurgroep om mee te kijken.",
        "Houd één oever zonder pad, voor de dieren.",
        "Hang een paar nestkasten op in plaats van weer een bord.",
    ),
    (
        "Kunnen er lampen komen die aangaan als je langskomt?",
        "Zet lage lampjes langs de rand, geen grote masten.",
        "Begin met licht bij de tunnel.",
        "Laat de lampen na middernacht zwakker branden.",
        "Licht mag, maar richt het naar beneden voor de vleermuizen.",
        "Maak de rand van het pad wit, dat helpt al.",
        "Liever geen lampen langs de wilgen.",
    ),
    (
        "Laat de bus weer stoppen bij de Molenweg.",
        "Zet een halte bij de sluis, dan kunnen ook ouderen hier wandelen.",
        "Praat met de provincie over een halte dichter bij het water.",
        "Laat de buurtbus in het weekend langs de Vaart rijden.",
    ),
    (
        "Maak een lage steiger waar je met een kano in en uit kunt.",
        "Zet een bord neer met de stand van het water en of zwemmen mag.",
        "Geef vissers een vast plekje, dan staat niemand elkaar in de weg.",
        "Maak een trapje naar het water.",
    ),
)  # fmt: skip

WHY = (
    (
        "Nu loop ik liever over de weg, en dat is ook niet goed.",
        "Vorige maand ging het bijna mis.",
        "Dan kunnen mijn kleinkinderen alleen naar school.",
        "Het gaat niet om hard kunnen fietsen, maar om veilig thuiskomen.",
        "Op de avond waren we het daar allemaal over eens.",
        "Anders blijft iedereen de auto pakken.",
    ),
    (
        "Anders blijft mijn man thuis.",
        "Zo spreek je ook weer eens iemand.",
        "Een bankje kost weinig en iedereen heeft er wat aan.",
        "De huisarts zegt dat ik moet lopen, maar dan moet ik wel kunnen zitten.",
    ),
    (
        "Een boom van tachtig jaar heb je niet zomaar terug.",
        "Daarvoor komen wij hier.",
        "Dieren kunnen geen formulier invullen.",
        "Het is hier juist mooi omdat er zo weinig is gedaan.",
    ),
    (
        "Met licht fiets ik ook in december.",
        "Veilig voelen begint met zien.",
        "Te veel licht jaagt de dieren weg.",
    ),
    (
        "Niet iedereen kan fietsen.",
        "Mijn zus komt hier nu nooit meer.",
    ),
    (
        "De Vaart is er voor iedereen.",
        "Het is het mooiste stuk water van de gemeente.",
    ),
)

CLOSING = (
    "Succes ermee.",
    "Ik help graag mee als er handen nodig zijn.",
    "Verder vind ik het een goed plan.",
    "Bel mij gerust als u meer wilt weten.",
    "Ik hoop dat u ook bij ons aan de deur komt.",
    "Bedankt dat u het vraagt.",
    "Doe er alstublieft iets mee.",
    "De rest laat ik aan u over.",
    "Het papieren formulier was duidelijk.",
    "Wanneer horen wij hier meer van?",
)
