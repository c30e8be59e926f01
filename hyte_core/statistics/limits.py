"""95 % limits of proportions and rates.

The methods are those of PHEindicatormethods (UKHSA), whose published test data they reproduce.
"""

from functools import lru_cache
from math import exp, lgamma, log, sqrt

from hyte_core.statistics.polarity import known

#: The lower and the upper 95 % limit.
Limits = tuple[float, float]

#: The standard normal quantile of 97,5 %.
Z = 1.959963984540054
#: From this many events on Byar's approximation is used, under it the exact Poisson limits.
BYAR_FROM = 10


def proportion_limits(numerator: float | None, denominator: float | None) -> Limits | None:
    """Wilson's limits of a proportion, as fractions from 0 to 1 (times 100 for a percentage).

    None when a number is missing or the two are no proportion: a denominator of zero, a numerator that is
    negative or over the denominator. Not for weighted samples: they have their published limits.
    Source: Wilson 1927; PHEindicatormethods, phe_proportion.
    """
    if not (known(numerator) and known(denominator)) or not 0 <= numerator <= denominator or not denominator:
        return None
    root = Z * sqrt(Z**2 + 4 * numerator * (1 - numerator / denominator))
    centre, scale = 2 * numerator + Z**2, 2 * (denominator + Z**2)
    # At the ends the formula gives 0 and 1 but for rounding.
    lower = (centre - root) / scale if numerator else 0.0
    upper = (centre + root) / scale if numerator < denominator else 1.0
    return lower, upper


def rate_limits(count: float | None, denominator: float | None, per: float | None) -> Limits | None:
    """The limits of a rate, in the rate's own unit: events per so many (100 000 inhabitants, or 1 for the count).

    Byar's approximation from ten events on, the exact Poisson limits under ten. None when a number is missing,
    the count is negative, or the denominator or per is not over zero.
    Source: PHEindicatormethods, phe_rate; Breslow and Day 1987.
    """
    if not (known(count) and known(denominator) and known(per)) or count < 0 or denominator <= 0 or per <= 0:
        return None
    lower, upper = _byar(count) if count >= BYAR_FROM else _exact_poisson(count)
    return lower / denominator * per, upper / denominator * per


def _byar(count: float) -> Limits:
    """Byar's limits of a count over zero."""
    above = count + 1
    return (
        count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3,
        above * (1 - 1 / (9 * above) + Z / (3 * sqrt(above))) ** 3,
    )


@lru_cache(maxsize=256)
def _exact_poisson(count: float) -> Limits:
    """The exact limits of a Poisson count under ten, whole or not.

    Lower χ²(0,025; 2 count)/2 and upper χ²(0,975; 2 count + 2)/2: gamma quantiles with the shapes count and count + 1.
    """
    return (_gamma_quantile(0.025, count) if count else 0.0), _gamma_quantile(0.975, count + 1)


def _gamma_quantile(share: float, shape: float) -> float:
    """The quantile of the gamma distribution with scale 1 and a shape over 0 and under 11, by halving.

    As near as the distribution function carries: about 1e-13 of the quantile.
    """
    low, high = 0.0, 100.0
    for _halving in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if _gamma_share(middle, shape) < share else (low, middle)
    return (low + high) / 2


def _gamma_share(x: float, shape: float) -> float:
    """The gamma distribution function (the regularised lower incomplete gamma function) by its power series."""
    term = total = 1 / shape
    n = shape
    while term > total * 1e-17:
        n += 1
        term *= x / n
        total += term
    return total * exp(shape * log(x) - x - lgamma(shape))
