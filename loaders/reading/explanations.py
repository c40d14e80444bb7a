"""How a review explains a name: the words that link it to what it is, lists of names, abbreviations, rows of a glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

import msgspec

from loaders.documents.model import Paragraph
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lexicon import CODE
from loaders.reading.text import Token
from loaders.reading.vocabulary import vocabulary

ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,3}[A-Z]s?\d{0,2}")
FORM_HEAD = re.compile(r"forms?|reports?|notices?|notifications?|referrals?|alerts?")
_NUMBERED = re.compile(r"(?:[A-Z]|Sib)\d{1,2}")
_SHORT_NAMES = 12  # tokens in which a list of short names ends
_CALLED_WITHIN = 7  # tokens between a service and "is called"
_CALLED_IN_RELATIVE = 18  # the same where a relative clause says something else first
_WORKS_OF_CHARITIES = frozenset({"domestic-abuse-service", "substance-misuse"})
_TELLS_DEEDS = 16  # tokens in which a description says what a service does
_DATED = re.compile(r".{0,24}(?:\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d\d).{0,24}")  # a cell that holds little but a date
_EQUATION = re.compile(r"(?:^|[;:,])([^;:,=]{2,40})=([^;=]{3,120}?)(?=;|$|\.\s|\.$)")
_ACRONYM_LINE = re.compile(r"([A-Z][A-Za-z&]{0,5}[A-Z]s?)\s*(?::|–|—|-)\s+(.{3,100})")


class _ServiceWords(msgspec.Struct):
    heads: frozenset[str]
    joining: frozenset[str]
    words: dict[str, frozenset[str]]
    bodies: frozenset[str]
    doing: frozenset[str]
    serves: dict[str, frozenset[str]]


@cache
def service_words() -> _ServiceWords:
    """The words by which a service is of a type (vocabulary/service_words.yaml)."""
    return vocabulary("service_words", _ServiceWords)


def type_of(words: set[str], listed: Mapping[str, frozenset[str]]) -> str:
    """The first agency type that has one of the words; "" where none has."""
    return next((agency_type for agency_type, its_words in listed.items() if not words.isdisjoint(its_words)), "")


def served_by(tokens: Sequence[Token], i: int) -> str:
    """The agency type of whom a name that ends before token ``i`` stands for, by what is said there of its work: "which supports
    people who misuse alcohol", "a service for women who fled violence", "is the organisation that runs the youth clubs"."""
    said = [t.lower for t in takewhile(lambda t: t.text not in ".;", tokens[i : i + _TELLS_DEEDS])]
    if said[:1] in ([","], ["("], ["–"]):
        said = said[1:]
        if said[:1] == ["which"] and said[1:2] in (["is"], ["was"]):
            said = said[2:]
    elif said[:1] not in (["is"], ["was"], ["are"]):
        return ""
    words = service_words()
    works = said[:1] == ["which"] and len(said) > 1 and said[1] in words.doing
    works = works or (not {"commissioned", "contracted"}.isdisjoint(said[1:3]) and "to" in said[2:5])
    if not works:
        start = next((n for n, word in enumerate(said[:3]) if word in GRAMMAR["articles"]), len(said))
        head = next((n for n, word in enumerate(said[start : start + 6], start) if word in words.bodies), 0)
        if not head or any(word in GRAMMAR["prepositions"] or not word[0].isalpha() for word in said[start:head]):
            return ""
        following = said[head + 1] if head + 1 < len(said) else "and"
        if following not in GRAMMAR["apposition-goes-on"] or following == "and" or not following.isalpha():
            return ""  # "the Infirmary, the Clinical Commissioning Group, the Youth Service"
        said = said[: head + 1] + list(takewhile(lambda word: word != ",", said[head + 1 :]))
    return type_of(set(said), words.serves)


def work_of_charity(tokens: Sequence[Token], i: int) -> str:
    """The agency type whose work a charity does, if what is said of it from token ``i`` on tells: "for those who drink too much",
    "which helps women who fled domestic violence"; "" where it is none of those that have charities of their own."""
    said = {t.lower for t in takewhile(lambda t: t.text not in ".;", tokens[i : i + _TELLS_DEEDS])}
    found = type_of(said, service_words().serves)
    return found if found in _WORKS_OF_CHARITIES else ""


def provider_of(tokens: Sequence[Token], i: int) -> list[Token]:
    """The name of whom the service that is named before token ``i`` is said to be provided by; empty where it is not."""
    for at in range(i, min(i + _CALLED_WITHIN, len(tokens) - 3)):
        if tokens[at].text in ",.;:(" or tokens[at].lower in GRAMMAR["link-breaks"]:
            return []
        if tokens[at].lower in ("is", "are", "was", "were"):
            if tokens[at + 1].lower not in GRAMMAR["of-an-owner"] or tokens[at + 2].lower != "by":
                return []
            return list(takewhile(lambda t: t.is_word and is_capital(t), tokens[at + 3 : at + 7]))
    return []


def places_of_treatment(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """used heroin and had been in treatment at the Alder Project: a drug service, though the review never says so."""
    for i, token in enumerate(tokens):
        if token.lower not in GRAMMAR["treatments"] or i + 2 >= len(tokens):
            continue
        sentence = [t.lower for t in takewhile(lambda t: t.text != ".", tokens[i : i + 20])]
        earlier = [t.lower for t in takewhile(lambda t: t.text != ".", reversed(tokens[max(0, i - 24) : i]))]
        if not GRAMMAR["substances"].intersection(sentence + earlier):
            continue
        for at in range(i + 1, i + min(len(sentence), 9)):
            if tokens[at].lower in GRAMMAR["treated-by"]:
                first = at + 1 + (tokens[at + 1].lower == "the") if at + 1 < len(tokens) else at
                name = list(takewhile(lambda t: t.is_word and is_capital(t), tokens[first : first + 4]))
                if len(name) > 1 and name[-1].lower in GRAMMAR["treating-heads"]:
                    yield name


def forms_in(tokens: Sequence[Token]) -> Iterator[str]:
    """a vulnerable person report (VPR): a form that the review calls by its letters afterwards."""
    for i in range(1, len(tokens) - 2):
        if tokens[i].text == "(" and FORM_HEAD.fullmatch(tokens[i - 1].lower):
            name = next((t for t in tokens[i + 1 : i + 4] if t.is_word), None)
            if name is not None and ACRONYM.fullmatch(name.text) and any(t.text == ")" for t in tokens[i + 2 : i + 5]):
                yield name.text


def goes_with(token: Token, after: Token) -> bool:
    """Whether two tokens may be words of one name."""
    return after.start <= token.end + 1 and after.text[0].isupper() and not token.lower.endswith(("'s", "’s"))


def is_capital(token: Token) -> bool:
    return token.text[0].isupper() and not token.lower.endswith("'s")


def named_after(tokens: Sequence[Token], i: int, introduced: bool) -> int:
    """Where the name starts that "is called", "known as" or "referred to here as" gives to what stands before token ``i`` in the
    same clause; 0 where nothing does. A service that is ``introduced`` ("a charity called Medlar") needs no "is"."""
    if [t.lower for t in tokens[i : i + 1]] in (["is"], ["was"]) and i + 2 < len(tokens) and is_capital(tokens[i + 1]):
        name = list(takewhile(lambda t: t.is_word and is_capital(t), tokens[i + 1 : i + 6]))
        return i + 1 if tokens[min(i + 1 + len(name), len(tokens) - 1)].text in ".;" else 0  # "their landlord was Medlar."
    for at in range(i, min(i + _CALLED_WITHIN, len(tokens) - 1)):
        word = tokens[at].lower
        if tokens[at].text in ",.;:(" or word in GRAMMAR["link-breaks"]:
            return 0
        if word not in GRAMMAR["naming"]:
            continue
        given = next((n for n in range(at + 1, min(at + _CALLED_WITHIN, len(tokens) - 1)) if tokens[n].lower == "as"), 0)
        said = introduced or tokens[at - 1].lower in GRAMMAR["be"] or tokens[at - 1].text == ","
        if not given and not (said and word in ("called", "named")):
            return 0
        start = (given or at) + 1
        while start < len(tokens) - 1 and tokens[start].lower in GRAMMAR["after-naming"]:
            start += 1
        return start
    return 0


def named_in_relative(tokens: Sequence[Token], i: int) -> int:
    """Where the name starts that a relative clause at token ``i`` gives to what stands before it, whatever it says first: "the
    drug service (which is run by a charity and is known locally as Medlar)"; 0 where it gives none."""
    if i + 1 >= len(tokens) or tokens[i].text not in "(," or tokens[i + 1].lower not in ("which", "who"):
        return 0
    for at in range(i + 2, min(i + _CALLED_IN_RELATIVE, len(tokens) - 1)):
        if tokens[at].text in ".;:)":
            return 0
        if tokens[at].lower in GRAMMAR["naming"] and tokens[at - 1].lower in GRAMMAR["be"]:
            return named_after(tokens, at, introduced=True)
    return 0


def short_names(tokens: Sequence[Token], i: int, kind: str) -> list[Token]:
    """What those named before token ``i`` are called for short: "her mother (MD)", "the Review Team (the Team)", "her children,
    S1 and S2". Without brackets only a letter with a number is such a name."""
    if i >= len(tokens) or tokens[i].text not in "(,":
        return []
    bracketed = tokens[i].text == "("
    names: list[Token] = []
    for token in tokens[i + 1 : i + _SHORT_NAMES]:
        if _NUMBERED.fullmatch(token.text) or (
            bracketed and is_capital(token) and (kind == "process" or ACRONYM.fullmatch(token.text))
        ):
            names.append(token)
        elif token.text == ")" and bracketed:
            return names
        elif token.is_word and token.lower not in GRAMMAR["before-short"] and token.lower not in ("and", "the"):
            return [] if bracketed else names
    return [] if bracketed else names


def past_bracket(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token after a name and the abbreviation of it in brackets: "Brighter Paths (BP) is …", "Medlar Service (LS), a …"."""
    short = tokens[last + 1 : last + 2]
    if [t.text for t in tokens[last : last + 3 : 2]] != ["(", ")"] or not abbreviates(short, tokens[first:last]):
        return last
    return last + 3


def is_titled_letter(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run of capitalised words is "Dr A" or the like."""
    title = tokens[first].lower
    return last - first == 2 and title in GRAMMAR["titles"] and title not in GRAMMAR["private-titles"]


def goes_by_letter(tokens: Sequence[Token], i: int) -> bool:
    """Whether a title at token ``i`` has a letter for a surname: "Mrs O", "Dr A"."""
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return tokens[i].lower in GRAMMAR["titles"] and len(after) == 1 and after.isupper()


def begins_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at token ``i``, inside a sentence, is a capitalised part of the name that goes on after it."""
    token = tokens[i]
    before = tokens[i - 1]
    inside = before.is_word and token.start == before.end + 1
    if token.lower in GRAMMAR["never-names"] or tokens[i + 1].start > token.end + 1:
        return False
    saint = token.text[0].isupper() and before.text[0].isupper() and before.lower not in GRAMMAR["never-names"]  # "St Anne's"
    return inside and (is_capital(token) or saint)


def link_of(words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """How the words between a name and an agency link the two (",", "(", "is", "gap", "" for not at all), and the words that are
    left of the description."""
    if words[:1] == ["("]:
        relative = words[1:2] == ["which"] and words[2:3] in (["is"], ["was"])  # "Sorrel (which is the local charity)"
        return ("is", words[3:]) if relative else ("(", words[1:])
    if words[:1] in (["–"], ["—"]):
        return "–", words[1:]
    if words[:1] == [","]:
        if words[1:2] and (words[1] in GRAMMAR["articles"] or words[1] in GRAMMAR["seats"]):
            return ",", words[1:]
        if len(words) > 2 and words[1] in ("which", "who"):
            if words[2] in ("is", "are", "was", "were"):
                return "is", words[3:]
            if words[2] in GRAMMAR["provides"]:
                return "provides", ["the", *words[3:]]
        return "", ()
    if words[:1] and words[0] in ("is", "are", "was", "were"):
        return "is", words[1:]
    return ("gap", words) if words[:1] and words[0] in GRAMMAR["articles"] and len(words) <= 3 else ("", ())


def is_plain(description: Sequence[str], possessed: bool) -> bool:
    """Whether the words before an agency only modify it ("the city's", "a small", "the base of the"), so that they name the
    agency and do not tell what happened there."""
    words = list(description)
    if "of" in words and words[words.index("of") - 1] in GRAMMAR["seats"]:
        words = words[words.index("of") + 1 :]
    if not description or not (description[0] in GRAMMAR["articles"] or possessed or description[0] in GRAMMAR["seats"]):
        return False
    return not any(
        not (w[0].isalnum() or w == "&") or any(w in GRAMMAR[kind] for kind in ("prepositions", "auxiliaries", "link-breaks"))
        for w in words
        if w != "first"  # "the first social worker"
    )


def list_goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether after the comma at token ``i`` another party stands, so that what stands before it is one of a list."""
    following = tokens[i + 1] if i + 1 < len(tokens) and tokens[i].text == "," else None
    return following is not None and (
        following.text[0].isupper() or following.lower in GRAMMAR["articles"] or following.lower in ("and", "or")
    )


def abbreviates(name: Sequence[Token], words: Sequence[Token], opening: bool = False) -> bool:
    """Whether a name is made of the initials of the words that end there, or that open it ("Adult Social Worker 1 (ASW1)")."""
    if len(name) != 1 or not ACRONYM.fullmatch(name[0].text):
        return False
    letters = re.sub(r"s?\d*$", "", name[0].text).lower()  # "HVs", "SW2", but "YPSS"
    near = [t for t in (words[:12] if opening else words[-12:]) if t.is_word and not t.text.isdigit()]
    spelled = ("".join(t.lower[0] for t in near), "".join(t.lower[0] for t in near if t.text[0].isupper()))
    return any(initials.startswith(letters) if opening else initials.endswith(letters) for initials in spelled)


def glossary_rows(paragraph: Paragraph) -> list[tuple[str, ...]]:
    """What a paragraph says in the form of a glossary: a row of a table that is no chronology, "GW = Gateway Team; …", or a line
    that an abbreviation opens."""
    if paragraph.cells:
        return [] if any(_DATED.fullmatch(cell.strip()) for cell in paragraph.cells) else [paragraph.cells]
    if "=" in paragraph.text:
        return [(match[1].strip(), match[2].strip()) for match in _EQUATION.finditer(paragraph.text)]
    line = _ACRONYM_LINE.fullmatch(paragraph.text.strip(" *•-"))
    return [(line[1], line[2])] if line else []


def is_article_and_word(cell: str) -> bool:
    """Whether a cell of a glossary is "the Gateway": a common name that this review uses in its own way."""
    words = cell.split()
    return len(words) == 2 and words[0].lower() == "the" and words[1][0].isupper()


def is_own(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a review may use the words of a range for somebody of its own: "Nurse 2 is …", "The Directorate is …"."""
    titled = last == first + 2 and tokens[first].text == "The" and tokens[last - 1].text[0].isupper()
    return titled or CODE.fullmatch(tokens[last - 1].text) is not None


def possessor_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether a possessor stands at token ``i``: "CM-A is Child A's community midwife" explains CM-A."""
    return any(t.lower.endswith("'s") for t in tokens[i : i + 3])
