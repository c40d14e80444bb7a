"""Whether what a predicate says happened, should have happened or ought to: negation, modality, absence and their scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.reading.frames import cues
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.text import Token

_COUNTERFACTUAL = ("should-have", "could-have", "would-have")
_MODALS = {"should": "should-have", "ought": "should-have", "could": "could-have", "might": "could-have", "would": "would-have"}


class Polarity:
    """Reads the polarity of predicates in one sentence; ``at`` gives the mention at a token."""

    def __init__(self, tokens: Sequence[Token], at: Mapping[int, Mention]) -> None:
        self.tokens = tokens
        self.at = at

    def of_noun(self, i: int, last: int) -> str:
        """no referral; a lack of communication; the referral was not made; a referral should have been made."""
        lexicon = cues()["noun"]
        for j in range(max(0, i - 7), i):
            match = lexicon.match(self.tokens, j)
            if (
                match
                and match[0] <= i
                and i - match[0] <= 3
                and not any(
                    self.tokens[k].text in ",.;:" or (k in self.at and self.at[k].kind == "pronoun") for k in range(match[0], i)
                )
            ):
                return match[1]
        if i > 1 and any(t.lower in ("or", "nor") for t in self.tokens[max(0, i - 4) : i]):
            for j in range(i - 2, max(-1, i - 24), -1):
                if self.tokens[j].text in ".;:" or self.tokens[j].lower in ("but", "although", "who", "which"):
                    break
                if self.tokens[j].lower in ("no", "without", "neither", "lack", "absence"):
                    return "no"
        for j in range(i - 1, max(-1, i - 12), -1):
            if self.tokens[j].text in ".;:" or self.tokens[j].lower in ("but", "although", "who", "which", "and"):
                break
            if self.tokens[j].lower == "been" and {t.lower for t in self.tokens[max(0, j - 4) : j]} & {
                "should",
                "could",
                "would",
                "ought",
            }:
                return "should-have"
        after = cues()["after"]
        for j in range(last, min(len(self.tokens), last + 16)):
            if self.tokens[j].text in ".;" or self.tokens[j].lower in ("although", "because", "but", "who"):
                break
            match = after.match(self.tokens, j)
            if match:
                return match[1]
        return ""

    def of_verb(self, group: int, head: int, aux: list[str], form: str) -> tuple[str, str, str]:
        """(gap cue, modality, governing word) of a verb group that starts at token ``group`` and whose verb is ``head``."""
        governor = self.tokens[group - 1].lower if form in ("infinitive", "gerund") and group else ""
        cue = self._of_auxiliaries(group, head, aux)
        if not cue and form in ("infinitive", "gerund", "noun"):
            cue = self._of_governor(group, head)
        if (
            not cue
            and form == "infinitive"
            and any(self._near(group, 9, word) for word in ("opportunity", "opportunities", "chance"))
        ):
            cue = "missed-opportunity"
        if (
            not cue
            and self._near(group, 6, "without")
            and any(t.lower in ("being", "having") for t in self.tokens[group : head + 1])
        ):
            cue = "without"
        if not cue and form in ("finite", "bare", "noun"):
            cue = self._inherited(group, aux)
        cue = cue or self._distant_gap(group) or self._gap_after(head) or self._inverted(group)
        return cue, self._modality(group, head, aux, form, cue), governor

    def _of_auxiliaries(self, group: int, head: int, aux: list[str]) -> str:
        """did not inform; should have informed; was never told"""
        cue = ""
        for j in range(group, head):
            match = cues()["group"].match(self.tokens, j)
            if match and match[0] <= head + 1:
                cue = cue if cue == "not" and match[1] == "nor" else match[1]
                if cue in _COUNTERFACTUAL:
                    return cue
        if cue:
            return cue
        if any(a in GRAMMAR["negatives"] or a.endswith("n't") for a in aux):
            return "not"
        if "have" in aux or "been" in aux:
            return next((_MODALS[a] for a in aux if a in _MODALS), "")
        return ""

    def _of_governor(self, group: int, head: int) -> str:
        """failed to inform; without informing; no evidence of informing; a missed opportunity to inform"""
        for j in range(group - 1, max(-1, group - 5), -1):
            match = cues()["governor"].match(self.tokens, j)
            if not match or not group <= match[0] <= head:
                continue
            cue = match[1]
            if cue == "evidence":
                return cue if any(self._near(group, 7, word) for word in ("no", "not", "little", "nothing")) else ""
            if cue == "failed" and any(self._near(group + 1, 5, word) for word in ("able", "have", "remembered")):
                return cue if any(self._near(group + 1, 5, word) for word in ("not", "n't", "never")) else ""
            return cue
        return ""

    def _modality(self, group: int, head: int, aux: list[str], form: str, cue: str) -> str:
        if cue in ("", "not"):
            norm = any(
                match and match[0] <= head + 1 for match in (cues()["norm"].match(self.tokens, j) for j in range(group, head))
            )
            if norm and "been" not in aux[1:2] and "have" not in aux:
                return "norm"
            if form == "infinitive":
                return "intention"
            if {"would", "could", "might"} & set(aux):
                return "hypothetical"
        return "hypothetical" if self._hypothetical(group) else ""

    def _near(self, end: int, reach: int, word: str) -> bool:
        """Whether a word stands among the ``reach`` tokens before token ``end``."""
        return any(t.lower == word for t in self.tokens[max(0, end - reach) : end])

    def _distant_gap(self, group: int) -> str:
        """there was no evidence that X informed Y; it does not appear that; no agency informed; at no point was"""
        for j in range(max(0, group - 14), group):
            match = cues()["distant"].match(self.tokens, j)
            if match and match[0] <= group:
                return match[1]
        tail = [t.lower for t in self.tokens[max(0, group - 5) : group]]
        if {"nobody", "none", "neither"} & set(tail) or "no one" in " ".join(tail):
            return "nobody"
        if len(tail) >= 2 and "no" in tail:
            k = max(0, group - len(tail)) + tail.index("no") + 1
            if (k in self.at and self.at[k].is_agency) or k - 1 in self.at:
                return "nobody"
        return ""

    def _inherited(self, group: int, aux: list[str]) -> str:
        """A coordinated verb shares the auxiliaries of the first: "should have consulted the GP and made a referral"."""
        if aux and any(a in GRAMMAR["be"] or a in ("have", "had", "has", "did", "should", "could", "would") for a in aux):
            return ""
        j = group - 1
        if j < 0 or self.tokens[j].lower not in ("and", "or", "nor", ","):
            return ""
        lexicon = cues()["group"]
        for k in range(j - 1, max(-1, j - 22), -1):
            token = self.tokens[k]
            if token.text in ".;:" or token.lower in ("who", "which", "because", "although", "but", "when", "that"):
                return ""
            match = lexicon.match(self.tokens, k)
            if match and match[1] in ("should-have", "could-have", "would-have", "not", "never"):
                return match[1] if match[1] not in ("not", "never") or self.tokens[j].lower != "and" else ""
            if token.lower in ("failed", "failing", "omitted") and k + 1 < len(self.tokens) and self.tokens[k + 1].lower == "to":
                return "failed"
            if token.lower.endswith("n't"):
                return "not" if self.tokens[j].lower != "and" else ""
        return ""

    def _gap_after(self, head: int) -> str:
        """contacted neither X nor Y; told nobody; made no referral"""
        after = [t.lower for t in self.tokens[head + 1 : head + 3]]
        return (
            "no-object"
            if after and (after[0] in ("neither", "nobody", "none", "nothing", "no") or after == ["no", "one"])
            else ""
        )

    def _inverted(self, group: int) -> str:
        """Had the GP told ...; Nor did the school inform ...; Neither told ...; neither A nor B was told"""
        first = self.tokens[0].lower
        if first in ("nor", "neither") and not any(
            self.tokens[j].text in ";:" or self.tokens[j].lower in ("who", "which", "that", "because") for j in range(group)
        ):
            return "nor"
        for j in range(group - 1, max(-1, group - 14), -1):
            token = self.tokens[j]
            if token.lower == "neither":
                return "nor"
            if token.text in ".;:" or token.lower in ("which", "who", "because", "although", "that"):
                return ""
            if (
                token.lower == "had"
                and (j == 0 or self.tokens[j - 1].text in ",;" or self.tokens[j - 1].lower in ("and", "but", "that"))
                and j + 1 < len(self.tokens)
                and (j + 1 in self.at or self.tokens[j + 1].lower in GRAMMAR["determiners"])
            ):
                return "would-have"
        return ""

    def _hypothetical(self, group: int) -> bool:
        for j in range(group - 1, max(-1, group - 9), -1):
            lower = self.tokens[j].lower
            if self.tokens[j].text in ".;,":
                return False
            if lower in ("if", "unless", "whether"):
                return True
        return False

    # -- places around a trigger ---------------------------------------------------------------------------------------------
