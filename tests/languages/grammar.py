"""What no text of a language may hold, whatever stands in its slots."""

import re

from filling import places

from gcr_analysis.briefing.place import Place
from gcr_analysis.framework.languages import by_language, language

ANYWHERE = {
    "a value that is none": r"\b(?:None(?! [a-z])|nan|True|False|Undefined)\b",
    "a slot that nobody filled": r"[{}]|%\}|<[\w.]+ ",
    "a doubled space": r"  |\u00a0 | \u00a0|\u00a0\u00a0",
    "a space before a mark": r" [,.)\]”’]|[(\[“] ",
    "a doubled mark": r"[,;:.؛،] ?[,;:؛،]|\.\.|[,;:؛،] ?\.",
    "brackets with nothing in them": r"\( ?\)",
    "a word twice": r"(?<![\w-])(?!و?Xyz|moins|menos)([^\W\d_]{2,})[ \u00a0]\1(?![\w-])",
}
_FRENCH_VOWEL = "[aàâeéèêëiîïoôuùûœAÀÂEÉÈÊËIÎÏOÔUÙÛŒ]"
WRONG = {
    "en": {
        "an article before a vowel": r"\ba (?:[aeio]|un(?!i))",
        "a singular with many": r"(?<![\d.,])(?:[2-9]|1\d|[2-9]\d) (?:refugee|person|country|host|place)\b",
    },
    "fr": {
        "no contraction": r"\b(?:de les?|à les?|(?:au|aux|du|des|en) (?:le|la|les))\b",
        "two prepositions": r"\b(?:de|du|des) (?:de|du|des|d’)\b|"
        r"(?<!À )\b(?:à|en|dans|vers|sans|pour) (?:de|du|d’(?!autres|ici|un)|à|au|aux|en|dans|vers)\b",
        "no elision": rf"\b(?:[Dd]e|[Ll][ea]|[Qq]ue|[Jj]usque|[Nn]e|[Ss]e) (?!un|aucun){_FRENCH_VOWEL}",
        "no elision before a mute h": r"\b(?:[Dd]e|[Ll][ea]|[Qq]ue) h(?:abit|omm|eur|ôt|umain)",
        "millions without de": r"milli(?:on|ard)s?[ \u00a0](?:réfugi|personne|retour|arriv|départ|déc)",
        "a plural with one": r"(?<![\d,\u00a0])[01] (?:réfugié|personne|retour|départ|arrivée|habitant)s\b",
        "a singular with many": r"(?<![\d,])(?:[2-9]|1\d) (?:réfugié|personne|retour|départ|arrivée)\b",
        "a space where French has one that does not break": r"[\w)»] [;:!?»]|« ",
    },
    "es": {
        "no contraction": r"\b(?:de el|a el|del (?:el|la|los|las)|al (?:el|la|los|las))\b",
        "two prepositions": r"\b(?:de|en|a|para|por|hacia|con|sin) (?:de|en|a|del|al|hacia)\b",
        "y before the sound of i": r"\by [iíIÍ](?![aeou])|\by [Hh][ií](?![aeo])",
        "o before the sound of o": r"\bo [oóOÓ]|\bo [Hh][oó]",
        "millions without de": r"mill(?:ón|ones)[ \u00a0](?:refugi|persona|retornos?\b|llegad|salida|muert)",
        "a plural with one": r"(?<![\d,\u00a0])1 (?:refugiados|personas|países|muertes|retornos)\b",
        "a singular with many": r"(?<![\d,])(?:[02-9]|1\d) (?:refugiado|persona|país|muerte|retorno)\b",
    },
    "ar": {
        "two prepositions": r"(?:^| )(?:في|من|إلى|على|عن) (?:في|من(?! بين)|إلى|على|عن) ",
        "two articles": r"(?:^| )ال(?: |ال(?!ت))",
        "a word of another script": r"\b(?!و?[Xx]yz)\w*[a-z]{2}",
        "a mark of another script": r"[\u0600-\u06ff] ?[,;?]",
        "a singular after three to ten": r"(?<![\d.,])(?:[3-9]|10) (?:لاجئ|شخص|بلد|سنة|مقياس)\b",
        "a plural after eleven and more": r"(?<![\d.,])(?:1[1-9]|[2-9]\d) (?:لاجئين|أشخاص|بلدان|سنوات)\b",
    },
}
EXAMPLES = {
    "en": {"an article before a vowel": "a island", "a singular with many": "12 refugee"},
    "fr": {
        "no contraction": "le nombre de le Tchad",
        "two prepositions": "vers en Inde",
        "no elision": "de Inde",
        "no elision before a mute h": "de habitants",
        "millions without de": "2,00 millions réfugiés",
        "a plural with one": "1 réfugiés",
        "a singular with many": "12 réfugié",
        "a space where French has one that does not break": "ainsi ; et",
    },
    "es": {
        "no contraction": "de el Chad",
        "two prepositions": "hacia en Chad",
        "y before the sound of i": "Francia y Italia",
        "o before the sound of o": "siete o ocho",
        "millions without de": "2,00 millones refugiados",
        "a plural with one": "1 refugiados",
        "a singular with many": "12 refugiado",
    },
    "ar": {
        "two prepositions": "وصلوا في من تشاد",
        "two articles": "هذه الالبلدان",
        "a word of another script": "بلدان Chad",
        "a mark of another script": "تشاد, والنيجر",
        "a singular after three to ten": "3 لاجئ",
        "a plural after eleven and more": "11 لاجئين",
    },
}
"""A text with each fault."""
ENGLISH_WORDS = (
    r"\b(?:the|of|and|from|with|were|was|are|people|refugees?|since|at least|at most|among|years?)\b"
)
PROPER_NAMES = (
    *("Center for Global Development", "Refugees International", "Asylum Access"),
    "Uppsala Conflict Data Program",
)
"""Names of organisations, which stay in English."""
PAIRS = ("()", "[]", "«»", "“”", "\u2066\u2069")


def faults(text: str, code: str) -> list[str]:
    """Say what is wrong with a text, each fault with the words that show it."""
    bare = text
    for name in PROPER_NAMES:
        bare = bare.replace(name, "X")
    wrong = WRONG[code] | ANYWHERE | ({"an English word": ENGLISH_WORDS} if code != "en" else {})
    plain = re.sub(r"[\u2066-\u2069]", "", bare)
    found = [f"{name}: {hit[0]}" for name, form in wrong.items() if (hit := re.search(form, plain))]
    return found + [f"{pair} do not close" for pair in PAIRS if text.count(pair[0]) != text.count(pair[1])]


VERBS = {  # after one place, after several
    "en": ("has|hosts|is|was|takes|reports", "have|host|are|were|take|report"),
    "fr": (
        "a|est|accueille|compte|figure|comprend",
        "ont|sont|accueillent|comptent|figurent|comprennent",
    ),
    "es": ("acoge|es|tiene|figura|comprende|recibió", "acogen|son|tienen|figuran|comprenden|recibieron"),
}


def verbs_that_disagree(text: str) -> list[str]:
    """Say which verb at the beginning of a text is singular after a place that is plural, or the reverse."""
    return [hit[0] for form in _disagreeing() if (hit := form.match(text))]


@by_language
def _disagreeing() -> tuple[re.Pattern[str], ...]:
    named = [Place.of(where) for where in places()]
    found = []
    for verbs, plural in zip(VERBS.get(language(), ()), (True, False), strict=False):
        names = "|".join(re.escape(str(each)) for each in named if each.plural is plural)
        found.append(re.compile(rf"(?i:{names}) (?:{verbs})\b"))
    return tuple(found)
