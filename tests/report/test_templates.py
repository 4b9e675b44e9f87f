"""Templates are filled in one way: escaped, and with nothing left out."""

from pathlib import Path

import jinja2
import pytest

from legation.report import templates


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "greeting.html").write_text("<p>{{ name }}</p>\n", encoding="utf-8")
    monkeypatch.setattr(templates, "__file__", str(tmp_path / "templates.py"))


def test_what_is_filled_in_is_escaped(folder):
    assert templates.filled("greeting.html", name="<b>&") == "<p>&lt;b&gt;&amp;</p>"


def test_a_name_that_nobody_gave_is_an_error(folder):
    with pytest.raises(jinja2.UndefinedError, match="name"):
        templates.filled("greeting.html")


PARTS = ("head.html", "macros.html")  # of pages
PAGES = sorted(page.name for page in Path(templates.__file__).parent.glob("*.html") if page.name not in PARTS)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_one_head(page):
    text = (Path(templates.__file__).parent / page).read_text(encoding="utf-8")
    assert text.count('{% include "head.html" %}') == 1 and "<head>" not in text and "<meta" not in text


@pytest.mark.parametrize(
    ("given", "policy"),
    [
        ({}, "default-src 'none'; style-src 'unsafe-inline'"),
        ({"script_hash": "abc"}, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-abc'"),
    ],
)
def test_the_head_lets_nothing_in_but_the_style_and_a_script_that_is_named(given, policy):
    text = templates.filled("head.html", title="<b>", **given)
    assert f'content="{policy}"' in text and "<title>Legation: &lt;b&gt;</title>" in text
