"""Whether what a predicate says happened, should have happened or ought to: negation, modality, absence and their scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.reading.aftermath import takes_back
from loaders.reading.frames import cues, plain_forms, verbs
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.text import Token

_MODALS = {"should": "should-have", "ought": "should-have", "could": "could-have", "might": "could-have", "would": "would-have"}
_COUNTERFACTUAL = frozenset(_MODALS.values())
_FINAL = _COUNTERFACTUAL | {"done", "excused"}
_HAPPEN = frozenset({"happen", "place", "occur", "materialise"})
# What was asked for may have been done though the asking was not.
_ASKING = GRAMMAR["control"] - GRAMMAR["causes"] - {"for", "part"}
_COORDINATORS = frozenset({"and", "or", "nor", ","})


class Polarity:
    """Reads the polarity of predicates in one sentence; ``at`` gives the mention at a token, ``inserted`` the token ranges of
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

    # -- nouns ---------------------------------------------------------------------------------------------------------------

    def of_noun(self, i: int, last: int, carried: bool) -> str:
        """The gap cue of a noun at tokens ``i`` to ``last``: no referral; a lack of communication; a referral should have been
        made. ``carried``: a verb carries the noun ("made a referral"), so that what follows says nothing about it."""
        return (
            self._denied(i)
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
        before = (self.tokens[j].lower in _MODALS or cues()["norm-noun"].match(self.tokens, j) for j in self._back(i - 1, 20))
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
        if any(t.lower in ("or", "nor") for t in self.tokens[max(0, i - 4) : i]):
            for j in self._back(i - 1, 24):
                if self.tokens[j].lower in ("no", "without", "neither", "lack", "absence"):
                    return "no"
        return ""

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
        )

    def _owed(self, i: int) -> str:
        """there should have been a referral"""
        for j in self._back(i - 1, 6):
            lower = self.tokens[j].lower
            if lower == "been":
                words = [t.lower for t in self.tokens[max(0, j - 6) : j]]
                return next((_MODALS[w] for w in words if w in _MODALS), "")
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

    # -- verbs ---------------------------------------------------------------------------------------------------------------

    def of_verb(self, group: int, head: int, aux: Sequence[str], form: str) -> tuple[str, str, str]:
        """(gap cue, modality, governing word) of a verb group that starts at token ``group`` and whose verb is ``head``."""
        governor = self.tokens[group - 1].lower if form in ("infinitive", "gerund") and group else ""
        cue = self._of_auxiliaries(group, head, aux) or self._of_governor(group, form)
        if not cue and form in ("finite", "bare", "noun"):
            cue = self._shared(group, head, aux)
        cue = cue or self._without(group) or self._of_subject(group) or self._gap_after(head, form) or self._supposed(group, aux)
        if cue == "would-have" and self._hangs_on(group, "assumed"):
            cue = "assumed"
        if cue in ("not", "never") and form == "finite" and self._hangs_on(group, "evidence"):
            return "", "norm", governor  # "there is no evidence that she did not tell"
        if cue in ("excused", "intended") or (not cue and (form == "infinitive" or aux[:1] == ["would"])):
            cue = self._echo(head) or cue
        if not cue and form == "infinitive" and governor in GRAMMAR["still-to-do"]:
            cue = "excused"
        if cue == "excused" and self._gap_after(head, form) == "unanswered":
            cue = "unanswered"  # "tried to ring the GP without success"
        if cue == "excused" and not self._undone:
            return "", "norm", governor
        if cue == "done":
            return "", "", governor
        open_still = aux[:1] in (["would"], ["be"]) or self._modality(group, head, aux, form, cue) in ("norm", "intention")
        if cue == "excused" or (self._undone and not cue and open_still):
            cue = "undone"
        return cue, self._modality(group, head, aux, form, cue), governor

    def _hangs_on(self, group: int, cue: str) -> bool:
        """Whether the clause of a verb group hangs on a phrase of this ``cue``: "had assumed that the GP would have told"."""
        matches = (cues()["distant"].match(self.tokens, j) for j in self._back(group - 1, 14))
        return any(match is not None and match[1] == cue for match in matches)

    def of_time(self, group: int, head: int, learnt: bool) -> str:
        """The cue of what came too late: "it was not until May that the letter reached"; with ``learnt`` of what was known or
        heard: "first knew", "heard of it only when", "the first that was heard"."""
        scopes = [("before", range(max(0, group - 14), group))]
        if learnt:
            scopes += [("group", range(max(0, group - 1), head)), ("after", self._rest(head))]
        for scope, where in scopes:
            for j in where:
                if match := cues()[f"late-{scope}"].match(self.tokens, j):
                    return match[1]
        return ""

    def _rest(self, head: int) -> range:
        """The tokens after a verb, to the end of its sentence or part of it, 14 of them at most."""
        ends = (j for j in range(head + 1, len(self.tokens)) if self.tokens[j].text in ".;" or j > head + 14)
        return range(head + 1, next(ends, len(self.tokens)))

    def _of_auxiliaries(self, group: int, head: int, aux: Sequence[str]) -> str:
        """did not inform; should have informed; was never told"""
        cue = ""
        for j in range(group, head):
            match = cues()["group"].match(self.tokens, j)
            if match and match[0] <= head + 1:
                cue = match[1]
                if cue in _FINAL:
                    return cue
        if cue:
            return cue
        if any(a in GRAMMAR["negatives"] for a in aux):
            return "not"
        if "have" in aux or "been" in aux:
            return next((_MODALS[a] for a in aux if a in _MODALS), "")
        return ""

    def _of_governor(self, group: int, form: str) -> str:
        """failed on both days to inform; it would have been good practice for the GP to have told; rather than telling"""
        for j in range(max(0, group - 3), group):
            match = cues()["instead"].match(self.tokens, j)
            if match and match[0] == group:
                return match[1]
        if form not in ("infinitive", "gerund"):
            return ""
        lexicon = cues()[f"{form}-governor"]
        if form == "gerund" and self.tokens[group - 1].lower == "by" and (owed := self._owed_by(group - 1)):
            return owed
        start = self._own_subject(group)
        if form == "infinitive" and start < group and self.tokens[start - 1].lower in GRAMMAR["be"] | {"not"}:
            denied = any(self.tokens[j].lower in GRAMMAR["negatives"] for j in self._back(start - 1, 8))
            return "not" if denied else "excused"  # "it was for the GP to tell", "did not think that it was for her to tell"
        coordinated = start > 0 and self.tokens[start - 1].lower in _COORDINATORS
        excused = ""
        for j in self._back(start - 1, 28 if coordinated else 14 if form == "infinitive" else 7):
            match = lexicon.match(self.tokens, j)
            if match and match[0] <= group:
                first, (_, cue) = max(
                    ((k, m) for k in range(max(0, j - 3), j + 1) if (m := lexicon.match(self.tokens, k)) and m[0] >= match[0]),
                    key=lambda found: found[1][0] - found[0],
                )
                if cue == "weighed":
                    before = (cues()["group"].match(self.tokens, k) for k in range(max(0, first - 4), first))
                    owed = next((m[1] for m in before if m and m[1] in _COUNTERFACTUAL), "")  # "should have considered telling"
                    return owed or ("not" if self._is_denied(first) or self._of_subject(first) else "excused")
                if cue == "able" and self._is_denied(first):
                    return "not"
                if cue in ("able", "intended") and any(
                    (m := cues()["norm"].match(self.tokens, k)) and m[0] == first for k in range(max(0, first - 3), first)
                ):
                    return "excused"  # "should consider informing", "should be able to inform"
                if cue == "able":
                    continue
                if cue == "excused" and coordinated:
                    excused = cue  # unless a clause before it owes both
                    continue
                return "done" if cue == "failed" and self._is_denied(first) else cue  # "did not fail to"
            lower = self.tokens[j].lower
            if lower in _MODALS and "have" in (t.lower for t in self.tokens[j + 1 : j + 4]):
                return _MODALS[lower]  # "it would nevertheless have been right to"
            if any((m := lexicon.match(self.tokens, k)) and m[0] > j for k in range(max(0, j - 3), j)):
                continue  # "would have expected the ward to"
            if self._opens_clause(j) or (not coordinated and j not in self.at and (lower == "," or lower in _ASKING)):
                break
        return "excused" if form == "infinitive" and self._is_undone_purpose(start) else excused

    def _is_undone_purpose(self, start: int) -> bool:
        """Whether the infinitive at token ``start`` says what for something was not done: "did not ring the GP to ask"."""
        for j in self._back(start - 1, 12):
            lower = self.tokens[j].lower
            if self.tokens[j].text == "," or lower == "and" or self._opens_clause(j):
                return False
            if lower in GRAMMAR["negatives"]:
                return self.tokens[j + 1].lower != "only"
        return False

    def _own_subject(self, group: int) -> int:
        """Where an infinitive starts with the subject that "for" gives it ("for the GP to have told"); else ``group``."""
        for j in range(group - 1, max(-1, group - 8), -1):
            if self.tokens[j].lower == "for":
                return j
            if j not in self.at and self.tokens[j].lower not in GRAMMAR["determiners"] and self.tokens[j].lower != "and":
                break
        return group

    def _opens_clause(self, k: int) -> bool:
        """Whether a token is a subordinator, and not the "that" of "at that point"."""
        lower = self.tokens[k].lower
        return lower in GRAMMAR["subordinators"] and not (
            lower == "that" and k > 0 and self.tokens[k - 1].lower in GRAMMAR["prepositions"]
        )

    def _is_denied(self, j: int) -> bool:
        """Whether the words right before token ``j`` deny it: "was not able", "nobody remembered"."""
        words = [t.lower for t in self.tokens[max(0, j - 4) : j]]
        return any(w in GRAMMAR["negatives"] or w in ("nobody", "none", "no") for w in words)

    def _modality(self, group: int, head: int, aux: Sequence[str], form: str, cue: str) -> str:
        if cue in ("", "not"):
            norm = any(
                match and group < match[0] <= head + 1
                for match in (cues()["norm"].match(self.tokens, j) for j in range(max(0, group - 1), head))
            )
            if norm and "been" not in aux[1:2] and "have" not in aux:
                return "norm"
            if self._is_normal(group, head, aux) or aux[:1] == ["be"]:
                return "norm"  # "asked that the school be told"
            if form == "infinitive":
                return "intention"
            if {"would", "could", "might"} & set(aux):
                return "hypothetical"
        return "hypothetical" if self._is_asked(group) else ""

    def _is_normal(self, group: int, head: int, aux: Sequence[str]) -> bool:
        """should ensure that schools notify; requires midwives to notify: a norm in the clause that the verb depends on"""
        present = self.tokens[head].lower in plain_forms() and not {"did", "didn't"} & set(aux)
        if not (present or {"is", "are", "be"} & set(aux)):
            return False
        return any(
            (match := cues()["norm-governor"].match(self.tokens, j)) and match[0] <= group for j in self._back(group - 1, 20)
        )

    def _shared(self, group: int, head: int, aux: Sequence[str]) -> str:
        """A coordinated verb shares the auxiliaries of the first: "should have consulted the GP and made a referral"."""
        joint = self.tokens[group - 1].lower if group else ""
        own = aux[1:] if aux[:1] == ["have"] else aux
        if joint not in _COORDINATORS or any(a in GRAMMAR["operators"] or a in GRAMMAR["be"] for a in own):
            return ""
        following = {t.lower for t in self.tokens[head + 1 : head + 12]}
        if joint in ("and", "or") and self.tokens[head].lower in plain_forms() and (first := self._joined_infinitive(group)):
            return self._of_governor(first, "infinitive")
        plain = self.tokens[head].lower in plain_forms()
        for k in self._back(group - 2, 22):
            lower = self.tokens[k].lower
            if self._opens_clause(k):
                return ""
            match = cues()["group"].match(self.tokens, k)
            if lower == "failed" and self.tokens[k + 1].lower == "to":
                return "failed" if plain else ""
            if match and match[1] in _COUNTERFACTUAL:
                return match[1] if joint != "," or {"and", "or"} & following else ""
            if (match and match[1] in ("not", "never")) or lower in GRAMMAR["negatives"]:
                return "not" if joint in ("or", "nor") or (joint == "," and {"or", "nor"} & following) else ""
        return ""

    def _owed_by(self, by: int) -> str:
        """should have made sure of it by ringing; did not check it by asking: what the clause of a means owes or denies"""
        for j in self._back(by - 1, 16):
            lower = self.tokens[j].lower
            if self._opens_clause(j):
                return ""
            if lower in _MODALS and "have" in (t.lower for t in self.tokens[j + 1 : j + 4]):
                return _MODALS[lower]
            if lower in GRAMMAR["negatives"]:
                return "not"
        return ""

    def _joined_infinitive(self, group: int) -> int | None:
        """Where the infinitive starts that a verb without "to" goes on: "was not able to see him and tell"."""
        for k in self._back(group - 2, 14):
            lower = self.tokens[k].lower
            if lower in GRAMMAR["operators"] or self._opens_clause(k) or lower == ",":
                return None
            if lower == "to" and k + 1 not in self.at and self.tokens[k + 1].lower not in GRAMMAR["determiners"]:
                return k
        return None

    def _echo(self, head: int) -> str:
        """What came of it: "agreed to ring the ward, and did", "did not do so", "there is no evidence that she did"."""
        for j in range(head + 1, len(self.tokens)):
            lower = self.tokens[j].lower
            if [t.lower for t in self.tokens[j + 1 : j + 4]] == ["to", "do", "so"]:
                cue = cues()["infinitive-governor"].match(self.tokens, j)
                if cue and cue[1] == "failed":
                    return "not"
            if cues()["echo"].match(self.tokens, j):
                return "not"
            if lower not in ("did", "didn't") and not (lower in ("was", "were") and self.tokens[head - 1].lower == "be"):
                continue
            denied = lower == "didn't" or (j + 1 < len(self.tokens) and self.tokens[j + 1].lower in ("not", "never"))
            after = j + 1 + (denied and lower != "didn't")
            words = [t.lower for t in self.tokens[after : after + 2]]
            if not words or words[0] in (".", ",", ";", "so") or words == ["do", "so"] or (denied and _HAPPEN & set(words)):
                return "not" if denied or self._of_subject(j) else "done"
        return ""

    def _without(self, group: int) -> str:
        """without the GP being told"""
        near = [t.lower for t in self.tokens[max(0, group - 6) : group]]
        return "without" if "without" in near and self.tokens[group].lower in ("being", "having") else ""

    def _of_subject(self, group: int) -> str:
        """no feedback was given; neither A nor B was told; there is no evidence that A told; at no point did A tell"""
        other_verb = other_subject = other_clause = relative = inner_verb = main_verb = False  # between the token and the verb
        for j in self._back(group - 1, 24):
            lower = self.tokens[j].lower
            after = self.tokens[j + 1].lower if j + 1 < group else ""
            if lower == "and" and (self.tokens[j - 1].text == "," or after in GRAMMAR["subject-pronouns"]):
                break
            match = cues()["distant"].match(self.tokens, j)
            coordinated = match is not None and self.tokens[group - 1].lower == "and" and self.tokens[match[0]].lower != "that"
            if match and match[0] <= group and not relative and not coordinated:
                return match[1]
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
            if nobody and opens and other_clause and (other_verb or (relative and inner_verb)) and not main_verb:
                return "nobody"  # "no agency that knew the family was told"
            if lower in ("neither", "none") and after == "of" and j + 3 == group and not other_verb:
                return "nobody"  # "two letters, neither of which was shared"
            if not other_clause:
                if lower in ("neither", "nor") and (not other_verb or after in GRAMMAR["operators"]):
                    return "nor"
                governed = j > 0 and self.tokens[j - 1].lower in GRAMMAR["prepositions"]
                if nobody and not (other_verb or other_subject or governed):
                    return "nobody"
            relative = relative or lower in ("who", "which", "whom", "whose")
            other_verb = other_verb or lower in GRAMMAR["operators"]
            inner_verb = inner_verb or (not other_clause and (lower in verbs() or lower in GRAMMAR["verbs"]))
            main_verb = main_verb or (other_clause and lower in GRAMMAR["operators"])
            other_subject = other_subject or (lower in GRAMMAR["pronouns"] and self.tokens[j - 1].lower != "of")
            other_clause = other_clause or self._opens_clause(j) or (lower == "and" and j - 1 not in self.at)
        return ""

    def _gap_after(self, head: int, form: str) -> str:
        """contacted neither X nor Y; told nobody; told the school nothing; made no referral"""
        for j in range(head + 1, min(len(self.tokens), head + 7)):
            lower = self.tokens[j].lower
            following = self.tokens[j + 1].lower if j + 1 < len(self.tokens) else ""
            if lower in ("neither", "nobody", "none") or (lower == "no" and following in ("one", "other")):
                return "no-object"
            if lower == "nothing" and following not in GRAMMAR["operators"]:
                return "no-object"
            if lower == "no" and j == head + 1 and form != "noun" and self.tokens[head].lower not in GRAMMAR["says-none"]:
                return "no-object"
            if not (j in self.at or lower in GRAMMAR["determiners"] or lower in ("to", "with", "from", "it", "of", "this")):
                break
        for j in self._rest(head) if form in ("finite", "reduced", "infinitive") else ():
            match = cues()["verb-after"].match(self.tokens, j)
            if match and (match[1] == "unanswered" or form != "infinitive"):
                return match[1]
            if self.tokens[j].lower in ("and", "but"):
                break
        return ""

    def _supposed(self, group: int, aux: Sequence[str]) -> str:
        """had the GP told; had it been told; if the GP had told, she would"""
        parted = "been" in aux and not {"have", "has", "had", "having"} & set(aux)
        imagined = any(t.lower in ("would", "could", "might") for t in self.tokens)
        for j in self._back(group - 1, 16):
            lower = self.tokens[j].lower
            if lower == "had":
                after = self.tokens[j + 1].lower if j + 1 < len(self.tokens) else ""
                subject = j + 1 in self.at or after in GRAMMAR["determiners"]
                someone = j + 1 in self.at or (subject and j + 2 in self.at)
                if someone and any(t.lower in ("would", "could", "might") for t in self.tokens[:j]):
                    return "would-have"  # "would have offered her a place had the GP told"
                opens = j == 0 or self.tokens[j - 1].lower in (",", ";", "and", "but", "that")
                if (subject and opens) or (
                    imagined and (after in GRAMMAR["pronouns"] or (j - 1 not in self.at and (subject or parted)))
                ):
                    return "would-have"
            if lower == "if" and "had" in aux and imagined:
                return "would-have"
            if self._opens_clause(j):
                return ""
        return ""

    def _is_asked(self, group: int) -> bool:
        """whether the GP had told; unless told: what is asked or supposed"""
        for j in range(group - 1, max(-1, group - 9), -1):
            if self.tokens[j].text in ".;,":
                return False
            if self.tokens[j].lower in ("if", "unless", "whether"):
                return True
        return False

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
