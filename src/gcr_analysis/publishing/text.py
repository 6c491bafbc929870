"""Text from data, made safe for the place where it goes: Markdown, an attribute, front matter."""

import json
import re
import unicodedata
from urllib.parse import quote

from gcr_analysis.briefing.marks import MARK
from gcr_analysis.briefing.marks import plain as without_marks
from gcr_analysis.framework.languages import spoken
from gcr_analysis.numbers import localised

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#|~^$@&])")
_DOUBLE_BRACE = re.compile(r"(?<=\{)(?=\{)|(?<=\})(?=\})")
_WORD_JOINER = "\u2060"
_LOOK_ALIKE = str.maketrans({'"': "”", "\\": "/", "{": "(", "}": ")", "[": "(", "]": ")", "`": "'"})
_CURVED = {r"---": "—", r"--": "–", r"\.\.\.": "…"} | {
    r'(?<![^\s(–—])"': "“",
    '"': "”",
    r"(?<![^\s(–—“])'": "‘",
    "'": "’",
}
_LEADING_MARK = re.compile(r"^([-+=:!]|\w{1,9}(?=[.)](?:\s|$)))")


_SENTENCE_ENDS = re.compile(rf"(?<=[.!?؟])\s+(?={MARK.pattern}?(?:[^\W\d_a-zß-ÿ]|[¿¡“]))")


class Markdown(str):
    """Text that is Markdown already, so that a template prints it as it is."""

    __slots__ = ()


def one_line(text: object) -> str:
    """Return *text* on one line, without control characters.

    A non-breaking space stays: it holds a number and its unit together. Two braces are kept apart by a
    character that takes no room: in a title Quarto reads ``{{<`` and ``>}}`` even where they are escaped.

    >>> one_line(" two\\n lines ")
    'two lines'
    """
    line = re.sub(r" +", " ", _CONTROL.sub(" ", str(text))).strip(" ")
    return _DOUBLE_BRACE.sub(_WORD_JOINER, line)


def markdown(text: object) -> Markdown:
    r"""Return *text* so that Pandoc and CommonMark both show it letter by letter.

    Text of the class `Markdown` passes through. The site turns smart punctuation and mathematics off, so
    quotes, dashes and dollar signs need no more than this.

    Parameters
    ----------
    text
        Anything; its ``str`` is shown on one line.

    Examples
    --------
    >>> markdown("1. <b>Mine</b> & {yours}")
    '1\\. \\<b\\>Mine\\</b\\> \\& \\{yours\\}'
    >>> markdown("up by 3 %, to 1.2 million")
    'up by 3 %, to 1.2 million'
    """
    if isinstance(text, Markdown):
        return text
    escaped = _ACTIVE.sub(r"\\\1", one_line(text))
    return Markdown(_LEADING_MARK.sub(_escape_mark, escaped))


def _escape_mark(match: re.Match[str]) -> str:
    """Escape what would start a list, a heading or a definition: ``-`` or the mark after ``1`` or ``iv``."""
    mark = match.group(1)
    return mark + "\\" if mark[0].isalnum() or mark[0] == "_" else "\\" + mark


def attribute(text: object) -> Markdown:
    """Return *text* for a quoted Pandoc attribute, such as an alternative text.

    The two publishers agree on no way to escape quotes, braces and backslashes there, so these become their
    look-alikes.

    >>> attribute('The "{big}" one')
    'The ”(big)” one'
    """
    words = re.sub(r"&(?=#?\w+;)", "and ", one_line(without_marks(str(text))).translate(_LOOK_ALIKE))
    return Markdown(one_line(re.sub(r"=+", " = ", words)))


def quoted(text: object) -> Markdown:
    """Return *text* as a string in YAML front matter. Every JSON string is one.

    >>> quoted('A "title": yes')
    '"A \\\\"title\\\\": yes"'
    """
    return Markdown(json.dumps(str(text), ensure_ascii=False))


def web_link(label: object, address: str) -> Markdown:
    """Return a link to a page on the web; the label alone where the address is none.

    >>> web_link("Figures", "https://example.org/a (b)")
    '[Figures](https://example.org/a%20%28b%29)'
    >>> web_link("Figures", "javascript:alert(1)")
    'Figures'
    """
    if not re.match(r"https?://", address):
        return markdown(label)
    return Markdown(f"[{markdown(label)}]({quote(address, safe='/:?#@!$&*+,;=%~')})")


def plain(text: object) -> str:
    """Return *text* without the characters that mean something in Markdown or HTML, for a page's description.

    Quarto sets descriptions and subtitles with curved quotes and true dashes, the embedded publisher as they
    stand; so they are set here.

    >>> plain("35.6 million <b>refugees</b>")
    '35.6 million b refugees /b'
    >>> plain("The region's 'own' word -- or so...")
    'The region’s ‘own’ word – or so…'
    """
    words = one_line(_ACTIVE.sub(lambda m: m.group(1) if m.group(1) in "()" else " ", one_line(text)))
    for straight, curved in _CURVED.items():
        words = re.sub(straight, curved, words)
    return words


def amount(value: float, signed: bool = False) -> str:
    """Return a number exactly enough to compare it with another: thousands apart, four digits or decimals.

    >>> amount(35_638_779.0), amount(84.98234), amount(-0.5, signed=True), amount(0.00001, signed=True)
    ('35,638,779', '84.98', '−0.5', '0')
    """
    size = abs(value)
    text = f"{size:,.0f}" if size >= 1000 else f"{size:.4g}" if size >= 1 else f"{size:.4f}".rstrip("0")
    text = text.rstrip(".")
    sign = "−" if value < 0 else "+" if signed else ""
    return text if text == "0" else localised(sign + text)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text.

    >>> first_sentence("It rose by 3.5 % in 2025. Without Chad it fell.")
    'It rose by 3.5 % in 2025.'
    """
    return _SENTENCE_ENDS.split(text, maxsplit=1)[0]


def in_alphabet(title: str) -> str:
    """Return a title without accents, capitals and the article that a language writes with it, to sort by.

    >>> in_alphabet("Égypte")
    'egypte'
    """
    title = unicodedata.normalize("NFKD", title.removeprefix(spoken().marks.article))
    return "".join(letter for letter in title if not unicodedata.combining(letter)).lower()
