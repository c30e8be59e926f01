"""Databases that hold something of every kind, for tests of what goes out and comes back."""

from datetime import date

from hypothesis import strategies as st

from hyte_core.model import (
    Contact,
    Decision,
    Duty,
    DutyReport,
    FollowedIndicator,
    Indicator,
    IndicatorCard,
    InterfaceArea,
    Maturity,
    Meeting,
    MeetingItem,
    Network,
    NetworkAction,
    Observation,
    Organisation,
    Participant,
    Presentation,
    Row,
    Series,
    Slide,
    Statement,
    Target,
    YearCard,
    YearlyEvent,
)
from hyte_core.views import PlanView

LETTERS = st.characters(exclude_categories=["Cs", "Cn", "Cc", "Z", "Cf"]) | st.sampled_from("=+-@'\"äÄ")
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.just("") | st.lists(WORDS, min_size=1, max_size=3).map(" ".join) | st.sampled_from(["=A1", "0012"])
ITEMS = st.lists(WORDS.filter(lambda text: ";" not in text), max_size=3)
DATES = st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))
YEARS = st.integers(1990, 2050)
LIGHTS = st.sampled_from(["green", "yellow", "red", None])
PARTIES = st.sampled_from(["municipality", "county"])
NUMBERS = st.floats(0, 90, allow_subnormal=False).map(lambda value: round(value, 6))


def one_of_each(plan: PlanView) -> list[Row]:
    """Rows of every kind that hang on a plan with a focus area and an action."""
    county = Organisation(
        name="Päijät-Hämeen hyvinvointialue", kind="county", region="Päijät-Häme", comparisons=["koko maa"]
    )
    indicator = Indicator(
        name="Kokee itsensä yksinäiseksi",
        unit="%",
        source="Kouluterveyskysely",
        polarity="lower",
        names={"sv": "Känner sig ensam", "en": "Feels lonely"},
        descriptions={"fi": "Osuus vastanneista", "sv": "Andel av de svarande"},
        theme="Mielen hyvinvointi",
        sotkanet_id=286,
        fetched_on=date(2025, 10, 1),
        licence="CC BY 4.0",
    )
    rate = Indicator(name="Sairaalahoitojaksot", per=10_000.0, decimals=0, light_rule="points")
    series = Series(indicator_id=indicator.id, region="Asikkala", group="8.-9. lk")
    whole = Series(indicator_id=rate.id, region="koko maa")
    area = InterfaceArea(name="Osallisuus", position=1, structure="Yhdyspinnat", partners=["Kirkko", "OLKA"])
    other = InterfaceArea(name="Liikunta", position=2, description="Liikkumisen edistäminen")
    network = Network(
        interface_area_id=area.id,
        position=1,
        name="Kylien verkosto",
        heading="Verkostot",
        coordinator="Hyvinvointikoordinaattori",
        meets="neljä kertaa vuodessa",
        members=["Kunta", "Järjestöt"],
        note="avoin kaikille",
    )
    duty = Duty(position=1, paragraph="6 §", party="municipality", name="Nimettävä vastuutaho")
    later = Duty(position=2, paragraph="7 §", party="county", name="Tuettava kuntia")
    owner = plan.organisation_id
    return [
        *(county, indicator, rate, series, whole, area, other, network, duty, later),
        *_a_meeting(owner),
        *_texts(plan, county, indicator, area),
        FollowedIndicator(focus_area_id=plan.focus_areas[0].id, indicator_id=indicator.id, position=1),
        Observation(series_id=series.id, year=2019, value=10.8, lower=9.5, upper=12.25, note="koronavuosi"),
        Observation(series_id=series.id, year=2021, missing_reason="peitetty"),
        Observation(series_id=whole.id, year=2021, value=1234.0, numerator=12.0, denominator=97.0),
        Target(series_id=series.id, direction="decrease", year=2025, baseline_year=2019, note="kaikissa"),
        Target(series_id=series.id, value=0.0, year=2030),
        IndicatorCard(
            indicator_id=indicator.id,
            organisation_id=owner,
            number=1,
            reviewed_on=date(2025, 5, 1),
            content="Osuus",
            owner="Hyvinvointikoordinaattori",
            change_target="Vähenee",
            partners="Koulut",
            dependencies="Rahoitus",
            sub_goals="Kerhot 2025",
            measures="Kerhot",
            light="yellow",
            reasons="Kesken",
            achieved="Kerho alkoi",
            next_steps="Toinen kerho",
            risks="Tilat",
        ),
        IndicatorCard(
            indicator_id=indicator.id, organisation_id=owner, number=2, content="Osuus", light="green"
        ),
        Contact(
            interface_area_id=area.id,
            organisation_id=county.id,
            role="Johtaja, Verso",
            name="N. N.",
            email="n.n@example.fi",
            phone="+358 40 123",
            verified_on=date(2024, 5, 14),
        ),
        Contact(interface_area_id=other.id, organisation_id=owner, role="Hyvinvointikoordinaattori"),
        Network(interface_area_id=None, position=2, name="Neuvottelukunta"),
        NetworkAction(network_id=network.id, action_id=plan.actions[0].id),
        Maturity(
            interface_area_id=area.id, level=3, side="county", assessed_on=date(2024, 5, 14), note="kysely"
        ),
        DutyReport(
            duty_id=duty.id,
            organisation_id=owner,
            year=2024,
            light="green",
            evidence="Nimetty",
            link="https://example.fi/poytakirja",
            minutes="§ 12",
            done_on=date(2024, 3, 1),
            responsible="Kunnanjohtaja",
        ),
        YearlyEvent(party="municipality", position=1, name="Raportti valtuustolle", month=5, duty_id=duty.id),
        YearlyEvent(
            organisation_id=owner,
            party="municipality",
            position=2,
            name="Neuvottelu",
            month=11,
            day=15,
            every_years=4,
            first_year=2025,
        ),
    ]


def _a_meeting(owner: str) -> list[Row]:
    """A closed meeting with a topic, two decisions and two participants, and one that is to come."""
    meeting = Meeting(
        organisation_id=owner,
        held_on=date(2025, 2, 3),
        title="Ohjausryhmä",
        kind="negotiation",
        place="Valtuustosali",
        attendees=0,
        questions=["Mikä onnistui?", "Mikä ei?"],
        summary="Sovittiin teemoista.",
        closed_on=date(2025, 2, 4),
    )
    theme = MeetingItem(
        meeting_id=meeting.id,
        position=1,
        topic="theme",
        title="Liikkuminen",
        text="Vähän liikkuvat tavoitetaan\nToimintakyky kohenee",
        outcome="Alkoi",
    )
    return [
        meeting,
        theme,
        Meeting(organisation_id=owner, held_on=date(2025, 9, 3), title="Ohjausryhmä"),
        MeetingItem(meeting_id=meeting.id, position=2, topic="late", text="Ei huomautettavaa"),
        Decision(
            meeting_id=meeting.id,
            item_id=theme.id,
            position=1,
            text="Kootaan ryhmä",
            responsible="Liikuntapalvelut",
            due=date(2025, 6, 30),
            done_on=date(2025, 5, 2),
            outcome="Ryhmä koottiin",
        ),
        Decision(meeting_id=meeting.id, position=2, text="=Pidetään tauko"),
        Participant(
            meeting_id=meeting.id,
            position=1,
            organisation="Kemi",
            roles="Koordinaattori; johtaja",
            answers={"Mikä onnistui?": "Kerhot\nRaati", "Mikä ei?": "Rahoitus"},
        ),
        Participant(meeting_id=meeting.id, position=2, organisation="Järjestöt"),
    ]


def _texts(plan: PlanView, county: Organisation, indicator: Indicator, area: InterfaceArea) -> list[Row]:
    """Statements of a plan, a yearly card and a presentation."""
    shown = Presentation(plan_id=plan.id, name="Seminaari")
    return [
        Statement(plan_id=plan.id, kind="worry", year=2021, position=1, text="Yksinäisyys"),
        Statement(plan_id=plan.id, kind="worry", year=2021, position=2, text="Liikkumattomuus"),
        Statement(plan_id=plan.id, kind="introduction", year=2024, text="Inledning", language="sv"),
        YearCard(
            organisation_id=plan.organisation_id,
            county_id=county.id,
            year=2024,
            state="Hyvä",
            structures="Ryhmä",
            measures="Kerhot",
            summary="Jatketaan",
            answered_by="Koordinaattori",
            answered_on=date(2025, 1, 15),
        ),
        shown,
        Presentation(plan_id=plan.id, name="Tyhjä"),
        Slide(presentation_id=shown.id, position=1, kind="title"),
        Slide(presentation_id=shown.id, position=2, kind="text", title="Kiitos", text="Kysymyksiä?"),
        Slide(presentation_id=shown.id, position=3, kind="area", subject=plan.focus_areas[0].id),
        Slide(presentation_id=shown.id, position=4, kind="indicator", subject=f"{indicator.id}:8.-9. lk"),
        Slide(presentation_id=shown.id, position=5, kind="indicators", subject=indicator.id),
        Slide(presentation_id=shown.id, position=6, kind="contacts", subject=area.id),
        Slide(presentation_id=shown.id, position=7, kind="area", subject="poistettu"),
    ]


@st.composite
def rows_of_every_kind(draw: st.DrawFn, plan: PlanView) -> list[Row]:
    """Rows that hang on a plan with focus areas and actions, with whatever values they can have."""
    names = st.lists(WORDS, max_size=3, unique_by=lambda name: " ".join(name.casefold().split()))
    owners = [
        Organisation(name=f"Kunta {name}", comparisons=draw(ITEMS), region=draw(TEXTS))
        for name in draw(names)
    ]
    indicators = [
        Indicator(
            name=name,
            unit=draw(WORDS),
            source=draw(TEXTS),
            polarity=draw(st.sampled_from(["higher", "lower", "none"])),
            names={code: f"{code} {name}" for code in draw(st.sets(st.sampled_from(["sv", "en"])))},
            decimals=draw(st.integers(0, 4)),
            per=draw(st.none() | st.just(1000.0)),
            sotkanet_id=draw(st.none() | st.integers(1, 9999)),
            fetched_on=draw(DATES),
        )
        for name in draw(names)
    ]
    rows: list[Row] = [*owners, *indicators]
    for indicator in indicators:
        regions = draw(st.sets(st.sampled_from(["Mikkeli", "Asikkala", "koko maa"])))
        for region in sorted(regions):
            series = Series(
                indicator_id=indicator.id, region=region, group=draw(st.sampled_from(["", "65+"]))
            )
            rows.append(series)
            for year in draw(st.sets(YEARS, max_size=3)):
                value = draw(st.none() | NUMBERS)
                reason = "" if value is not None else draw(TEXTS)[:50]
                rows.append(
                    Observation(
                        series_id=series.id, year=year, value=value, missing_reason=reason, note=draw(TEXTS)
                    )
                )
            rows += draw(
                st.lists(
                    st.builds(
                        Target,
                        series_id=st.just(series.id),
                        value=st.none() | NUMBERS,
                        direction=st.sampled_from(["increase", "decrease", "improve", None]),
                        year=st.none() | YEARS,
                        baseline_year=st.none() | YEARS,
                        note=TEXTS,
                    ),
                    max_size=2,
                )
            )
    for owner in owners:
        rows += draw(meetings(owner))
    rows += draw(texts(plan, owners))
    areas = [
        InterfaceArea(name=f"{name} {n}", position=n, structure=draw(TEXTS), partners=draw(ITEMS))
        for n, name in enumerate(draw(names), start=1)
    ]
    rows += areas
    position = 0
    for area in areas:
        for owner in draw(st.lists(st.sampled_from(owners), max_size=3)) if owners else ():
            rows.append(
                Contact(
                    interface_area_id=area.id,
                    organisation_id=owner.id,
                    role=draw(WORDS),
                    name=draw(TEXTS),
                    phone=draw(TEXTS),
                    verified_on=draw(DATES),
                )
            )
        for name in draw(names):
            position += 1
            rows.append(
                Network(
                    interface_area_id=area.id,
                    position=position,
                    name=name,
                    heading=draw(TEXTS),
                    members=draw(ITEMS),
                )
            )
        for day in draw(st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=2)):
            rows.append(
                Maturity(
                    interface_area_id=area.id,
                    level=draw(st.integers(1, 6)),
                    side=draw(PARTIES),
                    assessed_on=day,
                    note=draw(TEXTS),
                )
            )
    for n, name in enumerate(draw(names), start=1):
        duty = Duty(position=n, paragraph=draw(WORDS), party=draw(PARTIES), name=name)
        rows.append(duty)
        for owner in owners:
            for year in draw(st.sets(YEARS, max_size=2)):
                rows.append(
                    DutyReport(
                        duty_id=duty.id,
                        organisation_id=owner.id,
                        year=year,
                        light=draw(LIGHTS),
                        evidence=draw(TEXTS),
                        done_on=draw(DATES),
                    )
                )
    return rows


@st.composite
def meetings(draw: st.DrawFn, owner: Organisation) -> list[Row]:
    """Meetings of an organisation with topics, decisions and participants."""
    rows: list[Row] = []
    held = st.dates(date(2000, 1, 1), date(2030, 1, 1))
    for held_on in draw(st.sets(held, max_size=2)):
        meeting = Meeting(
            organisation_id=owner.id,
            held_on=held_on,
            title=draw(WORDS),
            kind=draw(st.sampled_from(["meeting", "negotiation"])),
            place=draw(TEXTS),
            attendees=draw(st.none() | st.integers(0, 500)),
            questions=draw(ITEMS),
            summary=draw(TEXTS),
            closed_on=draw(DATES),
        )
        topics = ["own", "theme", "late", "changed"]
        items = [
            MeetingItem(
                meeting_id=meeting.id,
                position=n,
                topic=draw(st.sampled_from(topics)),
                title=draw(TEXTS),
                text=draw(TEXTS),
                outcome=draw(TEXTS),
            )
            for n in range(draw(st.integers(0, 3)))
        ]
        rows += [meeting, *items]
        for n, text in enumerate(draw(st.lists(WORDS, max_size=3))):
            item = draw(st.sampled_from([None, *items]))
            rows.append(
                Decision(
                    meeting_id=meeting.id,
                    item_id=item.id if item else None,
                    position=n,
                    text=text,
                    responsible=draw(TEXTS),
                    due=draw(st.none() | st.dates(held_on, date(2040, 1, 1))),
                    done_on=draw(st.none() | st.dates(held_on, date(2040, 1, 1))),
                    outcome=draw(TEXTS),
                )
            )
        for n, name in enumerate(draw(st.lists(WORDS, max_size=2, unique_by=str.casefold))):
            answers = draw(st.dictionaries(WORDS, TEXTS, max_size=3))
            rows.append(
                Participant(
                    meeting_id=meeting.id, position=n, organisation=name, roles=draw(TEXTS), answers=answers
                )
            )
    return rows


@st.composite
def texts(draw: st.DrawFn, plan: PlanView, owners: list[Organisation]) -> list[Row]:
    """Statements and presentations of a plan, and cards of organisations."""
    rows: list[Row] = []
    for kind in draw(st.lists(st.sampled_from(["worry", "conclusion", "state"]), max_size=4)):
        language = draw(st.sampled_from(["fi", "sv", "en"]))
        position = draw(st.integers(0, 3))
        rows.append(
            Statement(
                plan_id=plan.id,
                kind=kind,
                year=draw(YEARS),
                position=position,
                text=draw(WORDS),
                language=language,
            )
        )
    for owner in owners:
        for year in draw(st.sets(YEARS, max_size=2)):
            rows.append(
                YearCard(
                    organisation_id=owner.id,
                    county_id=plan.organisation_id,
                    year=year,
                    state=draw(TEXTS),
                    summary=draw(TEXTS),
                    answered_on=draw(DATES),
                )
            )
    for name in draw(st.lists(WORDS, max_size=2, unique_by=str.casefold)):
        shown = Presentation(plan_id=plan.id, name=name)
        rows.append(shown)
        for n in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(["text", "title", "lights"]))
            rows.append(
                Slide(
                    presentation_id=shown.id,
                    position=n,
                    kind=kind,
                    subject=draw(TEXTS),
                    title=draw(TEXTS),
                    text=draw(TEXTS),
                )
            )
    return rows
