"""What the verb of a pronoun says of it, by which professionals are told from the family and who answers from who asked."""

from __future__ import annotations

from enum import Enum, auto

from loaders.reading.clauses import Sentence
from loaders.reading.frames import verbs
from loaders.reading.grammar import DISCOURSE, GRAMMAR
from loaders.reading.mentions import Mention

_VERB_WITHIN = 6  # tokens after a pronoun among which its verb stands
_MODIFIERS = 4  # tokens before a mention among which what qualifies it stands


def is_verb(sentence: Sentence, i: int) -> bool:
    lower = sentence.tokens[i].lower
    return lower in GRAMMAR["auxiliaries"] or lower in GRAMMAR["finite"] or lower.endswith("ed")


def main_verb(sentence: Sentence, i: int) -> str:
    """The verb that follows a subject which ends before token ``i``, past auxiliaries and adverbs; "" where none is near."""
    for token in sentence.tokens[i : i + _VERB_WITHIN]:
        if token.lower in GRAMMAR["auxiliaries"] or token.lower.endswith("ly") or token.text == ",":
            continue
        return token.lower if token.is_word else ""
    return ""


class Doing(Enum):
    """What the verb of a pronoun says: what only professionals do, what is said of the family, a reply, or neither."""

    WORK = auto()
    LIFE = auto()
    REPLY = auto()
    NEITHER = auto()

    @classmethod
    def of(cls, sentence: Sentence, mention: Mention) -> Doing:
        if mention.possessive:
            return cls._of_owned(sentence, mention.last)
        if mention.text.lower() not in ("he", "she", "they", "it", "both") or mention.last >= len(sentence.tokens):
            return cls.NEITHER
        verb = main_verb(sentence, mention.last)
        if is_passive(sentence, mention.last):
            return cls.LIFE if verb in DISCOURSE["undergoes"] else cls.NEITHER
        if verb in DISCOURSE["replies"]:
            return cls.REPLY
        return cls.WORK if verb in DISCOURSE["deeds"] else cls.LIFE if verb in DISCOURSE["lives"] else cls.NEITHER

    @classmethod
    def _of_owned(cls, sentence: Sentence, i: int) -> Doing:
        """The same of what a possessive pronoun owns: "her referral" is of work, "her doctor" and "her mother" of life."""
        for j, token in enumerate(sentence.tokens[i : i + 3], i):
            owned = sentence.at.get(j)
            if owned is not None:
                return cls.WORK if "own" in owned.fits else cls.LIFE if owned.kind in ("agency", "family") else cls.NEITHER
            if token.lower in DISCOURSE["things"] or token.lower in DISCOURSE["duties"]:
                return cls.WORK
            if token.lower in DISCOURSE["private"]:
                return cls.LIFE
        return cls.NEITHER


def ends_fronted(sentence: Sentence, mention: Mention) -> bool:
    """Whether a pronoun is the subject of a participle that opens its sentence: "Having rung the nurse, she", not the nurse."""
    tokens, i = sentence.tokens, mention.first
    opens = tokens[0].lower.endswith("ing") and 0 not in sentence.at
    return (
        opens and not mention.possessive and i > 1 and tokens[i - 1].text == "," and mention.text.lower() in ("he", "she", "they")
    )


def heads_coordinate(sentence: Sentence, mention: Mention) -> bool:
    """Whether somebody is the subject of a clause joined to the one before it: "rang the GP, and the GP told", "..., but she
    did not", not the last of a list ("the GP, and the nurse involved with them") or of a clause in it ("and when she")."""
    tokens, i = sentence.tokens, mention.first - 1
    if mention.possessive:
        return False
    while i > 0 and mention.first - i < _MODIFIERS and tokens[i].is_word and tokens[i].lower not in GRAMMAR["before-clause"]:
        if tokens[i].lower in GRAMMAR["subordinators"]:
            return False
        i -= 1
    if not (i > 0 and tokens[i].lower in GRAMMAR["before-clause"] and tokens[i - 1].text in (",", ";")):
        return False
    verb = mention.last + (mention.last < len(tokens) and tokens[mention.last].lower.endswith("ly"))
    said = tokens[verb].lower if verb < len(tokens) else ""
    return said != "" and (is_verb(sentence, verb) or said in verbs()) and said not in GRAMMAR["participles"]


def is_passive(sentence: Sentence, i: int) -> bool:
    return any(t.lower in GRAMMAR["be"] for t in sentence.tokens[i : i + 3])


def gets_what_came(sentence: Sentence, mention: Mention) -> bool:
    """Whether somebody takes a letter or call of others: "was taken by the duty worker", "the nurse who took the call", "was
    passed to a manager"."""
    before = [t.lower for t in sentence.tokens[max(0, mention.first - 3) : mention.first]]
    preposition = sentence.preposition(mention)
    if preposition == "by":
        return not DISCOURSE["takes"].isdisjoint(before) or not DISCOURSE["deals-with"].isdisjoint(before)
    if preposition == "to":
        return not DISCOURSE["hands-on"].isdisjoint(before)
    after = [t.lower for t in sentence.tokens[mention.last : mention.last + _VERB_WITHIN]]
    return preposition == "" and not DISCOURSE["takes"].isdisjoint(after[:3]) and not DISCOURSE["things"].isdisjoint(after)
