"""A word in place of a number: several; and of a share: most, about half, almost nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.evidence.wordings.form import Region, Report, Wording
from legation.evidence.wordings.numbers import number, numbers

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Word(Wording):
    """A word that covers a range of its own, so that it has no tolerance.

    covers  of the share or the count
    """

    covers: Region = (0.0, 0.0)

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> Region:
        return self.covers


@dataclass(frozen=True)
class Share(Word):
    """A word for a share. The source chooses one of four, which share out the chances; no claim has "some"."""

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        import numpy as np

        return np.asarray(np.log(choices(x)[report.word]))

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        chances = {word: float(chance) for word, chance in choices(x).items()}
        word = rng.choice(list(chances), p=[chance / sum(chances.values()) for chance in chances.values()])
        return report._replace(word=str(word))


def choices(share: np.ndarray) -> dict[str, np.ndarray]:
    """Each word that could be chosen for a share, with its chance; together they are 1."""
    import numpy as np

    from legation.evidence.wordings.scales import logistic

    x = np.clip(share, 0.0, 1.0)
    weights = {
        "almost_nobody": logistic((number("almost_nobody", "centre") - x) / number("almost_nobody", "scale")),
        "about_half": np.exp(-0.5 * ((x - number("about_half", "centre")) / number("about_half", "sd")) ** 2),
        "most": logistic((x - number("most", "centre")) / number("most", "scale")),
    }
    # What the three leave; not nothing anywhere, as "some" is never wrong of what is there.
    weights["some"] = np.maximum(1 - sum(weights.values()), number("some", "least"))
    total = sum(weights.values())
    return {word: weight / total for word, weight in weights.items()}


@dataclass(frozen=True)
class Several(Word):
    """A word for a count, which a source uses or does not. It is likeliest of four to seven."""

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        import numpy as np

        said = np.asarray(SAID_OF)[np.searchsorted(COUNTS_FROM, x, side="right")]
        with np.errstate(divide="ignore"):  # Of five, nobody leaves "several" unsaid.
            return np.asarray(np.log(said if report.was_said else 1 - said))

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        import numpy as np

        said = np.exp(self.log_likelihood(report._replace(was_said=True), x, scale))
        return report._replace(was_said=bool(rng.random() < said))


# How likely "several" is said of a count: below 2, then from each of these counts on.
COUNTS_FROM, SAID_OF = numbers("several", "from"), numbers("several", "said")

SEVERAL = Several("several", "several, no number", covers=(2.0, 10.0))
MOST = Share("most", "most of them", covers=(0.5, 1.0))
ABOUT_HALF = Share("about_half", "about half", covers=(0.4, 0.6))
ALMOST_NOBODY = Share("almost_nobody", "almost nobody", covers=(0.0, 0.1))
