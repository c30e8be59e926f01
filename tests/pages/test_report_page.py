"""Raportti: the report is made of the plan that is chosen, in the shape and language that are asked for."""

from io import BytesIO

import pytest
from docx import Document
from opening import click, errors, open_page, seen, told
from pptx import Presentation
from sqlalchemy import Engine
from trees import build


def made(at, shape: str, code: str = "fi"):
    """The page after the report has been made, and the file."""
    next(one for one in at.selectbox if one.label == "Muoto").set_value(shape)
    next(one for one in at.selectbox if one.label == "Raportin kieli").set_value(code)
    next(one for one in at.text_area if one.label == "Johdanto").set_value("Hyvä valtuusto")
    at = click(at, "Tee raportti")
    return at, at.session_state["report_made"][1]


@pytest.mark.parametrize("shape", [".docx", ".html", ".pptx"])
def test_the_report_is_made_and_offered(empty: Engine, shape: str) -> None:
    build(empty, "1. Osallisuus\n  - Kuuleminen [green 2026-05-05]")
    at, content = made(open_page("raportti"), shape)
    assert errors(at) == []
    assert "Testisuunnitelma" in seen(at)
    if shape == ".html":
        assert "Kuuleminen" in content.decode() and "Hyvä valtuusto" in content.decode()
    elif shape == ".docx":
        assert any("Hyvä valtuusto" in p.text for p in Document(BytesIO(content)).paragraphs)
    else:
        assert len(Presentation(BytesIO(content)).slides) > 1


def test_the_report_can_be_in_another_language_than_the_page(empty: Engine) -> None:
    build(empty, "1. Osallisuus\n  - Kuuleminen [green 2026-05-05]")
    _at, content = made(open_page("raportti"), ".html", "en")
    assert '<html lang="en"' in content.decode()


def test_a_report_is_made_of_today_only(full: Engine) -> None:
    assert "Tänään" in told(open_page("raportti?vuosi=2025"))
