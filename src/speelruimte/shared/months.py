"""The months and the days of the week as people write them: in full, or in short."""

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december"),
)
MONTH_NUMBERS = {
    name: number for number, month in enumerate(MONTHS, start=1) for name in (month, month[:3])
} | {"mrt": 3, "sept": 9}
SHORT_MONTHS = tuple(name for name in MONTH_NUMBERS if name not in MONTHS)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# As ``date.weekday()`` counts them.
WEEKDAY_NUMBERS = {name: number for number, day in enumerate(WEEKDAYS) for name in (day, day[:2])}
