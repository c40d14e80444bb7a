"""What the words that somebody is called by tell: how many they are, of which sex, and what the word is that names them."""

from __future__ import annotations

from loaders.reading.clauses import Sentence
from loaders.reading.grammar import DISCOURSE, GRAMMAR
from loaders.reading.mentions import Mention


def name_of(mention: Mention) -> str:
    name = mention.text.lower().removesuffix("'s").removesuffix("'").strip()
    first, _, rest = name.partition(" ")
    return rest if rest and first in GRAMMAR["articles"] else name


def singular_of(word: str) -> str:
    return word.removesuffix("s")


def head_of(name: str) -> str:
    """The noun of a name: manager in "offender manager 1", member in "member of staff"."""
    words = name.split()
    if "of" in words[1:]:
        return words[words.index("of") - 1]
    coded = len(words) > 1 and (words[-1].isdigit() or len(words[-1]) == 1)
    return words[-2] if coded else words[-1]


def number_of(mention: Mention) -> str:
    """one, many, body, or "" where a name does not show it."""
    name = name_of(mention)
    head = head_of(name)
    coded = " of " not in name and head != name.split()[-1]
    if head in DISCOURSE["several"] or (head.endswith("s") and head[:-1] in DISCOURSE["persons"]):
        return "many"
    if (
        (coded and head not in DISCOURSE["bodies"])
        or head in DISCOURSE["persons"]
        or head.rstrip("0123456789") in DISCOURSE["persons"]
    ):
        return "one"
    if mention.kind == "family":
        return "one"
    return "body" if head in DISCOURSE["bodies"] or mention.kind == "process" else ""


def gender_of(name: str) -> str:
    for word in reversed(name.split()):
        if word in DISCOURSE["he"]:
            return "he"
        if word in DISCOURSE["she"]:
            return "she"
    return ""


def is_no_person(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is of a thing or a place that nothing explains: "the Lantern", "a PVN"."""
    before = sentence.tokens[mention.first - 1].lower if mention.first else ""
    return before in GRAMMAR["articles"] or (mention.text.isupper() and len(mention.text) > 1)
