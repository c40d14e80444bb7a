"""Who is named together in a sentence: lists, what general words include, and whom a relative pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.phrases import Phrases

_JOINING = GRAMMAR["connectives"] | GRAMMAR["determiners"] | GRAMMAR["repeated"]


class Lists(Phrases):
    """The lists of one sentence."""

    def lists(self, end: int) -> Iterator[list[Mention]]:
        """The services that are named together before token ``end``, each list once."""
        done = 0
        for mention in self.mentions:
            if mention.is_agency and done <= mention.first and mention.last <= end and not mention.possessive:
                group = [m for m in self._list(mention) if done <= m.first and m.last <= end]
                done = group[-1].last
                if len(group) > 1 and all(m.is_agency for m in group):
                    yield group

    def _list(self, mention: Mention) -> list[Mention]:
        """A mention with those coordinated with it: "the GP, the health visitor and school"."""
        index = self.mentions.index(mention)
        group, joined = [mention], False
        for step in (1, -1):
            k, current = index + step, mention
            while 0 <= k < len(self.mentions):
                other = self.mentions[k]
                low, high = (current, other) if step == 1 else (other, current)
                if other.first in self._inside and mention.first not in self._inside:
                    k += step
                    continue
                first = self.insertions.get(low.last, low.last)
                unlike = [kind for kind in ("family", "nobody", "pronoun") if (other.kind == kind) != (mention.kind == kind)]
                last = step == -1 and (mention.kind != "family" or self._has_verb(mention))
                if unlike and (unlike != ["family"] or last or (step == 1 and self._acts(other))):
                    break  # but "told the family and the school", "the school and an aunt told"
                words = None if step == -1 and self._is_said_to_be(other) else self._joining(low, first, high)
                finite = self._acts(other) and self._word_at(other.last) != "to"  # "rang the GP and the school to warn them"
                finite = finite or (
                    first != low.last and self._word_at(other.last) == "who"
                )  # "by the GP, who saw him, and those who"
                if high.possessive and not low.possessive and frames.nouns().match(self.tokens, high.last):
                    break  # "neither the call to the school nor the GP's letter"
                if words is None or (step == 1 and finite and self.is_governed(mention) and self._has_verb(mention)):
                    break  # "was unknown to the school, and the GP was told"
                joined = joined or any(w in GRAMMAR["connectives"] and w != "," for w in words)
                group.append(other) if step == 1 else group.insert(0, other)
                current = other
                k += step
        return group if joined else [mention]  # commas alone may part clauses

    def _denied_at(self, mention: Mention) -> int:
        """Where the "not" stands that leaves somebody out of those who act, else 0: "the GP, but not the school, was told"."""
        i = mention.first - 1
        while i > 0 and self.tokens[i].lower in GRAMMAR["determiners"]:
            i -= 1
        return i if i > 1 and self.tokens[i].lower == "not" and self.tokens[i - 1].lower == "but" else 0

    def _accompanied(self, group: list[Mention]) -> list[Mention]:
        """Those who act, with those who act with them: "the police, together with the school, informed"."""
        i = group[-1].last + (self._word_at(group[-1].last) == ",")
        if f"{self._word_at(i)} {self._word_at(i + 1)}" not in GRAMMAR["accompanying"]:
            return group
        other = next((m for m in self.mentions if i < m.first <= i + 5), None)
        return [*group, *self._list(other)] if other is not None and other.is_agency and group[-1].is_agency else group

    def _is_said_to_be(self, mention: Mention) -> bool:
        """Whether "there was" stands before a mention, so that what is joined to it opens a clause."""
        i = self._before_modifiers(mention)
        return i > 0 and self.tokens[i].lower in GRAMMAR["be"] and self.tokens[i - 1].lower == "there"

    def _has_verb(self, mention: Mention) -> bool:
        """Whether a clause has its verb before a mention, so that another that follows opens a clause: not "checks made by the
        nurse with the GP and the police showed"."""
        return any(self._is_verb(i) and self._word_at(i + 1) != "by" for i in range(mention.first))

    def _joining(self, low: Mention, first: int, high: Mention) -> list[str] | None:
        """The words from token ``first`` that join a mention to the one before it, or None if they do not."""
        if not 0 < high.first - first <= 6:
            return None
        words = [t.lower for t in self.tokens[first : high.first]]
        if "not" in words:
            return None  # "wrote to the GP, not to the school"
        for n in range(len(words) - 1, 0, -1):
            if words[n] in GRAMMAR["whose-people"] and words[n - 1] in GRAMMAR["people"]:
                words[n - 1 : n + 1] = ["a", "a"]  # "the GP and a worker from the school"
            elif f"{words[n - 1]} {words[n]}" in GRAMMAR["accompanying"]:
                words[n - 1 : n + 2] = ["and", *["a" for _ in words[n : n + 2]]]  # "the GP as well as the school"
        joint = next((n for n, w in enumerate(words) if w in GRAMMAR["connectives"]), None)
        fixed = {words[n] for n in range(len(words)) if first + n in self._fixed}
        passed = GRAMMAR["determiners"] | GRAMMAR["after-object"] | fixed  # "did not ring the GP herself or the school"
        if joint is None or not passed.issuperset(words[:joint]):
            return None
        if first != low.last and not any(w in GRAMMAR["connectives"] and w != "," for w in words):
            return None
        again = [w for n, w in enumerate(words) if w in GRAMMAR["prepositions"] and first + n not in self._fixed]
        if again and again != [self.preposition(low)]:
            return None  # "by the school, either to the nurse or to"
        plain = [w in _JOINING or w.endswith("ly") for w in words]  # "the GP and, belatedly, the school"
        last = next((n for n in range(joint, len(words)) if not plain[n]), len(words))  # from here only modifiers
        return words if last == len(words) or self._before_modifiers(high) < first + last else None

    def _specific(self, group: list[Mention]) -> list[Mention]:
        """The services that a general partner is said to include: "other agencies such as the GP"."""
        last = group[-1]
        if last.type not in ("multi-agency", "health"):
            return group
        if last.last in self.insertions and self._names_services(last.last):
            return self._in_brackets(last.last) or group
        if self._word_at(last.last) == ":":
            first = next((m for m in self.mentions if m.first > last.last), None)
            if first is not None and first.is_agency and first.first - last.last <= 3:
                return self._list(first)  # "by three agencies: the GP, the school and the police"
        words = [t.lower for t in self.tokens[last.last : last.last + 5] if t.text not in ",(–-:"]
        if words[:2] in (["such", "as"], ["for", "example"], ["for", "instance"], ["in", "particular"]) or words[:1] in (
            ["including"],
            ["namely"],
            ["notably"],
            ["especially"],
            ["eg"],
            ["e"],
        ):
            following = next((m for m in self.mentions if m.first >= last.last and m.first - last.last <= 7), None)
            if following is not None and following.is_agency:
                return self._list(following)
        return group

    def _in_brackets(self, start: int) -> list[Mention]:
        """The services listed in brackets after a word of liaison: "good liaison over the birth (GP, midwife, hospital)"."""
        opening = next((i for i in range(start, len(self.tokens)) if self.tokens[i].text == "("), None)
        if opening is None:
            return []
        closing = next((i for i in range(opening, len(self.tokens)) if self.tokens[i].text == ")"), opening)
        listed = [m for m in self.mentions if opening < m.first and m.last <= closing]
        return listed if len(listed) > 1 and all(m.is_agency for m in listed) else []

    def _names_service(self, i: int) -> bool:
        """Whether a service that is to act is named at a token or after the article there: not "that the police be told"."""
        mention = self.at.get(i + (i < len(self.tokens) and self.tokens[i].lower in GRAMMAR["articles"]))
        return mention is not None and mention.is_agency and self._word_at(mention.last) != "be"

    def _names_services(self, first: int) -> bool:
        """Whether brackets name services and say nothing else."""
        inside = range(first, self.insertions[first])
        return (
            self.tokens[first].text == "("
            and any(i in self.at and self.at[i].is_agency for i in inside)
            and not any(self._is_verb(i) for i in inside)
        )

    def _stands_for_service(self, i: int) -> bool:
        """Whether a service follows whose people an indefinite word means: "no one at the school", "none of the agencies"."""
        if i >= len(self.tokens) or self.tokens[i].lower not in GRAMMAR["whose-people"]:
            return False
        following = next((m for m in self.mentions if m.first > i), None)
        return following is not None and following.is_agency and following.first - i <= 4

    def _is_part(self, i: int) -> bool:
        """Whether "neither of" or the like stands before a relative pronoun at token ``i``."""
        return i > 1 and self.tokens[i - 1].lower == "of" and self.tokens[i - 2].lower in GRAMMAR["parts"]

    def _is_when(self, i: int) -> bool:
        """Whether a token goes with a time: "the hospital on 4 May, whose nurse"."""
        lower = self._word_at(i)
        return lower[:1].isdigit() or lower in GRAMMAR["calendar"] or lower in ("in", "on", "late", "early")

    def _antecedent(self, i: int) -> list[Mention]:
        """The mention that a relative pronoun at token ``i`` stands for; "which" is none of the family: "news of his mother,
        which was not passed on". Those of whom it takes some or none are several: "the GP and the school, neither of which"."""
        if i > 0 and self.tokens[i - 1].lower in ("and", "but"):  # "who was not told and who did not ask"
            same = (j for j in range(i - 2, -1, -1) if self.tokens[j].lower == self.tokens[i].lower)
            if (first := next(same, None)) is not None:
                return self._antecedent(first)
        if i > 1 and i - 1 in self.at and self.tokens[i - 2].lower in GRAMMAR["be"]:
            return [self.at[i - 1]]  # "it was she who"
        several = self._is_part(i)
        end = i - 2 if several else i
        for mention in reversed(self.mentions):
            if mention.last <= end and mention.kind != "pronoun":
                before = self._before_modifiers(mention)
                if self._word_at(before) in ("not", "than"):  # "it was the midwife and not the GP who"
                    end = before
                    continue
                if mention.role == "meeting" and self.tokens[i].lower in GRAMMAR["persons"]:
                    return []
                apart = sum(not self._is_when(k) for k in range(mention.last, end)) if end - mention.last <= 10 else end
                if apart <= 3 and not (mention.kind == "family" and self.tokens[i].lower == "which"):
                    group = self._list(mention) if several else [mention]
                    return group if len(group) > 1 or not several else []
                break
        return []
