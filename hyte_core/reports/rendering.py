"""The templates of reports, filled in with escaped texts: what people wrote never becomes markup."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from hyte_core.lights import Light
from hyte_core.locale import _, day, number


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(_=_, day=day, number=number, Light=Light)
    templates.filters["kind"] = lambda block: type(block).__name__
    return templates


def rendered(template: str, **values: Any) -> str:
    """A template with its values in it, in the language that is spoken."""
    return _templates().get_template(template).render(values)
