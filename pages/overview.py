"""Tilannekuva: in ten seconds, where are we, what has changed, what is late, what nobody has assessed."""

from collections.abc import Callable
from functools import partial

from hyte_core.indicators import INDICATOR_TABLES, Direction, Verdict
from hyte_core.indicators.words import target_name, value_words
from hyte_core.lights import Light
from hyte_core.locale import _, day, ngettext, number, percent
from hyte_core.ui import address
from hyte_core.ui.actions.light_history import show_history
from hyte_core.ui.choosing import Chosen, choose
from hyte_core.ui.duties import data as duty_data
from hyte_core.ui.duties.due import draw_due
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.side_by_side import VIEW, comparison_link, show_comparison
from hyte_core.ui.style import draw
from hyte_core.ui.welcome import welcome
from hyte_core.views import Overview, overview, tree

#: How many rows the lists of the start page show; the rest are a click away.
SHOWN = 6


def main() -> None:
    """Draw the page."""
    made = choose(along=INDICATOR_TABLES)
    if made is None:
        welcome()
        return
    chosen, since = made
    if address.get("nakyma") == VIEW:
        show_comparison(chosen, since)
        return
    found = overview(chosen.plan, today=chosen.on, since=since)
    _draw(chosen, found, _wrong_way(chosen))
    if chosen.at is None:
        draw_due(duty_data.duties(chosen.plan.organisation_id), chosen.on, within=90, most=4)
    if chosen.plan.years:
        show_history(chosen.plan, chosen.on)


def _wrong_way(chosen: Chosen) -> tuple[list[Verdict], int]:
    """What the plan's indicators say that goes the wrong way, the most worrying first; and how many are followed."""
    organisation = chosen.plan.organisation_id
    known = indicator_data.indicators(organisation, chosen.at)
    followed = known.of_areas(area.id for area in chosen.plan.focus_areas)
    said = indicator_data.verdicts(organisation, at=chosen.at)
    wrong = [v for one in followed for v in said[one.id] if v.direction is Direction.WORSE]
    return sorted(wrong, key=lambda verdict: verdict.worry, reverse=True), len(followed)


def _draw(chosen: Chosen, found: Overview, indicators: tuple[list[Verdict], int]) -> None:
    wrong, followed = indicators
    plan = chosen.plan
    href = partial(address.Links().to, "toimenpiteet")
    held = dict(plan.meetings)
    sections = [
        {
            "area": section.area,
            "size": section.size,
            "judged": sum(section.counts.values()),
            "counts": section.counts,
            "goals": len(section.area.goals),
            "better": found.of_area(section.area.id)[0],
            "worse": found.of_area(section.area.id)[1],
            "href": lambda light, area=section.area.id: href(painopiste=area, valo=light.value),
        }
        for section in tree(plan, plan.actions, with_empty=True)
    ]
    draw(
        "overview.html",
        cards=[*_cards(chosen, found, href), *_indicator_card(wrong, followed)] if plan.actions else [],
        followed=followed,
        wrong_way=[_indicator_row(verdict) for verdict in wrong[:SHOWN]],
        more_wrong=len(wrong) > SHOWN,
        wrong_href=address.Links().to("indikaattorit", tulkinta="heikkenee", jarjestys="huonoin"),
        sections=sections,
        compare_href=comparison_link(),
        wording=plan.wording,
        href=href,
        changed_title=_("Muuttunut edellisen kokouksen jälkeen")
        if found.since in held
        else _("Muuttunut {day} jälkeen").format(day=day(found.since)),
        moved_actions=found.moved[:SHOWN],
        more_moved=len(found.moved) > SHOWN,
        since=found.since.isoformat(),
        late_actions=found.late[:SHOWN],
        more_late=len(found.late) > SHOWN,
    )


def _cards(chosen: Chosen, found: Overview, href: Callable[..., str]) -> list[dict[str, str]]:
    plan = chosen.plan
    counts = plan.count()
    done, all_ = counts[Light.GREEN], sum(counts.values())
    turned = (_("▲ {n} parempaan").format(n=found.better), _("▼ {n} huonompaan").format(n=found.worse))
    months = plan.assessment_interval_months
    return [
        {
            "number": percent(done / all_) if all_ else "–",
            "text": _("viety suunnitellusti loppuun"),
            "more": _("{n} / {all} toimenpidettä").format(n=number(done), all=number(all_)),
            "href": href(valo=Light.GREEN.value),
        },
        {
            "number": number(len(found.moved)),
            "text": ngettext(
                "valo muuttunut {day} jälkeen",
                "valoa muuttunut {day} jälkeen",
                len(found.moved),
                day=day(found.since),
            ),
            "more": " · ".join(
                text for text, n in zip(turned, (found.better, found.worse), strict=True) if n
            ),
            "href": href(muuttunut=found.since.isoformat()),
        },
        {
            "number": number(len(found.late)),
            "text": _("myöhässä"),
            "more": _("vanhin määräaika {day}").format(day=day(found.late[0].due)) if found.late else "",
            "href": href(myohassa="1"),
        },
        {
            "number": number(len(found.stale)),
            "text": ngettext(
                "ei arvioitu yli {n} kuukauteen",
                "ei arvioitu yli {n} kuukauteen",
                months,
            ),
            "more": _("{n} ilman yhtään arviota").format(n=len(found.never)) if found.never else "",
            "href": href(arvioimatta="1"),
        },
    ]


def _indicator_card(wrong: list[Verdict], followed: int) -> list[dict[str, str]]:
    """How many indicators go the wrong way; nothing if none are followed."""
    if not followed:
        return []
    n = len({verdict.indicator.id for verdict in wrong})
    return [
        {
            "number": number(n),
            "text": ngettext("indikaattori väärään suuntaan", "indikaattoria väärään suuntaan", n),
            "more": _("{n} seuratusta").format(n=number(followed)),
            "href": address.Links().to("indikaattorit", tulkinta="heikkenee"),
        }
    ]


def _indicator_row(verdict: Verdict) -> dict[str, str]:
    indicator, previous = verdict.indicator, verdict.previous
    assert previous is not None and previous.value is not None  # else it could not go anywhere
    group = verdict.series.group
    return {
        "name": f"{indicator.name}, {group}" if group else indicator.name,
        "href": address.Links().to("indikaattorit", indikaattori=indicator.id),
        "before": f"{value_words(indicator, previous.value)} ({previous.year})",
        "now": f"{value_words(indicator, verdict.value)} ({verdict.latest.year})",
        "target": target_name(indicator, verdict.target) if verdict.target else "–",
    }


main()
