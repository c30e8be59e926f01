"""The yearly report to the council (hyvinvointiraportti), with the contents that THL gives for it.

Summary, residents' wellbeing and health, the measures taken, cooperation, statutory duties, conclusions, sources.
"""

from hyte_core.locale import _, day, speaking
from hyte_core.reports.content import Block, Bullets, Document, Paragraph, Section
from hyte_core.reports.material import Material
from hyte_core.reports.measures import appendix, area_bars, measures
from hyte_core.reports.methods import methods
from hyte_core.reports.partners import cooperating, obligations
from hyte_core.reports.public import published
from hyte_core.reports.residents import numbers, residents
from hyte_core.reports.words import indicator_sentences, state_sentences


def council_report(
    made: Material, language: str, *, introduction: str = "", conclusions: str = ""
) -> Document:
    """The report of a plan in a language. ``introduction`` and ``conclusions`` are what a person has written.

    ``made`` must have been read in the same language. Personal names and small numbers are not in it.
    """
    with speaking(language):
        written = [
            _summary(made),
            *_written(_("Johdanto"), introduction),
            residents(made),
            measures(made),
            cooperating(made),
            obligations(made),
            *_written(_("Johtopäätökset"), conclusions),
            methods(made),
            appendix(made),
            *([numbers(made)] if made.followed else []),
        ]
        document = Document(
            title=_("Hyvinvointiraportti {year}").format(year=made.today.year),
            subtitle=made.plan.name,
            language=language,
            organisation=made.plan.organisation,
            period=made.period,
            made_on=made.today,
            sections=tuple(written),
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


def _written(title: str, text: str) -> tuple[Section, ...]:
    """What a person wrote, a paragraph for each that an empty line ends."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return (Section(title, tuple(Paragraph(part) for part in parts)),) if parts else ()
