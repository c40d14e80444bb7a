"""What the noun of a predicate lacks: no referral, a lack of contact, a letter that was never sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.reading.aftermath import takes_back
from loaders.reading.frames import cues, verbs
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.text import Token

MODALS = {"should": "should-have", "ought": "should-have", "could": "could-have", "might": "could-have", "would": "would-have"}


class Absence:
    """Reads what the nouns of one sentence lack; ``at`` gives the mention at a token, ``inserted`` the token ranges of
    relative clauses and brackets, which a search over the sentence passes by; ``following``: the tokens of the next sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        at: Mapping[int, Mention],
        inserted: Sequence[tuple[int, int]],
        following: Sequence[Token],
    ) -> None:
        self.tokens = tokens
        self.at = at
        spliced = (
            tokens[i + 1 :]
            for i in range(len(tokens) - 3)
            if tokens[i].lower in (",", ";", "and", "but", "however") and tokens[i + 1].lower in GRAMMAR["takes-up"]
        )
        self._undone = takes_back(following) or any(map(takes_back, spliced))  # "was to ring the GP, this did not happen."
        self._before = {end - 1: start for start, end in inserted}
        self._after = dict(inserted)

    def of_noun(self, i: int, last: int, carried: bool) -> str:
        """The gap cue of a noun at tokens ``i`` to ``last``: no referral; a lack of communication; a referral should have been
        made. ``carried``: a verb carries the noun ("made a referral"), so that what follows says nothing about it."""
        return (
            self._denied(i)
            or ("no" if self._is_still_due(i, last) else "")
            or self._owed(i)
            or ("" if carried else self._lacking(i) or ("" if self._is_within(i) else self._gone(last)))
            or ("undone" if self._undone and self._is_required(i) else "")
            or ("should-have-been" if not carried and self._is_listed(i) else "")
        )

    def of_afterthought(self, head: int) -> str:
        """A referral was considered but was not made: what came of a thing that was thought of with the verb at ``head``."""
        ahead = range(head + 1, min(len(self.tokens), head + 12))
        return next((self._gone(j + 1) for j in ahead if self.tokens[j].lower == "but"), "")

    def _is_required(self, i: int) -> bool:
        """the procedure requires a discussion with the ward; would in any other case have led to a referral"""
        before = (self.tokens[j].lower in MODALS or cues()["norm-noun"].match(self.tokens, j) for j in self._back(i - 1, 20))
        after = [t.lower for t in self.tokens[i : i + 12]]
        wanted = (verb in GRAMMAR["contemplates"] and be in GRAMMAR["be"] for be, verb in pairwise(after))
        return any(before) or any(wanted)  # "a referral was suggested"

    def _is_within(self, i: int) -> bool:
        """the response of the ward to the school's call was poor; the handling of the referral: said of another thing"""
        for j in self._back(i - 1, 12):
            lower = self.tokens[j].lower
            if lower in GRAMMAR["of-a-thing"] and j not in self.at:
                return self.tokens[j + 1].lower in ("in", "of", "to", "by")
            if lower in GRAMMAR["operators"] or lower in GRAMMAR["be"] or self._opens_clause(j) or lower == ",":
                break
        return False

    def _is_listed(self, i: int) -> bool:
        """the policy required a call to the ward, a letter to the school and a referral"""
        joined = False
        for j in self._back(i - 1, 24):
            lower = self.tokens[j].lower
            joined = joined or lower in ("and", ",")
            if lower == "required":
                return joined and self.tokens[j + 1].lower != "to"
            if j not in self.at and (lower in GRAMMAR["operators"] or self._opens_clause(j) or lower in verbs()):
                return False
        return False

    def _lacking(self, i: int) -> str:
        """none of them was in contact"""
        stands = i > 1 and self.tokens[i - 1].lower == "in" and self.tokens[i - 2].lower in GRAMMAR["be"]
        return self._of_subject(i - 2) if stands else ""

    def _denied(self, i: int) -> str:
        """no urgent referral; a lack of communication; without a letter or a call"""
        lexicon = cues()["noun"]
        for j in range(max(0, i - 7), i):
            match = lexicon.match(self.tokens, j)
            if match and i - 3 <= match[0] <= i and not any(self._parts(k) for k in range(match[0], i)):
                return match[1]
        if self._unrecorded(i):
            return "evidence"
        if self._was_never_there(i):
            return "never"
        if any(t.lower == "any" for t in self.tokens[max(0, i - 2) : i]) and self._is_among_denied(i):
            return "no"
        if any(t.lower in ("or", "nor") for t in self.tokens[max(0, i - 4) : i]):
            for j in self._back(i - 1, 24):
                if self.tokens[j].lower in ("no", "without", "neither", "lack", "absence"):
                    return "no"
        return ""

    def _is_still_due(self, i: int, last: int) -> bool:
        """the child went home before any checks had been made"""
        before = pairwise(t.lower for t in self.tokens[max(0, i - 3) : i])
        return ("before", "any") in before and any(t.lower in ("had", "was", "were") for t in self.tokens[last : last + 1])

    def _was_never_there(self, i: int) -> bool:
        """at no time was there any discussion; on neither occasion was there contact"""
        there = next((j for j in self._back(i - 1, 5) if self.tokens[j].lower == "there"), 0)
        return there > 0 and self.tokens[there - 1].lower in GRAMMAR["be"] and self._hangs_on(there - 1, "never", reach=20)

    def _hangs_on(self, group: int, cue: str, reach: int = 14) -> bool:
        """Whether the clause of a verb group hangs on a phrase of this ``cue``, at most ``reach`` tokens before it: "had assumed
        that the GP would have told"."""
        matches = (cues()["distant"].match(self.tokens, j) for j in self._back(group - 1, reach))
        return any(match is not None and match[1] == cue for match in matches)

    def _is_among_denied(self, i: int) -> bool:
        """was not repeated in any letter; did not appear in any report"""
        for j in self._back(i - 1, 9):
            if self.tokens[j].text == "," or self._opens_clause(j):
                break
            if self.tokens[j].lower in GRAMMAR["negatives"]:
                return True
        return False

    def _unrecorded(self, i: int) -> bool:
        """no mention in the notes of any call; no record by the clinic of a letter"""
        governor = ""
        for j in self._back(i - 1, 14):
            lower = self.tokens[j].lower
            match = cues()["distant"].match(self.tokens, j)
            if match and match[1] == "evidence":
                return governor == "of"
            if self.tokens[j - 1].lower == "there" or lower == "there":
                governor = "of" if lower == "there" else governor  # "no evidence that there was a call"
                continue
            if lower == "that" and self.tokens[j + 1].lower == "there":
                continue
            if lower in GRAMMAR["operators"] or self._opens_clause(j) or lower == ",":
                return False
            governor = governor or (lower if lower in GRAMMAR["prepositions"] else "")
        return False

    def _parts(self, k: int) -> bool:
        """Whether a token parts a noun from the word that would deny it: "no memory of the call"."""
        mention = self.at.get(k)
        return (
            not self.tokens[k].is_word
            or self.tokens[k].lower in GRAMMAR["prepositions"]
            or self.tokens[k].lower in GRAMMAR["subordinators"]
            or (mention is not None and mention.kind == "pronoun")
            or (self.tokens[k].lower == "and" and self.tokens[k + 1].lower in GRAMMAR["articles"])  # "without delay and a form"
        )

    def _owed(self, i: int) -> str:
        """there should have been a referral"""
        for j in self._back(i - 1, 6):
            lower = self.tokens[j].lower
            if lower == "been":
                words = [t.lower for t in self.tokens[max(0, j - 6) : j]]
                return next((MODALS[w] for w in words if w in MODALS), "")
            if lower in GRAMMAR["prepositions"] or lower.endswith("ed"):
                break
        return ""

    def _gone(self, last: int) -> str:
        """the referral was never made; a referral was indicated; a call would have shown"""
        skipped = -1
        for j in range(last, min(len(self.tokens), last + 30)):
            skipped = self._after.get(j, skipped)
            if j < skipped:
                continue
            if j - last > 16 and skipped < 0:
                break
            if match := cues()["after"].match(self.tokens, j):
                return match[1]
            lower = self.tokens[j].lower
            if lower in (".", ";", "but", "what") or (j > last and self._opens_clause(j)):
                break
            if lower == "and" and self.tokens[j - 1].text == ",":
                break
        return ""

    def _of_subject(self, group: int) -> str:
        """no feedback was given; neither A nor B was told; there is no evidence that A told; at no point did A tell"""
        # between the token and the verb; said: a verb stands before the clause of time or cause in which the verb is
        other_verb = other_subject = other_clause = relative = inner_verb = main_verb = aside = said = False
        for j in self._back(group - 1, 24):
            lower = self.tokens[j].lower
            after = self.tokens[j + 1].lower if j + 1 < group else ""
            if lower == "and" and (self.tokens[j - 1].text == "," or after in GRAMMAR["subject-pronouns"]):
                break
            match = cues()["distant"].match(self.tokens, j)
            coordinated = (
                match is not None
                and self.tokens[group - 1].lower == "and"
                and "that" not in (self.tokens[match[0]].lower, self.tokens[match[0] - 1].lower)
            )
            leads = (
                match is not None and self.tokens[match[0] - 1].lower in GRAMMAR["relatives"]
            )  # "no means by which they were told"
            if match and match[0] <= group and (leads or not relative) and not coordinated:
                return "" if said else match[1]  # "no evidence that the GP was told when the school was"
            nobody = (
                lower in ("no", "none", "nobody", "nothing")
                or (lower == "not" and after in ("one", "all", "every"))
                or (
                    lower in ("little", "few")
                    and j not in self.at
                    and self.tokens[max(0, j - 1)].lower not in GRAMMAR["articles"]
                )
            )
            opens = j == 0 or self.tokens[j - 1].lower in GRAMMAR["subordinators"] or self.tokens[j - 1].text == ","
            limited = relative or after == "that"  # "nothing that the school knew was passed on"
            if nobody and opens and other_clause and (other_verb or (limited and inner_verb)) and not main_verb:
                return "nobody"  # "no agency that knew the family was told"
            if j == 0 and lower == "nor" and not main_verb:
                return "nor"  # "Nor, as has been said, was the GP told"
            if lower in ("neither", "none") and after == "of" and j + 3 == group and not other_verb:
                return "nobody"  # "two letters, neither of which was shared"
            if not other_clause:
                if lower in ("neither", "nor") and (not other_verb or after in GRAMMAR["operators"]):
                    return "nor"
                governed = j > 0 and self.tokens[j - 1].lower in GRAMMAR["prepositions"] - GRAMMAR["subordinators"]
                if nobody and not (other_verb or other_subject or governed):
                    return "nobody"
            relative = relative or lower in ("who", "which", "whom", "whose", "what")
            said = said or (aside and (lower in GRAMMAR["operators"] or lower in verbs()))
            aside = aside or (lower in GRAMMAR["fronting"] and not other_clause)
            other_verb = other_verb or lower in GRAMMAR["operators"]
            inner_verb = inner_verb or (not other_clause and (lower in verbs() or lower in GRAMMAR["verbs"]))
            main_verb = main_verb or (other_clause and lower in GRAMMAR["operators"])
            other_subject = other_subject or (lower in GRAMMAR["pronouns"] and self.tokens[j - 1].lower != "of")
            other_clause = other_clause or lower == "what" or self._opens_clause(j) or (lower == "and" and j - 1 not in self.at)
        return ""

    def _is_denied(self, j: int) -> bool:
        """Whether the words right before token ``j`` deny it: "was not able", "nobody remembered"."""
        words = [t.lower for t in self.tokens[max(0, j - 4) : j]]
        return any(w in GRAMMAR["negatives"] or w in ("nobody", "none", "no") for w in words)

    def _opens_clause(self, k: int) -> bool:
        """Whether a token is a subordinator, and not the "that" of "at that point"."""
        lower = self.tokens[k].lower
        return lower in GRAMMAR["subordinators"] and not (
            lower == "that" and k > 0 and self.tokens[k - 1].lower in GRAMMAR["prepositions"]
        )

    def _back(self, i: int, reach: int) -> Iterator[int]:
        """The tokens before ``i`` and itself, ``reach`` of them at most, to the start of the clause, past inserted ones."""
        steps = 0
        while i >= 0 and steps < reach:
            if i in self._before:
                i = self._before[i] - 1
                continue
            if self.tokens[i].text in ".;:" or self.tokens[i].lower in ("although", "because", "but", "whereas"):
                return
            yield i
            steps += 1
            i -= 1
