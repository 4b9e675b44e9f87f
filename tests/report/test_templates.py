"""Templates are filled in one way: escaped, and with nothing left out."""

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
