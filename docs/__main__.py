"""Write the generated pages: `python -m docs`. The prior predictive page runs 200 worlds, which takes half a minute."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docs import mechanism_pages, model_page, prior_predictive
from legation import api
from legation.engine.week import the_week
from legation.evidence import ledger
from legation.experiments.setup import load_scenario

HOME = Path(__file__).parent


def main() -> None:
    """Write all pages beside this file."""
    about = the_week(), load_scenario("baseline"), ledger.load_ledger()
    write(HOME / "mechanisms", mechanism_pages.pages(*about))
    (HOME / "model" / "README.md").write_text(model_page.page(*about), encoding="utf-8")
    result = api.run("baseline", worlds=prior_predictive.WORLDS, seed=prior_predictive.SEED)
    (HOME / "prior-predictive.md").write_text(prior_predictive.page(result), encoding="utf-8")


def write(folder: Path, pages: Mapping[str, str]) -> None:
    """Write these pages, and remove those of mechanisms that are no more."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
