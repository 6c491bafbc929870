"""A style sheet keeps what pages and scripts can use, and nothing else."""

import pytest

from gcr_analysis.publishing.style_sheet import Used, trimmed

PAGE = """<html lang="en"><body class="wide dark"><main id="text">
<p class='lead' title="a > b" data-kind="note">
<a href=x.html hidden>One</a></p></main></body></html>"""


def used(script: str = "") -> Used:
    found = Used()
    found.add_page(PAGE)
    found.add_script(script)
    return found


@pytest.mark.parametrize(
    "selector",
    [
        *("*", "p", "P", "p.lead", "#text", "body.wide.dark main > p", "a:hover", "p::before", "main *"),
        *("[data-kind]", "[data-kind=note]", '[data-kind="note"]', "[data-kind^=n]", '[href$=".svg"]'),
        *(
            ":root",
            ":is(h1, p)",
            "p:not(.gone)",
            "main:has(> a)",
            "a[hidden]",
            "details[open] + p",
            "p:nth-child(2n)",
        ),
    ],
)
def test_a_rule_that_can_match_stays(selector: str) -> None:
    page = used()
    page.elements.add("details")
    assert trimmed(f"{selector} {{ color: red }}", page) == f"{selector}{{color:red;}}"


@pytest.mark.parametrize(
    "selector",
    [
        *("table", ".card", "p.card", "#menu", "p .card", "main > table", "[data-other]", "[data-kind=page]"),
        *(":is(h1, table)", "p:is(.card, .gone)", "main:has(table)"),
    ],
)
def test_a_rule_that_cannot_match_goes(selector: str) -> None:
    assert trimmed(f"{selector} {{ color: red }}", used()) == ""


def test_what_a_script_sets_stays() -> None:
    rule = ".menu.show,#list,[aria-busy=true]{color:red;}"
    assert trimmed(rule, used()) == ""
    assert trimmed(rule, used('menu.classList.add("show"); list.setAttribute("aria-busy", "true")')) == rule


def test_what_a_script_within_a_page_sets_stays() -> None:
    page = used()
    page.add_page("<script>document.body.classList.add('open')</script>")
    assert trimmed(".open,.shut{color:red;}", page) == ".open{color:red;}"


def test_alternatives_that_cannot_match_leave_a_rule() -> None:
    assert trimmed("p, table, .lead { margin: 0 }", used()) == "p,.lead{margin:0;}"


def test_rules_within_a_media_query_are_looked_at_too() -> None:
    css = "@media print { p { margin: 0 } table { margin: 0 } } @media (width > 9px) { table { margin: 0 } }"
    assert trimmed(css, used()) == "@media print{p{margin:0;}}"


def test_faces_and_animations_that_are_used_stay() -> None:
    css = (
        "@charset 'utf-8'; @font-face { font-family: A; src: url(a.woff2) } "
        "@keyframes turn { to { rotate: 1turn } } "
        "@keyframes fade { to { opacity: 0 } } p { animation: turn 1s }"
    )
    told = trimmed(css, used())
    assert "url(a.woff2)" in told
    assert "@keyframes turn" in told
    assert "fade" not in told
    assert "charset" not in told


def test_variables_that_nothing_refers_to_go_also_where_others_referred_to_them() -> None:
    css = """:root { --a: 1px; --b: var(--c); --c: 2px; --d: url("data:;,{x}"); }
      p { margin: var(--a) !important }"""
    assert trimmed(css, used()) == ":root{--a:1px;}p{margin:var(--a)!important;}"


def test_what_stands_for_the_pages_is_only_what_the_sheet_names() -> None:
    one, two = used(), used()
    two.add_page('<section class="new" data-new="1">')
    assert one.of("p.lead { color: red }") == two.of("p.lead { color: red }")
    assert one.of(".new { color: red }") != two.of(".new { color: red }")
