"""What pronouns stand for by their place: before what they own, after whom they tell more of."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading.clauses import Sentence
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention


def with_owners(sentence: Sentence) -> Iterator[Mention]:
    """The mentions of a sentence, and the possessive pronouns that are no part of one ("her" summary)."""
    owners = [i for i, t in enumerate(sentence.tokens) if t.lower in GRAMMAR["owners"] and i not in sentence.at]
    if not owners:
        yield from sentence.mentions
        return
    own = [Mention(i, i + 1, "pronoun", sentence.tokens[i].text, possessive=True) for i in owners]
    yield from sorted([*sentence.mentions, *own], key=lambda mention: mention.first)


def named_later(sentence: Sentence, owner: Mention) -> Mention | None:
    """The subject that a pronoun in front of it says owns something: "In her letter to the GP the midwife said"."""
    if owner.first != 1 or sentence.tokens[0].lower not in GRAMMAR["prepositions"]:
        return None
    later = (m for m in sentence.mentions if m.first > 1 and not m.possessive and not sentence.is_governed(m))
    subject = next(later, None)
    return subject if subject is not None and subject.is_agency and subject.type else None


def relative(sentence: Sentence, mention: Mention, resolved: dict[int, str]) -> str:
    """What "who" or "which" stands for: the mention right before it."""
    for other in reversed(sentence.mentions):
        if other.last <= mention.first and other.first in resolved:
            if mention.first - other.last <= 3:
                return resolved[other.first]
            break
    return ""
