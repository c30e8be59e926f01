"""What a person may write of a duty or an event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.duties import event_problems, report_problems, web_address

EVENT = {"name": "Seminaari", "month": 5, "day": None, "every_years": 1, "first_year": None}


@pytest.mark.parametrize(
    "link", ["https://www.porvoo.fi/a?b=c#d", "http://kunta.fi", "https://kunta.fi:8080/ä"]
)
def test_a_web_address_is_a_link(link):
    assert web_address(link) == link
    assert not list(report_problems({"link": link}))


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "www.kunta.fi",
        "https://",
        "https:kunta.fi",
        "//kunta.fi",
        "https://kunta.fi/a b",
        "https://[::1",
        "https://kunta.fi:99999/",
        "ei linkkiä",
    ],
)
def test_anything_else_is_no_link_and_is_refused_with_a_sentence(link):
    assert web_address(link) == ""
    (problem,) = report_problems({"link": link})
    assert problem.code == "bad_link" and "https://" in problem.message


@given(st.text())
def test_whatever_is_written_a_link_is_http(text):
    assert web_address(text) in ("", text)
    assert web_address(text) == "" or text.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (date(1899, 12, 31), False),
        (date(1900, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
        (None, True),
    ],
)
def test_a_day_outside_1900_to_2100_is_refused(day, kept):
    assert [one.code for one in report_problems({"link": "", "done_on": day})] == (
        [] if kept else ["bad_date"]
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "  "}, "nimi"),
        ({"month": None}, "kuukausi"),
        ({"month": 2, "day": 30}, "päivä"),
        ({"month": 4, "day": 31}, "päivä"),
        ({"every_years": 4}, "vuosi"),
        ({"first_year": 1899}, "1900"),
        ({"first_year": 2101}, "2100"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_a_sentence(fields, sentence):
    (problem,) = event_problems({**EVENT, **fields})
    assert sentence in problem.message


@pytest.mark.parametrize(
    "fields", [{}, {"month": 2, "day": 29}, {"every_years": 4, "first_year": 2025}, {"day": 31}]
)
def test_an_event_that_can_be_is_kept(fields):
    assert not list(event_problems({**EVENT, **fields}))
