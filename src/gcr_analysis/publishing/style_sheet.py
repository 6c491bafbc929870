"""One style sheet for a site, with the rules that its pages can use and no others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Declaration, QualifiedRule

Node = Any
"""A part of a style sheet: its kinds have attributes of their own, which `type` tells apart."""

_TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_SCRIPT = re.compile(r"<script(?![^>]*ld\+json)[^>]*>(.*?)</script>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_DECLARED = re.compile(r"""(?<=[{;])(--[\w-]+):(?:[^;{}"']|"[^"]*"|'[^']*')*(?:;|(?=\}))""")
_BY_BROWSER = {"open", "hidden", "disabled", "checked"}
"""Attributes that a reader changes without a script."""
_NOT_READ = {"href", "src", "srcset", "alt", "content", "aria-label"}
"""Attributes whose values are of any kind: a selector that asks for one stays."""
_LISTS = {"is", "where", "has"}
"""Pseudo-classes that hold selectors, one of which has to match."""


@dataclass
class Used:
    """What the pages and scripts of a site hold that a selector can name.

    Attributes
    ----------
    elements, classes, ids
        Names in pages.
    attributes
        Names of attributes in pages, and ``name=value`` for each value.
    words
        Words in scripts: a script may set a class, an id or an attribute that it names.

    Examples
    --------
    >>> used = Used()
    >>> used.add_page('<p class="lead" id="top">Text</p>')
    >>> trimmed("p.lead, div { color: red } .card { margin: 0 } #top { top: 0 }", used)
    'p.lead{color:red;}#top{top:0;}'
    """

    elements: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add_page(self, html: str) -> None:
        """Add what a page holds, and what the scripts in it name."""
        for script in _SCRIPT.findall(html):
            self.add_script(script)
        for name, attributes in set(_TAG.findall(html)):
            self.elements.add(name.lower())
            for key, *values in _ATTRIBUTE.findall(attributes):
                self._add_attribute(key.lower(), "".join(values))

    def add_script(self, script: str) -> None:
        """Add what a script names."""
        self.words.update(_WORD.findall(script))

    def _add_attribute(self, name: str, value: str) -> None:
        self.attributes.add(name)
        if name == "class":
            self.classes.update(value.split())
        elif name == "id":
            self.ids.add(value)
        elif name not in _NOT_READ:
            self.attributes.add(f"{name}={value}")

    def of(self, css: str) -> dict[str, list[str]]:
        """Return the part that a style sheet names, in order: what stands for this object in a digest."""
        named = set(_WORD.findall(css))
        parts = (self.elements, self.classes, self.ids, self.words)
        found = {str(number): sorted(part & named) for number, part in enumerate(parts)}
        return found | {"attributes": sorted(each for each in self.attributes if each.split("=")[0] in named)}


def trimmed(css: str, used: Used) -> str:
    """Return the rules of a style sheet that can match something, in their order.

    A selector goes when it names an element, class, id or attribute that no page and no script has. What a
    selector excludes (``:not``) is not looked at. Variables that nothing refers to go as well, and animations
    that nothing names.

    Parameters
    ----------
    css
        The style sheet. Addresses in it stay as they are.
    used
        What the pages hold.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return _without_unused("".join(_rules(rules, used)))


def _rules(rules: Iterable[Node], used: Used) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            alternatives = [each for each in _split(rule.prelude) if _possible(each, used)]
            if alternatives:
                selector = ",".join(_text(each) for each in alternatives)
                yield f"{selector}{{{_declarations(rule.content)}}}"
        elif isinstance(rule, AtRule):
            yield from _at_rule(rule, used)


def _at_rule(rule: AtRule, used: Used) -> Iterator[str]:
    head = f"@{rule.at_keyword} {_text(rule.prelude)}".strip()
    if rule.content is None:
        return  # @charset: the pages say it
    if rule.lower_at_keyword in {"media", "supports", "layer", "container"}:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        if kept := "".join(_rules(inner, used)):
            yield f"{head}{{{kept}}}"
    elif rule.lower_at_keyword == "font-face":
        yield f"{head}{{{_declarations(rule.content)}}}"
    else:
        yield f"{head}{{{_text(rule.content)}}}"


def _possible(selector: list[Node], used: Used) -> bool:
    """Whether everything that a selector asks for is there."""
    before = ""
    for token in selector:
        if token.type == "ident":
            if not _named(before, token.value, used):
                return False
            before = ""
        elif token.type == "hash":
            if token.value not in used.ids | used.words:
                return False
        elif token.type == "[] block":
            if not _attribute(token.content, used):
                return False
        elif token.type == "function":
            if token.lower_name in _LISTS and not any(_possible(p, used) for p in _split(token.arguments)):
                return False
            before = ""
        elif token.type == "literal":
            before = token.value
        elif token.type == "whitespace":
            before = ""
    return True


def _named(before: str, name: str, used: Used) -> bool:
    if before == ".":
        return name in used.classes or name in used.words
    return before == ":" or name.lower() in used.elements or name in used.words


def _attribute(tokens: list[Node], used: Used) -> bool:
    told = [token for token in tokens if token.type not in ("whitespace", "comment")]
    name = told[0].lower_value
    if name in _BY_BROWSER or name in used.words:
        return True
    exactly = len(told) > 2 and told[1] == "=" and name not in _NOT_READ
    return (f"{name}={told[2].value}" if exactly else name) in used.attributes


def _split(tokens: Iterable[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return parts


def _text(tokens: Iterable[Node]) -> str:
    return re.sub(r"\s+", " ", tinycss2.serialize([t for t in tokens if t.type != "comment"])).strip()


def _declarations(tokens: Iterable[Node]) -> str:
    found = tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True)
    return "".join(_declaration(each) for each in found if isinstance(each, Declaration))


def _declaration(told: Declaration) -> str:
    return f"{told.name}:{_text(told.value)}{'!important' if told.important else ''};"


def _without_unused(css: str) -> str:
    """Take out variables that nothing refers to, and animations that nothing names."""
    while (fewer := _without_variables(css, set(_VARIABLE.findall(css)))) != css:
        css = fewer
    for keyframes in re.findall(r"@keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\s*\}", css):
        if not re.search(rf"animation(?:-name)?:[^;}}]*\b{re.escape(keyframes)}\b", css):
            css = re.sub(rf"@keyframes {re.escape(keyframes)}\{{(?:[^{{}}]*\{{[^{{}}]*\}})*\s*\}}", "", css)
    return css


def _without_variables(css: str, asked: set[str]) -> str:
    return _DECLARED.sub(lambda found: found.group() if found.group(1) in asked else "", css)
