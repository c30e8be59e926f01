"""What a slide shows: by ids in the database, by names wherever records go, since another installation has other ids."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from hyte_core.model import FocusArea, Indicator, InterfaceArea, Row, columns
from hyte_core.records.meetings import SlideRecord

#: Between an indicator and its group, and between the ids of several indicators, in a slide's subject.
GROUP, NEXT = ":", ","
#: Between the names of several indicators: names have commas.
_NEXT_NAME = "; "
#: What a kind of slide is of.
_OF: Mapping[str, type[Row]] = {
    "area": FocusArea,
    "indicator": Indicator,
    "indicators": Indicator,
    "contacts": InterfaceArea,
}


def with_names(connection: Connection, slides: Iterable[SlideRecord]) -> Iterator[SlideRecord]:
    """The slides with names for ids; an id of what is gone stays."""
    known: dict[type[Row], dict[str, str]] = {}
    for slide in slides:
        model = _OF.get(slide.kind)
        if model is None or not slide.subject:
            yield slide
            continue
        if model not in known:
            rows = connection.execute(select(*columns(model, "id", "name")))
            known[model] = {row.id: row.name for row in rows}
        yield replace(slide, subject=_named(slide, known[model]))


def _named(slide: SlideRecord, names: Mapping[str, str]) -> str:
    if slide.kind == "indicators":
        return _NEXT_NAME.join(names.get(id_, id_) for id_ in slide.subject.split(NEXT))
    if slide.kind == "indicator":
        id_, mark, group = slide.subject.partition(GROUP)
        return f"{names.get(id_, id_)}{mark}{group}"
    return names.get(slide.subject, slide.subject)


def with_ids(slide: SlideRecord, find: Callable[[type[Row], str], str | None]) -> str:
    """The slide's subject by ids; ``find`` gives the id of a name. A name that nothing has stays: it is gone."""
    model = _OF.get(slide.kind)
    if model is None or not slide.subject:
        return slide.subject
    if slide.kind == "indicators":
        names = (name.strip() for name in slide.subject.split(_NEXT_NAME.strip()))
        return NEXT.join(find(model, name) or name for name in names if name)
    if slide.kind == "indicator":
        return _indicator(slide.subject, lambda name: find(model, name))
    return find(model, slide.subject) or slide.subject


def _indicator(subject: str, find: Callable[[str], str | None]) -> str:
    """An indicator's name may have the mark in it: the longest name that there is."""
    parts = subject.split(GROUP)
    for n in range(len(parts), 0, -1):
        found = find(GROUP.join(parts[:n]))
        if found:
            return GROUP.join([found, *parts[n:]])
    return subject
