"""Open data tells of no person, and hides numbers so small that they could."""

import pytest

from hyte_core.records import ContactRecord, IndicatorValueRecord, Records, public


def value(numerator: float | None, denominator: float | None) -> IndicatorValueRecord:
    """A value of 50 % with its counts."""
    return IndicatorValueRecord("Osuus", 2024, 50.0, numerator=numerator, denominator=denominator, lower=1.0)


def test_contacts_are_published_as_roles_only() -> None:
    contact = ContactRecord("Osallisuus", "Kunta", "Koordinaattori", "Nimi", "a@b.fi", "040")
    (told,) = public(Records(contacts=(contact,))).contacts
    assert (told.role, told.name, told.email, told.phone) == ("Koordinaattori", "", "", "")


@pytest.mark.parametrize(("numerator", "denominator"), [(4, 100), (0, 100), (96, 100), (None, 9), (2, 4)])
def test_a_small_number_is_hidden_with_everything_that_would_tell_it(
    numerator: float | None, denominator: float
) -> None:
    (told,) = public(Records(indicator_values=(value(numerator, denominator),))).indicator_values
    numbers = (told.value, told.numerator, told.denominator, told.lower)
    assert numbers == (None, None, None, None)
    assert told.missing_reason == "peitetty"


@pytest.mark.parametrize(("numerator", "denominator"), [(5, 100), (95, 100), (None, None), (None, 100)])
def test_other_numbers_stay(numerator: float | None, denominator: float | None) -> None:
    before = value(numerator, denominator)
    assert public(Records(indicator_values=(before,))).indicator_values == (before,)


def test_the_limit_can_be_another() -> None:
    before = value(8, 100)
    (told,) = public(Records(indicator_values=(before,)), smallest=10).indicator_values
    assert told.value is None
