"""What was done: the lights of the focus areas, the notes of their actions, and all actions as an appendix."""

from collections.abc import Iterable

from hyte_core.lights import Light
from hyte_core.locale import _, ngettext
from hyte_core.reports.content import Block, Bullets, Cell, LightBars, Paragraph, Section, Table
from hyte_core.reports.material import Material
from hyte_core.reports.words import light_cell, schedule_of
from hyte_core.views import ActionView, Branch, PlanView, tree


def area_bars(made: Material) -> LightBars:
    """The lights of each focus area that has actions."""
    plan = made.plan
    rows = ((area.name, plan.count(plan.of_area(area.id))) for area in plan.focus_areas)
    caption = _("Toimenpiteiden liikennevalot painopisteittäin")
    return LightBars(caption, tuple((name, counts) for name, counts in rows if sum(counts.values())))


def measures(made: Material) -> Section:
    """What was done, by focus area: the lights in numbers, and every action that has been assessed."""
    title = _("Mitä on tehty")
    if not made.plan.actions:
        return Section(title, (Paragraph(_("Suunnitelmassa ei ole vielä toimenpiteitä.")),))
    return Section(title, (area_bars(made),), tuple(_area(made, area.id) for area in made.plan.focus_areas))


def _area(made: Material, area: str) -> Section:
    plan = made.plan
    actions = plan.of_area(area)
    counts = plan.count(actions)
    blocks: list[Block] = []
    if any(counts.values()):
        blocks.append(LightBars(_("Painopisteen liikennevalot"), ((_("Toimenpiteet"), counts),)))
    else:
        blocks.append(Paragraph(_("Painopisteellä ei ole toimenpiteitä.")))
    better, worse = made.overview.of_area(area)
    if better or worse:
        text = _("Valoista {better} on muuttunut paremmaksi ja {worse} huonommaksi vertailupäivän jälkeen.")
        blocks.append(Paragraph(text.format(better=better, worse=worse)))
    told = [action for action in actions if action.note or action.light is not Light.GREY]
    if told:
        blocks.append(_assessed(plan, told))
    return Section(plan.area_name(area), (*blocks, *_silent(counts[Light.GREY])))


def _assessed(plan: PlanView, actions: Iterable[ActionView]) -> Table:
    rows = ((Cell(_name(plan, one)), light_cell(one), Cell(one.note)) for one in actions)
    headers = (_("Toimenpide"), _("Liikennevalo"), _("Mitä on tehty"))
    return Table(_("Arvioidut toimenpiteet"), headers, tuple(rows), (8, 4, 9))


def _silent(n: int) -> tuple[Paragraph, ...]:
    if not n:
        return ()
    text = ngettext(
        "{n} toimenpiteellä ei ole liikennevaloa. Kaikki toimenpiteet ovat liitteessä.",
        "{n} toimenpiteellä ei ole liikennevaloa. Kaikki toimenpiteet ovat liitteessä.",
        n,
    )
    return (Paragraph(text, quiet=True),)


def _name(plan: PlanView, action: ActionView) -> str:
    """A sub-action's name tells that it is one."""
    return f"– {action.name}" if action.parent_id else action.name


def appendix(made: Material) -> Section:
    """All actions of the plan, by focus area and goal."""
    plan = made.plan
    parts = tuple(
        Section(section.area.name, tuple(_branch(plan, branch) for branch in section.branches))
        for section in tree(plan, plan.actions, with_empty=True)
    )
    return Section(_("Liite 1: Kaikki toimenpiteet"), (), parts)


def _branch(plan: PlanView, branch: Branch) -> Block:
    name = branch.goal.name if branch.goal else ""
    if not branch.actions:
        return Bullets((_("{goal} (tavoitteella ei ole toimenpiteitä)").format(goal=name),))
    headers = (_("Toimenpide"), _("Vastuutahot"), _("Aikataulu"), _("Liikennevalo"))
    rows = (
        (Cell(_name(plan, one)), Cell(", ".join(one.responsible)), Cell(schedule_of(one)), light_cell(one))
        for one in branch.actions
    )
    return Table(name or _("Toimenpiteet"), headers, tuple(rows), (9, 5, 3, 4))
