"""What a process of the demo is made of, without any key of a policy. Days count from today."""

from dataclasses import dataclass, field

from speelruimte.trajectories.models import Step

COUNCIL, COLLEGE, OFFICIALS, INITIATORS = "council", "college", "officials", "initiators"


@dataclass(frozen=True)
class FrameOf:
    """A frame: fixed, open or unknown; ``about`` is content, money, process or rules."""

    status: str
    about: str
    title: str
    text: str = ""
    origin: str = "Startnotitie"
    known_in: int | None = None


@dataclass(frozen=True)
class PhaseOf:
    """A phase with what opens in it. ``held`` gives day, time and place per method, ``called_off`` why
    what was announced does not take place, and ``moved`` the new day and why.
    """

    name: str
    question: str
    first: int
    last: int
    methods: tuple
    say: int = 2
    group: str = "Iedereen die hier woont of werkt"
    held: dict = field(default_factory=dict)
    called_off: dict = field(default_factory=dict)
    moved: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Word:
    """Own words of somebody. ``theme`` is a number in the plot's themes, or None; ``unreadable`` is
    what a moderator made so afterwards, and why; ``laid_ready`` the answer that whoever came with the
    idea laid ready, where the policy asks a co-signature for it. ``points`` are what it was split into:
    the number of the sentence with which each begins, its theme or None, and its own answer.
    """

    text: str
    theme: int | None = None
    channel: str = "website"
    name: str = ""
    email: str = ""
    title: str = ""
    place: str = ""
    stays_waiting: bool = False
    refused_on: str = ""  # the key of a ground of the policy
    refused: str = ""
    unreadable: tuple = ()
    answer: tuple = ()
    laid_ready: tuple = ()
    points: tuple = ()


@dataclass(frozen=True)
class ThemeOf:
    """A theme with its answer; no verdict means that it waits for one."""

    title: str
    verdict: str = ""
    reason: str = ""
    frame: str = ""


@dataclass(frozen=True)
class VoteOf:
    """A vote on a budget in euro; ``favourites`` are sets of plan numbers, the first the most."""

    budget: int
    plans: tuple
    favourites: tuple
    maximum: int = 3
    rights: int = 120
    digital: int = 60
    paper: int = 12
    rule: str = "equal-shares-add1"
    rest: str = "next-time"
    who: str = "Iedereen in de buurt. U kreeg een brief met een stemcode."


@dataclass(frozen=True)
class ChangeOf:
    """A change of the agreement: the frame that changes, why, and when it was adopted."""

    frame: str
    title: str
    text: str
    reason: str
    began: int
    adopted: int


@dataclass(frozen=True)
class Plot:
    """One process: its texts, its days, and how far it got."""

    title: str
    summary: str
    idea: str
    areas: tuple
    begins: int
    reach: Step
    kind: str = "municipality"
    body: str = COLLEGE
    subject: str = ""
    leader: str = "samira"
    owner: str = ""
    submitter: tuple = ()
    texts: dict = field(default_factory=dict)
    choice: str = ""
    how_weighed: str = (
        "Alle inbreng leggen we op thema bij elkaar. Per thema schrijven we wat we ermee doen en "
        "waarom. Wie beslist, leest alles voordat er een besluit valt."
    )
    frames: tuple = ()
    phases: tuple = ()
    parties: tuple = ()
    moments: tuple = ()  # in how many days, what, whether it decides; maybe at what time, and where
    adopted: int = 0
    decided: int = 0
    number: str = ""
    change: ChangeOf | None = None
    words: tuple = ()
    crowd: int = 0
    themes: tuple = ()
    vote: VoteOf | None = None
    summary_of_result: str = ""
    what: str = ""
    slip: tuple = ()  # how a word of it was first written down, how it is written, what was wrong
    reasons: str = ""
    departure: str = ""
    feedback: str = ""
    lessons: tuple = ()
    looked_back: tuple = ()
    waiver: tuple = ()
    stopped: str = ""
    room_grew: bool = False  # the weighing finds more to choose than the door did
    looked_again: str = ""  # why the coach lets others decide since
    asked_to_stop: tuple = ()  # why, in how many days, and what the body said to that: no, it goes on
    half_done: bool = False
    only_in_full: bool = False
