"""Cooperation and statutory duties in a report: roles and states, never persons."""

from collections.abc import Iterable

from hyte_core.cooperation import AreaView, Cooperation, Standing, level_texts, side_words, standings
from hyte_core.duties import Duties, sections
from hyte_core.duties.words import heading, state_word
from hyte_core.lights import Light
from hyte_core.locale import _, day
from hyte_core.reports.content import Block, Bullets, Cell, Paragraph, Section, Table
from hyte_core.reports.material import Material


def interface_areas(found: Cooperation, organisation: str) -> list[AreaView]:
    """The areas in which an organisation has a contact."""
    return [area for area in found.areas if found.cells.get((area.id, organisation))]


def roles_of(found: Cooperation, area: AreaView, organisation: str) -> str:
    """The organisation's contacts of an area as roles; a dash if there are none."""
    return _listed(one.role for one in found.cells.get((area.id, organisation), ()))


def roles_table(found: Cooperation, areas: Iterable[AreaView], organisation: str) -> Table:
    """Each area with the organisation's contacts as roles, and the names of its networks."""
    rows = (
        (
            Cell(area.name),
            Cell(roles_of(found, area, organisation)),
            Cell(_listed(one.name for one in found.networks_of(area.id))),
        )
        for area in areas
    )
    headers = (_("Yhdyspinta"), _("Kuka vastaa"), _("Verkostot"))
    return Table(_("Yhdyspinnat ja niiden yhteyshenkilöt nimikkeinä"), headers, tuple(rows), (5, 5, 8))


def area_roles_table(found: Cooperation, area: AreaView) -> Table:
    """Who answers for one area in each organisation, as roles."""
    rows = (
        (Cell(one.name), Cell(_listed(contact.role for contact in contacts)))
        for one in found.organisations
        if (contacts := found.cells.get((area.id, one.id)))
    )
    return Table(area.name, (_("Organisaatio"), _("Kuka vastaa")), tuple(rows), (4, 8))


def maturity_table(rows: Iterable[Standing]) -> Table:
    """How both sides see the cooperation in each area that has been assessed."""
    sides = side_words()
    shown = [row for row in rows if row.latest]
    cells = (
        (Cell(row.area.name), *(Cell(_level(row, side)) for side in sides))
        for row in shown
    )  # fmt: skip
    return Table(_("Yhteistyön aste"), (_("Yhdyspinta"), *sides.values()), tuple(cells), (4, 5, 5))


def _level(row: Standing, side: str) -> str:
    one = row.latest.get(side)
    if one is None:
        return "–"
    return f"{one.level}/6 {level_texts()[one.level]} ({day(one.assessed_on)})"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names)) or "–"


def cooperating(made: Material) -> Section:
    """With whom the organisation works on what: its interface areas, networks and the levels of cooperation."""
    found, organisation = made.cooperation, made.plan.organisation_id
    areas = interface_areas(found, organisation)
    blocks: list[Block] = []
    if areas:
        blocks.append(roles_table(found, areas, organisation))
        levels = maturity_table(standings(found, areas))
        blocks += [levels] if levels.rows else []
    else:
        blocks.append(Paragraph(_("Organisaatiolle ei ole kirjattu yhdyspintojen yhteyshenkilöitä.")))
    bodies = made.plan.responsible_bodies
    if bodies:
        blocks += [Paragraph(_("Suunnitelman toimenpiteistä vastaavat:")), Bullets(tuple(bodies))]
    return Section(_("Yhteistyö ja yhdyspinnat"), tuple(blocks))


def obligations(made: Material) -> Section:
    """How the organisation has done its statutory duties in the last year of which something is recorded."""
    found = made.duties
    title = _("Lakisääteiset tehtävät")
    if not found.all:
        return Section(title, (Paragraph(_("Organisaatiolle ei ole kirjattu lakisääteisiä tehtäviä.")),))
    year = max((year for year in found.years if year <= made.today.year), default=made.today.year)
    counts = found.count(year)
    said = ", ".join(f"{state_word(light)} {n}" for light, n in counts.items() if n)
    blocks: list[Block] = [
        Paragraph(_("Tehtävien tilanne vuonna {year}: {counts}.").format(year=year, counts=said))
    ]
    if not made.duties.years:
        blocks.append(Paragraph(_("Tehtävistä ei ole vielä kirjattu mitään."), quiet=True))
    return Section(title, (*blocks, *_duty_tables(found, year)))


def _duty_tables(found: Duties, year: int) -> Iterable[Table]:
    headers = (_("Tehtävä"), _("Tila"), _("Näyttö"))
    for section in sections(found):
        rows = (
            (
                Cell(one.name),
                Cell("", one.light(year), state_word(one.light(year))),
                Cell(_evidence(found, one.id, year)),
            )
            for one in section.duties
        )
        yield Table(heading(section, found.party or ""), headers, tuple(rows), (9, 3, 6))


def _evidence(found: Duties, duty: str, year: int) -> str:
    report = found.by_id[duty].reports.get(year)
    if report is None or report.light is Light.GREY:
        return ""
    done = day(report.done_on) if report.done_on else ""
    return "\n".join(part for part in (report.evidence, report.minutes, report.link, done) if part)
