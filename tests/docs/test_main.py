"""Writing the pages leaves those of today and no other."""

from docs.__main__ import write


def test_the_page_of_a_mechanism_that_is_no_more_is_removed(tmp_path):
    folder = tmp_path / "mechanisms"
    write(folder, {"README.md": "two", "old.md": "old", "flight.md": "flight"})
    write(folder, {"README.md": "one", "flight.md": "flight"})
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        "README.md": "one",
        "flight.md": "flight",
    }
