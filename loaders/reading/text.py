"""Words and sentences of a paragraph, with their character offsets."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from loaders.reading.grammar import GRAMMAR

_TOKEN = re.compile(r"[eE]-mail\w*|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_HYPHENS = "-‐‑"
# Words after which a full stop does not end the sentence.
_ABBREVIATIONS = frozenset(
    {
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "prof",
        "st",
        "eg",
        "ie",
        "etc",
        "no",
        "para",
        "paras",
        "sec",
        "s",
        "ch",
        "vol",
        "pp",
        "p",
        "fig",
        "cf",
        "viz",
        "approx",
        "al",
        "vs",
        "rev",
        "supt",
        "insp",
        "sgt",
    }
)


_LONGEST = 300  # tokens of a sentence; the longest in 260,000 of reviews has 95


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or a punctuation mark; ``start`` and ``end`` are offsets in the paragraph's text."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text. A hyphen inside a word separates two tokens and is dropped ("multi-agency": multi, agency)."""
    return list(_tokens(text))


@lru_cache(maxsize=1 << 11)  # several stages ask for the same paragraphs
def _tokens(text: str) -> tuple[Token, ...]:
    found = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if word in _HYPHENS and start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum():
            continue
        found.append(Token(word, word.lower().replace("’", "'").replace("e-mail", "email"), start, end))
    return tuple(found)


def sentences_of(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Sentences as token ranges. Cut after . ! ? (and closing quotes or brackets) unless the stop follows an abbreviation, an
    initial or a digit that goes on ("3.2"), and the next word does not start in lower case."""
    ranges, first = [], 0
    for i, token in enumerate(tokens):
        if token.text not in ".!?":
            continue
        after = i + 1
        while after < len(tokens) and tokens[after].text in "\"”’')]":
            after += 1
        if after < len(tokens):
            if i > 0 and token.text == ".":
                before = tokens[i - 1]
                glued = tokens[i + 1].start == token.end if i + 1 < len(tokens) else False
                if before.end == token.start and (
                    before.lower in _ABBREVIATIONS
                    or (_is_initial(tokens, i - 1) and tokens[after].lower not in GRAMMAR["opens-sentence"])
                ):
                    continue
                if glued and tokens[i + 1].is_word and not (tokens[i + 1].text[0].isupper() and before.text[-1].islower()):
                    continue
            following = tokens[after]
            if following.is_word and following.text[0].islower():
                continue
        if after > first:
            ranges.append((first, after))
            first = after
    if first < len(tokens):
        ranges.append((first, len(tokens)))
    # What no full stop divides is divided all the same, so that the work on a sentence has a bound.
    return [(cut, min(cut + _LONGEST, last)) for first, last in ranges for cut in range(first, last, _LONGEST)]


def _is_initial(tokens: list[Token], i: int) -> bool:
    """Whether a single letter is an initial ("A. Smith") and not the letter of a label ("Child A.")."""
    letter = tokens[i].text
    return len(letter) == 1 and letter.isalpha() and letter != "I" and not (i > 0 and tokens[i - 1].lower in GRAMMAR["labelled"])
