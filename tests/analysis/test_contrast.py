"""Two colours told apart by the measure of WCAG 2.2, held against its published examples."""

import pytest

from speelruimte.analysis.contrast import (
    ENOUGH,
    MAIN,
    OURS,
    STANDS_ON,
    WHITE,
    contrast,
    is_readable,
    luminance,
    nearest_readable,
    shades,
)


@pytest.mark.parametrize(
    ("colour", "other", "measured"),
    [
        ("#000000", WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        ("#767676", WHITE, 4.54),  # the lightest grey that passes
        ("#777777", WHITE, 4.48),  # and the first that does not
        ("#ff0000", WHITE, 4.0),
        ("#0000ff", WHITE, 8.59),
    ],
)
def test_contrast_is_what_the_guideline_gives(colour, other, measured):
    assert contrast(colour, other) == pytest.approx(measured, abs=0.005)
    assert contrast(other, colour) == contrast(colour, other)


def test_our_own_green_is_readable_and_stays_as_it_is():
    assert is_readable(OURS[MAIN])
    assert nearest_readable(OURS[MAIN]) == OURS[MAIN]


@pytest.mark.parametrize("colour", ["#ffcc00", "#7fb59d", "#ff0000", WHITE])
def test_a_light_colour_becomes_the_least_darker_that_can_be_read(colour):
    readable = nearest_readable(colour)

    assert not is_readable(colour)
    assert is_readable(readable)
    lighter = "#" + "".join(
        f"{min(255, int(readable[place : place + 2], 16) + 2):02x}" for place in (1, 3, 5)
    )
    assert not is_readable(lighter)


@pytest.mark.parametrize("main", ["#0f5c45", "#123a7a", "#7a1230", "#000000"])
def test_every_shade_can_be_read_where_ours_could(main):
    made = shades(main)

    assert made[MAIN] == main
    assert made.keys() == OURS.keys()
    light = [luminance(made[number]) for number in OURS]
    assert light == sorted(light)
    for number, ours in OURS.items():
        for ground in STANDS_ON:
            if contrast(ours, ground) >= ENOUGH:
                assert contrast(made[number], ground) >= ENOUGH
