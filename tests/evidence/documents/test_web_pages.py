"""The main text of a web page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.evidence.documents.web_pages import declared_encoding, read_web_page

DATA = '<script type="application/ld+json">'
LONG = "Ten officials left the city. " * 10
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Site: Ten left</title>
<meta property="og:title" content="Ten  left"><meta property="og:site_name" content="Daily NK">
<meta property="article:published_time" content="2019-05-29T10:00:00Z"><style>p {{}}</style>
<script>var text = "no text";</script></head><body><nav>Menu and more</nav><header>Site</header>
<article><h1>Ten left</h1><p>{LONG}</p><p>They went
by <b>train</b>.<br>Others stayed.</p><figure><figcaption>A photo</figcaption></figure></article>
<aside>Other stories</aside><footer>Contact</footer></body></html>"""


def test_only_the_article_is_read():
    text = read_web_page(PAGE).text
    assert text.split("\n\n") == ["Ten left", LONG.strip(), "They went by train.\nOthers stayed."]


def test_the_head_says_title_day_outlet_and_language():
    page = read_web_page(PAGE)
    assert (page.title, page.published, page.outlet, page.language) == ("Ten left", date(2019, 5, 29), "Daily NK", "en")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="date" content="20190529">', date(2019, 5, 29)), ('<meta name="date" content="soon">', None),
        (f'{DATA}{{"@graph": [{{"datePublished": "2019-05-29"}}]}}</script>', date(2019, 5, 29)),
        (f"{DATA}{{broken</script>", None), ('<meta name="date" content="2019-02-31">', None),
        ('<time datetime="2019-05-29T08:00">Wednesday</time>', date(2019, 5, 29)),
    ],
)  # fmt: skip
def test_a_day_is_looked_for_where_pages_keep_it(head, day):
    assert read_web_page(f"{head}<p>Text.</p>").published == day


def test_without_an_article_the_body_is_read():
    assert read_web_page("<body><p>One.</p><div>Two.<p>Three.</div>").text == "One.\n\nTwo.\n\nThree."


def test_an_article_that_is_too_short_to_be_one_is_not_taken():
    assert "The text." in read_web_page("<article>Teaser</article><p>The text.</p>").text


def test_signs_are_read_and_scripts_never():
    assert read_web_page("<p>A &amp; B&nbsp;C</p><script>alert(1)</script><!-- no -->").text == "A & B C"


def test_a_page_declares_its_encoding():
    assert declared_encoding(b'<meta charset="euc-kr">') == "euc-kr"
    assert declared_encoding(b'<meta http-equiv="x" content="text/html; charset=gb2312">') == "gb2312"
    assert declared_encoding(b"<p>") == ""


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(["<p>", "</p>", "<b", "<!--", "-->", "<script>", "&#x;", "a", "<br/>", "</x>", "<![CDATA["])
    ).map("".join)
)
def test_any_page_is_read(text):
    assert isinstance(read_web_page(text).text, str)
