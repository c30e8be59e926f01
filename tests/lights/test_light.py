"""A light is a colour, a shape, a word and a meaning; and how many lights are counted."""

from dataclasses import dataclass

import pytest

from hyte_core.lights import Light, count, light_of
from hyte_core.lights.rollup import judged
from hyte_core.locale import LANGUAGES, speaking


@dataclass(frozen=True)
class Thing:
    """As much of an action as counting needs."""

    light: Light
    has_parts: bool = False


def luminance(colour: str) -> float:
    """The relative luminance of a colour as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("light", Light)
def test_text_on_a_lights_colour_can_be_read(light: Light) -> None:
    dark, bright = sorted((luminance(light.fill), luminance(light.on_fill)))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_no_two_lights_share_a_colour_a_shape_or_a_word_in_any_language() -> None:
    for language in LANGUAGES:
        with speaking(language):
            for sign in ("fill", "symbol", "word"):
                assert len({getattr(light, sign) for light in Light}) == len(Light)


def test_the_colours_of_the_three_lights_are_those_of_the_design() -> None:
    assert [light.fill for light in Light][:3] == ["#1B7A3D", "#F2B705", "#B3261E"]


def test_lights_are_shown_in_the_order_green_yellow_red_grey() -> None:
    assert [light.value for light in Light] == ["green", "yellow", "red", "grey"]


@pytest.mark.parametrize("light", Light)
def test_a_light_read_back_from_a_table_is_the_same_light(light: Light) -> None:
    assert light_of(light.stored) is light


def test_no_light_is_grey() -> None:
    assert light_of(None) is Light.GREY
    assert Light.GREY.stored is None


def test_a_light_that_does_not_exist_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="blue"):
        light_of("blue")


def test_green_is_better_than_yellow_and_yellow_than_red_and_grey_cannot_be_compared() -> None:
    green, yellow, red = Light.GREEN.rank, Light.YELLOW.rank, Light.RED.rank
    assert green is not None and yellow is not None and red is not None
    assert green > yellow > red
    assert Light.GREY.rank is None


def test_a_plans_own_words_for_a_light_replace_the_usual_ones_for_that_light_only() -> None:
    own = {"green": "tehty"}
    assert Light.GREEN.meaning(own) == "tehty"
    assert Light.RED.meaning(own) == Light.RED.meaning() == "ei toteutunut tai ei aloitettu"


def test_an_empty_word_of_a_plan_is_no_word() -> None:
    assert Light.GREEN.meaning({"green": ""}) == "viety suunnitellusti loppuun"


def test_every_light_is_counted_zeros_too() -> None:
    things = [Thing(Light.GREEN), Thing(Light.GREEN), Thing(Light.GREY)]
    assert count(things) == {Light.GREEN: 2, Light.YELLOW: 0, Light.RED: 0, Light.GREY: 1}
    assert list(count([])) == list(Light)


def test_an_action_that_is_judged_by_its_parts_is_not_counted_as_not_assessed() -> None:
    whole, parts = Thing(Light.GREY, has_parts=True), [Thing(Light.RED), Thing(Light.GREY)]
    assert count([whole, *parts]) == {Light.GREEN: 0, Light.YELLOW: 0, Light.RED: 1, Light.GREY: 1}
    assert judged([whole, *parts]) == parts


def test_an_action_with_parts_that_has_a_light_of_its_own_counts_with_it() -> None:
    assert count([Thing(Light.GREEN, has_parts=True), Thing(Light.RED)])[Light.GREEN] == 1
