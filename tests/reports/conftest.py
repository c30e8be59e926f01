"""A small plan with everything that a report tells of: lights, notes, an indicator, a contact and a duty."""

import pytest
from making import EMAIL, NAME, PHONE
from series import put
from sqlalchemy import Engine
from trees import NOW, build, save

from hyte_core.changes import Change
from hyte_core.model import (
    Assessment,
    Contact,
    Duty,
    DutyReport,
    FollowedIndicator,
    Indicator,
    InterfaceArea,
)

TREE = """
    1. Osallisuus
      Tavoite
        Asukasraati (Sivistystoimi, due 2025-06-30) [red 2024-12-31]
        Kylätalot (Liikunta) [yellow 2024-06-30, green 2025-09-30]
        Kävelyreitit
    2. Turvallisuus
      Tavoite ilman toimenpiteitä
    """
INDICATORS = (
    """Yksinäisyys, %, lower, Kouluterveyskysely
    Testikunta lukio: 2017 10.3, 2019 12.3=37/301 | 9
    koko maa lukio: 2017 10.4, 2019 11.2""",
    """Tapaturmat, %, lower, Oma tilasto
    Testikunta *: 2017 40=40/100, 2019 7.7=3/39""",
)


@pytest.fixture
def plan(engine: Engine) -> Engine:
    """The database with the plan."""
    made = build(engine, TREE)
    put(engine, *INDICATORS)
    area, organisation = made.focus_areas[0].id, made.organisation_id
    note = f"Raati ei ole kokoontunut. Kysy: {EMAIL} tai {NAME}."
    late = next(action for action in made.actions if action.name == "Asukasraati")
    shared, duty = InterfaceArea(name="Liikunta", structure="Rakenne"), Duty(paragraph="6 §", party="municipality", name="Seuraa asukkaiden hyvinvointia")  # fmt: skip
    rows = [
        Assessment(action_id=late.id, number=2, assessed_on=NOW.date(), light="red", note=note),
        shared, duty,
        Contact(interface_area_id=shared.id, organisation_id=organisation, role="liikuntasihteeri", name=NAME, email=EMAIL, phone=PHONE),
        DutyReport(duty_id=duty.id, organisation_id=organisation, year=2025, light="green", evidence="Raportti valtuustolle", responsible="suunnittelija"),
    ]  # fmt: skip
    with engine.connect() as connection:
        table = Indicator.__table__  # type: ignore[attr-defined]
        by_name = {row.name: row.id for row in connection.execute(table.select())}
    ids = [by_name["Yksinäisyys"], by_name["Tapaturmat"]]
    rows += [FollowedIndicator(focus_area_id=area, indicator_id=id_, position=n) for n, id_ in enumerate(ids)]
    outcome = save(engine, *map(Change.adding, rows))
    assert outcome.done, outcome
    return engine
