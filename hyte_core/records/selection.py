"""A part of the records: what one responsible body is asked about."""

from hyte_core.records.kinds import Records


def responsible_bodies(records: Records) -> list[str]:
    """Every responsible body of the records once, in alphabetical order; capitals make no difference."""
    found: dict[str, str] = {}
    for action in records.actions:
        for body in action.responsible:
            found.setdefault(body.casefold(), body)
    return sorted(found.values(), key=str.casefold)


def for_responsible(records: Records, body: str) -> Records:
    """The actions of a responsible body, with their plans and goals. Empty records if it has none."""
    actions = tuple(a for a in records.actions if body.casefold() in (r.casefold() for r in a.responsible))
    plans = {(a.organisation, a.plan) for a in actions}
    goals = {(a.organisation, a.plan, a.focus_area, a.goal) for a in actions}
    return Records(
        plans=tuple(p for p in records.plans if (p.organisation, p.plan) in plans),
        goals=tuple(g for g in records.goals if (g.organisation, g.plan, g.focus_area, g.goal) in goals),
        actions=actions,
    )
