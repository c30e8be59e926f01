"""One indicator as its reader sees it, as records."""

from hyte_core.indicators import IndicatorView
from hyte_core.records.indicators import IndicatorRecord, IndicatorValueRecord, TargetRecord
from hyte_core.records.kinds import Records


def indicator_records(indicator: IndicatorView) -> Records:
    """The indicator's metadata, and the values and targets of the areas that are looked at."""
    return Records(
        indicators=(
            IndicatorRecord(
                indicator=indicator.own_name,
                unit=indicator.unit,
                source=indicator.source,
                polarity=indicator.polarity,
                names=indicator.names,
                descriptions=indicator.descriptions,
                decimals=indicator.decimals,
                per=indicator.per,
                theme=indicator.theme,
                light_rule=indicator.light_rule,
                sotkanet_id=indicator.sotkanet_id,
                fetched_on=indicator.fetched_on,
                licence=indicator.licence,
            ),
        ),
        indicator_values=tuple(
            IndicatorValueRecord(
                indicator=indicator.own_name,
                year=point.year,
                value=point.value,
                source=indicator.source,
                group=one.group,
                region=one.region,
                unit=indicator.unit,
                numerator=point.numerator,
                denominator=point.denominator,
                lower=point.lower,
                upper=point.upper,
                missing_reason=point.missing_reason,
                note=point.note,
            )
            for one in indicator.series
            for point in one.points
        ),
        targets=tuple(
            TargetRecord(
                indicator=indicator.own_name,
                value=target.value,
                direction=target.direction,
                year=target.year,
                source=indicator.source,
                group=one.group,
                region=one.region,
                baseline_year=target.baseline_year,
                note=target.note,
            )
            for one in indicator.series
            for target in one.targets
        ),
    )
