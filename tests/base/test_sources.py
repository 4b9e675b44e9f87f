"""What a module depends on is found from its import statements, in any of their forms."""

import subprocess
import sys

import pytest

from legation.base.sources import imports, reachable

DIGEST_AND_TOML = ("legation.base.digest", "legation.base.toml")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import legation.base.digest", {"legation.base", "legation.base.digest"}),
        (
            "from legation.base import digest, toml as t",
            {"legation.base", *DIGEST_AND_TOML},
        ),
        ("    from legation.base.faults import Fault", {"legation.base", "legation.base.faults"}),
        (
            "from legation.base import (\n    digest,  # a note, with a comma\n    toml,\n)",
            {"legation.base", *DIGEST_AND_TOML},
        ),
        ("import numpy\nfrom legationary import x", set()),
    ],
)
def test_an_import_is_seen_in_every_form(text, names):
    assert set(imports(text)) == names


def test_what_is_reachable_holds_what_is_imported_by_imports():
    """`money` imports `marks` and nothing else of ours; packages on the way run, too."""
    assert set(reachable(["legation.kernel.money"])) == {
        "legation.kernel",
        "legation.kernel.marks",
        "legation.kernel.money",
    }


def test_what_is_left_out_is_not_followed():
    assert "legation.kernel.marks" not in reachable(
        ["legation.kernel.money"], without=frozenset({"legation.kernel.marks"})
    )


def test_statements_tell_all_that_python_loads_with_the_engine():
    """An import that the search overlooked would leave stale code in the cache."""
    program = (
        "import sys, legation.engine.world; print(*(name for name in sys.modules if name.startswith('legation.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith("legation.")}
    assert "legation.engine.compiler" in loaded
    assert loaded <= set(reachable(["legation.engine.world"]))
