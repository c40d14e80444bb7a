"""What a sentence denies of somebody without saying it again: "the GP was told but the school was not", "The school was not."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from loaders.reading import frames
from loaders.reading.carriers import Carriers
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger

_PASSING = frozenset({"pass", "refer", "tell"})


class Denial(NamedTuple):
    """What a sentence denies of somebody without saying it again: "The school was not.", "Nobody did." The operator's token, the
    token after it and its negation, the cue and who it is denied of."""

    at: int
    end: int
    cue: str
    subject: list[Mention]


class Denials(Carriers):
    """The denials of one sentence."""

    def denial(self) -> Denial | None:
        """How the sentence denies what the one before it says, if it has no predicate of its own: "The school did not do so",
        "Nor was the school"."""
        if self._word_at(0) in ("nor", "neither") and self._word_at(1) in GRAMMAR["operators"]:
            first = next((i for i in range(2, len(self.tokens)) if self._word_at(i) not in GRAMMAR["determiners"]), 2)
            likewise = self._list(self.at[first]) if first in self.at else []
            ended = likewise and (self._word_at(likewise[-1].last) or ".") in GRAMMAR["ends-denial"]
            return Denial(1, 2, "nor", likewise) if ended else None
        for i in range(1, len(self.tokens)):
            if i in self._inside or not self._is_verb(i):
                continue
            if self._word_at(i) not in GRAMMAR["operators"]:
                return None
            end = i + 1 + (self._word_at(i + 1) in ("not", "never"))
            denied = end > i + 1 or self._word_at(i).endswith("n't")
            while denied and self._word_at(end) in GRAMMAR["said-again"]:
                end += 1
            subject, how = self._of_verb(i)
            nobody = any(m.kind == "nobody" for m in subject) or self._word_at(i - 1) == "nobody"
            if how != "plain" or not (denied or nobody) or (self._word_at(end) or ".") not in GRAMMAR["ends-denial"]:
                return None
            return Denial(i, end, "not" if denied else "nobody", subject)
        return None

    def _left_out(self, verb: Trigger) -> Iterator[Trigger]:
        """A verb denied of somebody or something else without being said again: "the GP was told but the school was not", "but
        not the school", "wrote to the GP but not to the school", "told the GP of the rash but not of the bruise"."""
        is_noun = verb.frame.pos == "noun"
        if (
            verb.cue
            or verb.modality
            or (is_noun and verb.support)
            or verb.form not in ("finite", "infinitive", "adjective", "noun")
        ):
            return
        for k in range(max(1, verb.group - 12), verb.group):
            other = self.at.get(k)
            if other is not None and other.first == k and other.is_agency and (deny := self._denied_at(other)):
                yield replace(verb, first=deny, cue="not")  # "the GP, but not the school, was told"
                return
        for i in range(verb.last, min(len(self.tokens) - 1, verb.last + 30)):
            if self.tokens[i].text == ".":
                return
            if (
                self.tokens[i].lower in ("no", "nobody")
                and self._word_at(i - 1) in ("to", "with")
                and self._word_at(i - 2) in ("but", ",")
            ):
                yield replace(verb, first=i, last=i - 1, head=i, group=i - 1, cue="nobody")  # "but to no other agency"
                return
            if self.tokens[i].lower != "not":
                continue
            joined = self._word_at(i - 1) in GRAMMAR["before-denial"]
            if is_noun:
                if joined and self._word_at(i + 1) in ("to", "with", "from"):
                    yield replace(verb, first=i, last=i + 1, cue="not")  # "was in contact with the GP but not with the school"
                return
            if self._word_at(i - 1) in GRAMMAR["operators"]:
                other = self.at.get(self._before.get(i - 2, i - 2))
                last = self._word_at(self._before_aside(i - 2))
                fits = (verb.passive or verb.form == "adjective") == (self._word_at(i - 1) in ("was", "were"))
                alone = other is not None and (
                    not self.is_governed(other)
                    or "those" in {t.lower for t in self.tokens[max(0, other.first - 3) : other.first]}
                )
                topic = other is None or (other.kind == "family" and self.is_governed(other))
                ends = (self._word_at(i + 1) or ".") in GRAMMAR["ends-denial"]
                if fits and topic and ends and verb.passive and self._word_at(i - 2) not in GRAMMAR["pronouns"]:
                    yield replace(verb, first=i, cue="not")  # "the rash was reported; what he had said was not"
                    return
                if fits and alone and not self._word_at(i + 1)[:1].isalnum() and not self._said_between(verb.last, i - 1):
                    yield replace(verb, first=i, last=i + 1, head=i, group=i - 1, cue="not")
                elif fits and last in GRAMMAR["others"] and other is None:
                    yield replace(verb, first=i, cue="not")  # "three were sent to the GP and the fourth was not"
                return
            if (
                self._word_at(i - 1) in GRAMMAR["before-denial"]
                and self._word_at(i + 1) in GRAMMAR["topics"]
                and verb.frame.move != "know"
            ):
                yield replace(verb, first=i, cue="not")  # "was told of the rash but not of the bruise"
                return
            first = self._after_aside(i + 1)
            j = first
            while (
                self._word_at(j) in GRAMMAR["determiners"]
                or (self._word_at(j) in ("to", "with", "on", "from") and j == first)
                or (self._word_at(j) == "of" and self._word_at(j - 1) == "those")  # "drew on the GP's view but not on that of"
            ):
                j += 1
            other = self.at.get(j)
            if any(self._passes(k) for k in range(verb.last, i)):
                return  # "was told of it and passed it to the GP but not to the school"
            if (
                self._word_at(i - 1) in GRAMMAR["before-denial"]
                and other is not None
                and other.is_agency
                and other.last < len(self.tokens)
            ):
                if verb.passive and self._word_at(first) not in ("to", "with"):
                    yield replace(verb, first=i, last=other.last, head=i, group=other.last, cue="not")
                else:
                    yield replace(verb, first=i, last=first, cue="not")
                return

    def _passes(self, i: int) -> bool:
        """Whether another verb by which something is passed stands at a token, outside of insertions."""
        found = () if i in self._inside or i in self.at else frames.verbs().get(self.tokens[i].lower, ())
        return any(frame.move in _PASSING and not particle for frame, _, particle in found) and self._is_verb(i)

    def _after_aside(self, i: int) -> int:
        """The token after a phrase between commas that starts at token ``i``, else it: "but not, until May, to the GP"."""
        if self._word_at(i) != ",":
            return i
        return next((j + 1 for j in range(i + 1, min(len(self.tokens), i + 9)) if self.tokens[j].text == ","), i)

    def _before_aside(self, i: int) -> int:
        """The token before a clause between commas that ends at token ``i``, else that token."""
        if self._word_at(i) != "," or i in self._before:
            return self._before.get(i, i)
        return next((j - 1 for j in range(i - 1, max(0, i - 15), -1) if self.tokens[j].text == ","), i)

    def _said_between(self, start: int, operator: int) -> bool:
        """Whether an operator takes up a nearer verb than that before token ``start``: "asked whether she knew; she said that
        she did not"."""
        be = GRAMMAR["be"]
        if self._word_at(operator) in be:
            that = next((k for k in range(start, operator) if self._word_at(k) == "that"), operator)
            ends = next((k for k in range(that, operator) if self._word_at(k) == ","), that)  # "told that he was ill, but"
            between = (k for k in range(start, operator) if k not in self._inside and not that <= k < ends)
            return any(self._word_at(k) in be for k in between)
        between = (k for k in range(start, operator) if k not in self._inside and k not in self.at)
        return any(self._is_verb(k) and self._word_at(k) not in be and self._word_at(k - 1) not in be for k in between)
