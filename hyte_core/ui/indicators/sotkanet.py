"""Fetching indicators from Sotkanet: search, fetch with progress, see what would change, accept."""

from collections.abc import Sequence

import streamlit as st

from hyte_core.changes import Change
from hyte_core.indicators import Indicators, IndicatorView
from hyte_core.locale import _, day, language, ngettext, number
from hyte_core.sotkanet import Listed, RefreshPlan, SotkanetClient, SotkanetError, plan_refresh, search
from hyte_core.ui import address, session
from hyte_core.ui.changes_table import changes_table
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.views import PlanView

_PLAN = "sotkanet_plan"
#: How many changes are shown before they are accepted; the counts tell the rest.
SHOWN = 200
_LIST_HOURS = 24


def show_sotkanet(plan: PlanView, found: Indicators) -> None:
    """Draw the page."""
    st.button(
        _("Takaisin luetteloon"), icon=":material/arrow_back:", on_click=address.put, args=("sotkanet", "")
    )
    st.title(_("Hae Sotkanetista"), anchor=False)
    st.markdown(
        _(
            "Arvot haetaan alueelle {region} ja sen vertailualueille. Mitään ei tallenneta, ennen kuin hyväksyt."
        ).format(region=plain(found.region))
    )
    waiting: RefreshPlan | None = st.session_state.get(_PLAN)
    if waiting is not None:
        _decide(waiting)
        return
    _refresh(plan, [one for one in found.all if one.sotkanet_id is not None])
    _search(plan)
    _areas()


def _refresh(plan: PlanView, followed: Sequence[IndicatorView]) -> None:
    """New values of the indicators that are fetched already."""
    st.header(_("Päivitä seuratut indikaattorit"), anchor=False)
    if not followed:
        st.markdown(_("Organisaatiolla ei ole vielä indikaattoreita Sotkanetista. Etsi ensimmäinen alta."))
        return
    oldest = min((one.fetched_on for one in followed if one.fetched_on), default=None)
    count = ngettext("{n} indikaattori", "{n} indikaattoria", len(followed))
    st.markdown(_("{count}, haettu viimeksi {day}.").format(count=count, day=day(oldest)))
    if st.button(_("Hae uusimmat arvot"), icon=":material/sync:", type="primary"):
        _fetch(plan, [one.sotkanet_id for one in followed if one.sotkanet_id is not None], fresh=True)


def _search(plan: PlanView) -> None:
    st.header(_("Etsi uusia indikaattoreita"), anchor=False)
    text = st.text_input(
        _("Nimi tai numero"),
        icon=":material/search:",
        placeholder=_("esim. yksinäisyys tai 286"),
        key="sotkanet_text",
    )
    if not text.strip():
        return
    try:
        with st.spinner(_("Haetaan luetteloa…")):
            listed = _listed()
    except SotkanetError as error:
        st.error(plain(str(error)), icon=":material/cloud_off:")
        return
    results = search(listed, text)
    if not results:
        st.info(_("Sotkanetissa ei ole indikaattoria, jonka nimessä on nämä sanat: kokeile lyhyempää hakua."))
        return
    chosen = st.multiselect(
        _("Valitse indikaattorit"),
        [one.id for one in results],
        format_func={one.id: f"{_name(one)} ({one.id})" for one in results}.__getitem__,
        placeholder=ngettext("{n} osuma", "{n} osumaa", len(results)),
        key="sotkanet_chosen",
    )
    if st.button(_("Hae valitut"), icon=":material/download:", type="primary", disabled=not chosen):
        _fetch(plan, chosen, fresh=False)


def _name(one: Listed) -> str:
    return one.names.get(language()) or one.names.get("fi", "")


@st.cache_resource(ttl=_LIST_HOURS * 3600, show_spinner=False)
def _listed() -> list[Listed]:
    return SotkanetClient().indicators()


def _areas() -> None:
    """The list of areas, which tells what the areas of downloaded files are."""
    st.header(_("Alueiden luettelo"), anchor=False)
    st.markdown(
        _("Sotkanetista ladatun tiedoston alueet tunnistetaan tämän luettelon avulla, kun tiedosto tuodaan.")
    )
    if not st.button(_("Hae alueiden luettelo"), icon=":material/map:"):
        return
    try:
        with st.spinner(_("Haetaan luetteloa…")):
            known = SotkanetClient(refresh=True).regions()
    except SotkanetError as error:
        st.error(plain(str(error)), icon=":material/cloud_off:")
        return
    count = ngettext("{n} alue", "{n} aluetta", len(known.by_id))
    st.success(_("Luettelo on haettu: {count}.").format(count=count), icon=":material/check:")


def _fetch(plan: PlanView, ids: Sequence[int], *, fresh: bool) -> None:
    """Fetch with a bar that moves; what was found waits in the session for the decision."""
    bar = st.progress(0.0, _("Haetaan Sotkanetista…"))

    def tell(done: int, total: int, what: str) -> None:
        words = _("Haetaan indikaattoria {what}: {done} / {total}").format(what=what, done=done, total=total)
        bar.progress(done / max(total, 1), words if what else _("Verrataan…"))

    try:
        made = plan_refresh(
            session.engine(),
            SotkanetClient(refresh=fresh),
            indicators=ids,
            organisation=plan.organisation_id,
            source="form",
            progress=tell,
        )
    except SotkanetError as error:
        bar.empty()
        st.error(plain(str(error)), icon=":material/cloud_off:")
        return
    st.session_state[_PLAN] = made
    st.rerun()


def _decide(made: RefreshPlan) -> None:
    """What would change, and the two buttons."""
    counts = {name: number(n) for name, n in made.counts.items()}
    st.subheader(
        _("{added} uutta, {changed} muuttunutta, {unchanged} ennallaan").format(**counts), anchor=False
    )
    for id_, error in made.failures.items():
        st.error(f"{id_}: {plain(str(error))}", icon=":material/cloud_off:")
    for problem in made.problems:
        (st.error if problem.severity == "error" else st.warning)(plain(str(problem)))
    shown = _first(made)
    with st.container(horizontal=True):
        if made.change_set and st.button(_("Hyväksy"), type="primary", icon=":material/check:"):
            _accept(made)
        label = _("Hylkää") if made.change_set else _("Sulje")
        if st.button(label, key="sotkanet_drop"):
            del st.session_state[_PLAN]
            st.rerun()
    if shown:
        changes_table(session.engine(), shown)
        rest = len(made.change_set.changes) + sum(map(len, made.change_set.bulks)) - len(shown)
        if rest > 0:
            st.caption(_("ja {n} muuta").format(n=number(rest)))
    elif not made.failures:
        st.info(_("Sotkanetissa ei ole uutta: arvot ovat ajan tasalla."))


def _first(made: RefreshPlan) -> list[Change]:
    """The first changes, those of values first: they are what the reader came for."""
    values = [change for bulk in made.change_set.bulks for change in bulk.first(SHOWN)]
    changed = sorted(made.change_set.changes, key=lambda change: change.entity != "observation")
    return [*changed, *values][:SHOWN]


def _accept(made: RefreshPlan) -> None:
    outcome = save(made.change_set)
    if outcome.done:
        del st.session_state[_PLAN]
        address.put("sotkanet", "")
        st.rerun()
    explain_refusal(outcome)
