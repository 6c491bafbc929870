"""The reader that compares two publishers sees what a page says, and nothing of how it was made."""

from pathlib import Path

from reading import Figure, Page, Table, read

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Chad</title><meta name="description" content="Refugees
  in Chad"><meta property="og:image" content="https://example.org/chad/map.png">
<script src="../site_libs/a.js"></script></head>
<body><nav aria-label="Pages"><button title="Copy"></button>
<div class="navbar-brand"><a href="../index.html">Home</a></div></nav>
<main><a class="gcr-skip" href="#main">Skip</a><h1>Chad</h1><h2>Who <em>hosts</em></h2>
<figure><a href="map.png"><img src="map.png" alt="A map" width="4" height="3"></a>
<figcaption>Figure 1</figcaption></figure>
<table><caption>Hosts</caption><tr><th scope="row">Chad</th><td>1.3\u00a0million</td></tr></table>
<pre><code><span>region</span><span>=</span>1</code></pre>
<p><a href="annex.html#code" hreflang="fr">Annexe</a> <a href="https://example.org">Source</a></p></main>
<footer>Terms <span>\u00a0</span> Maps</footer></body></html>"""


def write(site: Path, text: str) -> Page:
    page = site / "chad" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return read(site, "chad/index.html")


def test_a_page_is_read_into_what_it_says_and_where_it_leads(tmp_path: Path) -> None:
    assert write(tmp_path, PAGE) == Page(
        language=("en-GB", "ltr"),
        foreign=(("fr", "Annexe"),),
        names=("Pages", "Copy"),
        skip=(("Skip", "chad/index.html#main"),),
        title="Chad",
        description="Refugees in Chad",
        preview="https://example.org/chad/map.png",
        headings=((1, "Chad"), (2, "Who hosts")),
        words="Chad Who hosts Figure 1 Hosts Chad 1.3\u00a0million region=1 Annexe Source",
        figures=(Figure("chad/map.png", "A map", ("4", "3"), "Figure 1"),),
        tables=(Table("Hosts", ((("th", "row", "Chad"), ("td", "", "1.3\u00a0million")),)),),
        links=(("Annexe", "chad/annex.html#code"), ("Source", "https://example.org")),
        downloads=(("", "chad/map.png"),),
        navigation=(("Home", "index.html"),),
        footer="Terms Maps",
    )


def test_how_a_page_was_made_makes_no_difference(tmp_path: Path) -> None:
    page = write(tmp_path, PAGE)
    other = (
        PAGE.replace("site_libs/a.js", "libs/b.js").replace("<h2>", "\n  <h2 class='x'>").replace("span", "i")
    )
    assert write(tmp_path, other) == page


def test_a_word_a_level_and_a_no_break_space_make_a_difference(tmp_path: Path) -> None:
    page = write(tmp_path, PAGE)
    for before, after in (
        ("Annexe<", "Appendix<"),
        ('lang="fr"', 'lang="es"'),
        ("<html", '<html dir="rtl"'),
        ('"Copy"', '"Copier"'),
        ("h2>", "h3>"),
        ("1.3\u00a0", "1.3 "),
        ('alt="A map"', ""),
    ):
        assert write(tmp_path, PAGE.replace(before, after)) != page, before
