"""The yearly report (hyvinvointiraportti): to the council with the contents that THL gives for it, or a county's in three parts.

The council's: summary, residents' wellbeing and health, the measures taken, cooperation, statutory duties,
conclusions, sources. The county's: the same in words and numbers, a card for each municipality, sector and the
associations, and a picture of each of its plans. What people have written for the year stands first in its section.
"""

from dataclasses import replace

from hyte_core.locale import _, day, language, speaking
from hyte_core.reports.cards import County, cards, infographics
from hyte_core.reports.content import Block, Bullets, Document, Paragraph, Section
from hyte_core.reports.material import Material
from hyte_core.reports.measures import appendix, area_bars, measures
from hyte_core.reports.methods import methods
from hyte_core.reports.partners import cooperating, obligations
from hyte_core.reports.public import published
from hyte_core.reports.residents import numbers, residents
from hyte_core.reports.statements import state_summary, written
from hyte_core.reports.words import indicator_sentences, state_sentences


def council_report(made: Material, language: str, *, year: int | None = None) -> Document:
    """The report of a plan in a language.

    ``made`` must have been read in the same language. ``year`` is whose texts are printed, by default this one.
    Personal names and small numbers are not in it.
    """
    with speaking(language):
        made = _of_year(made, year)
        sections = (
            _summary(made),
            *_told(made, "introduction", _("Johdanto")),
            _begun(made, "state", _with_statements(made, residents(made))),
            _begun(made, "measures", measures(made)),
            _begun(made, "structures", cooperating(made)),
            obligations(made),
            *_told(made, "summary", _("Yhteenveto ja johtopäätökset")),
            *_behind(made),
        )
        return _document(made, language, sections)


def county_report(made: Material, language: str, county: County, *, year: int | None = None) -> Document:
    """The report of a county in three parts. The arguments are as those of :func:`council_report`."""
    with speaking(language):
        made = _of_year(made, year)
        structures = (cooperating(made), obligations(made))
        first = (
            *_told(made, "introduction", _("Johdanto")),
            _begun(made, "state", replace(_with_statements(made, residents(made)), title=_("Hyvinvoinnin ja terveyden tila"))),
            _begun(made, "structures", Section(_("Hyvinvoinnin ja terveyden edistämisen rakenteet"), (), structures)),
            _begun(made, "measures", replace(measures(made), title=_("Hyvinvoinnin ja terveyden edistämisen toimet"))),
            _begun(made, "summary", replace(_summary(made), title=_("Yhteenveto"))),
        )  # fmt: skip
        second, rest = cards(county)
        sections = (
            Section(_("Osa 1: Hyvinvointi ja sen edistäminen"), (), first),
            *second,
            *infographics(county),
            *_behind(made),
            *rest,
        )
        people = made.people.union(*(one.people for one in county.plans))
        return _document(replace(made, people=people), language, sections)


def _of_year(made: Material, year: int | None) -> Material:
    return replace(made, statements=replace(made.statements, year=year)) if year else made


def _document(made: Material, language: str, sections: tuple[Section, ...]) -> Document:
    document = Document(
        title=_("Hyvinvointiraportti {year}").format(year=made.statements.year),
        subtitle=made.plan.name,
        language=language,
        organisation=made.plan.organisation,
        period=made.period,
        made_on=made.today,
        sections=sections,
    )
    return published(document, made.people)


def _summary(made: Material) -> Section:
    said = [one for of_one in made.verdicts.values() for one in of_one]
    blocks: list[Block] = [Bullets((*state_sentences(made), *indicator_sentences(said)))]
    if made.plan.invented:
        blocks.insert(0, Paragraph(_("Tämän esimerkkiorganisaation tiedot ovat keksittyjä.")))
    bars = area_bars(made)
    if bars.rows:
        blocks.append(bars)
    blocks.append(
        Paragraph(_("Tiedot on koottu {day}.").format(day=day(made.today)), quiet=True)
    )  # fmt: skip
    return Section(_("Tiivistelmä"), tuple(blocks))


def _behind(made: Material) -> tuple[Section, ...]:
    """What stands at the end: sources and methods, all actions, the indicators' numbers."""
    return (methods(made), appendix(made), *((numbers(made),) if made.followed else ()))


def _texts(made: Material, kind: str) -> tuple[Paragraph, ...]:
    part = made.statements.part(kind, language())
    return written(part.text) if part else ()


def _told(made: Material, kind: str, title: str) -> tuple[Section, ...]:
    """A section that is there only if somebody has written it."""
    texts = _texts(made, kind)
    return (Section(title, texts),) if texts else ()


def _begun(made: Material, kind: str, section: Section) -> Section:
    """The section with what somebody has written for it first."""
    return replace(section, blocks=(*_texts(made, kind), *section.blocks))


def _with_statements(made: Material, section: Section) -> Section:
    """The section on residents with the summary of the state of wellbeing before its other parts."""
    told = tuple(state_summary(made.statements, language()))
    if not told:
        return section
    title = _("Hyvinvoinnin tilan yhteenveto {year}").format(year=made.statements.dated_year(language()))
    return replace(section, parts=(Section(title, (), told), *section.parts))
