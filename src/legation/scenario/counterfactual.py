"""What a monthly series might have been: each world draws its own path around the mean of some recorded years.

The logarithm of the path swings around that mean as a first-order autoregression whose spread is the same in every
month. One draw serves all inputs of a world, so imports and exports rise and fall together, as they did in the record.
It is keyed by seed, world and month: twins, and scenarios that share it, get the same path.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import numpy as np
from pydantic import AfterValidator, Field

from legation.base.number_reader import SMALLEST
from legation.evidence.records import WrongValue
from legation.kernel.chance import LUCK, draws, purpose
from legation.kernel.elementary import exp, normal_quantile
from legation.scenario.tables import NUMBER, ScenarioTable, list_of

FIRST_YEAR, LAST_YEAR = 2009, 2025
MONTHS = 12 * (LAST_YEAR - FIRST_YEAR + 1)
SWING = purpose("counterfactual: news of a month")
SD_MAX = 0.5
# A swing beyond these would be no band but another story.
SDS_MAX = 3.0


def _check_month(first: date) -> date:
    if first.day != 1 or not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise WrongValue(f"the first day of a month from {FIRST_YEAR} to {LAST_YEAR}")
    return first


_SPAN = list_of(
    f"two years from {FIRST_YEAR} to {LAST_YEAR}, the earlier first, such as [2013, 2015]",
    lambda years: len(years) == 2 and FIRST_YEAR <= years[0] <= years[1] <= LAST_YEAR,
)


class Counterfactual(ScenarioTable):
    """A path in place of a series.

    first           the first day of its first month
    years           the first and the last year of the mean
    sd              of the logarithm, in any month
    month_to_month  the share of a swing that lasts to the next month
    """

    first: Annotated[date, AfterValidator(_check_month)] = Field(
        alias="from", description="The first day of the month from which the path is drawn."
    )
    years: Annotated[tuple[int, ...], _SPAN] = Field(
        description="The first and the last year whose mean month the path swings around."
    )
    sd: Annotated[float, Field(ge=SMALLEST, le=SD_MAX), NUMBER] = Field(
        description=f"The spread of its logarithm, above 0 and at most {SD_MAX:g}."
    )
    month_to_month: Annotated[float, Field(ge=0, le=0.99), NUMBER] = Field(
        description="The share of a swing that lasts to the next month, from 0 to 0.99."
    )

    def __str__(self) -> str:
        span = f"{self.years[0]} to {self.years[1]}"
        return (
            f"the mean month of {span} from {self.first:%Y-%m} on, times a swing drawn for each world "
            f"(sd {self.sd:g} in logs, {self.month_to_month:g} of it left a month later)"
        )

    def months(self) -> list[date]:
        """The first days of its months, to the end of the record."""
        every = (date(year, month, 1) for year in range(self.first.year, LAST_YEAR + 1) for month in range(1, 13))
        return [month for month in every if month >= self.first]

    def factors(self, seed: int, world: int) -> dict[date, float]:
        """Month -> what the mean is multiplied by in this world."""
        months = self.months()
        # Luck belongs to the month, so that a path that begins later has the same news.
        luck = (draws(seed, world, SWING, MONTHS)[-len(months) :] + 0.5) / LUCK
        rest = float(np.sqrt(1.0 - self.month_to_month * self.month_to_month))
        first, *later = normal_quantile(luck).tolist()
        swings = [first]
        for news in later:
            swings.append(self.month_to_month * swings[-1] + rest * news)
        return dict(zip(months, self.factor(np.array(swings)).tolist(), strict=True))

    def factor(self, sds: Any) -> Any:
        """What a swing of so many sds, cut at three, multiplies the mean by; also for arrays."""
        return exp(self.sd * np.clip(sds, -SDS_MAX, SDS_MAX))

    def laid_over(self, months: Mapping[date, float], factors: Mapping[date, float]) -> dict[date, float]:
        """The series with the path in place of its months from the first one on."""
        total, count = 0.0, 0
        for month, value in months.items():
            if self.years[0] <= month.year <= self.years[1]:
                total, count = total + value, count + 1
        return {**months, **{month: total / count * factor for month, factor in factors.items()}}
