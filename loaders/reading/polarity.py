"""Whether what a predicate says happened, should have happened or ought to: negation, modality, absence and their scope."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.reading.absence import MODALS, Absence
from loaders.reading.frames import cues, plain_forms, support
from loaders.reading.grammar import GRAMMAR

_COUNTERFACTUAL = frozenset(MODALS.values())
_FINAL = _COUNTERFACTUAL | {"done", "excused"}
_HAPPEN = frozenset({"happen", "place", "occur", "materialise"})
# What was asked for may have been done though the asking was not.
_ASKING = GRAMMAR["control"] - GRAMMAR["causes"] - {"for", "part"}
_PROSPECTS = frozenset({"would", "could", "might", "should", "must", "will", "shall", "may", "can"})
_CAN = frozenset({"can", "cannot", "could", "may"})
_COORDINATORS = frozenset({"and", "or", "nor", ","})
_ENOUGH_WITHIN = 10  # tokens before whose step it was among which it says that there was enough to go on


class Polarity(Absence):
    """Reads the polarity of the predicates of one sentence."""

    def of_verb(self, group: int, head: int, aux: Sequence[str], form: str) -> tuple[str, str, str]:
        """(gap cue, modality, governing word) of a verb group that starts at token ``group`` and whose verb is ``head``."""
        governor = self.tokens[group - 1].lower if form in ("infinitive", "gerund") and group else ""
        if form == "infinitive" and governor in _COORDINATORS and (first := self._joined_infinitive(group)):
            governor = self.tokens[first - 1].lower
        cue = self._of_auxiliaries(group, head, aux) or self._of_governor(group, form)
        if not cue and form in ("finite", "bare", "noun"):
            cue = self._shared(group, head, aux)
        of_subject = "" if form == "reduced" and self._is_of_some(group) else self._of_subject(group)
        cue = cue or self._without(group) or of_subject or self._gap_after(head, form) or self._supposed(group, aux)
        if not cue and form == "gerund" and self._is_named(group):
            gone = self._gone(head + 1)
            cue = gone if gone in ("poor", "not-made") else ""  # "the GP's sharing of information was poor"
        if not cue and form == "infinitive" and "have" in aux and self._is_enough(group):
            cue = "should-have"
        if cue == "would-have" and self._hangs_on(group, "assumed"):
            cue = "assumed"
        if cue == "not" and (self._is_forbidden(group) if form == "infinitive" else self._is_condition(head, aux)):
            return "", "norm", governor
        if cue in ("should-have", "could-have") and "not" not in aux and self._hangs_on(group, "disclaimed"):
            return "", "norm", governor  # "the author does not consider that the GP should have told"
        if cue == "would-have" and form == "infinitive" and self._is_brought_about(group):
            return "", "norm", governor
        if cue in _COUNTERFACTUAL and self._is_asked_whether(group):
            return "", "norm", governor
        denied = (cue in ("not", "never") and form == "finite") or cue == "failed"
        if denied and self._hangs_on(group, "evidence"):
            return "", "norm", governor  # "there is no evidence that she did not tell"
        if cue in ("excused", "intended") or (not cue and (form == "infinitive" or aux[:1] in (["would"], ["be"]))):
            cue = self._echo(head) or cue
        if not cue and form == "infinitive" and governor in GRAMMAR["still-to-do"]:
            cue = "excused"
        if cue == "excused" and self._gap_after(head, form) == "unanswered":
            cue = "unanswered"  # "tried to ring the GP without success"
        if cue == "excused" and not self._undone:
            return "", "norm", governor
        if cue == "done":
            return "", "", governor
        believed = self._undone and not cue and self._is_believed(group)
        open_still = (
            believed or aux[:1] in (["would"], ["be"]) or self._modality(group, head, aux, form, cue) in ("norm", "intention")
        )
        if cue == "excused" or (self._undone and not cue and open_still):
            cue = "undone"
        return cue, self._modality(group, head, aux, form, cue), governor

    def _is_condition(self, head: int, aux: Sequence[str]) -> bool:
        """Whether something could not be done without something else: "could not be sent without her consent"."""
        can = not _CAN.isdisjoint(aux)
        return can and any(t.lower in ("without", "unless", "until") for t in self.tokens[head + 1 : head + 9])

    def _is_named(self, group: int) -> bool:
        """Whether a gerund stands as a noun does: "the sharing of", "the GP's telling of"."""
        before = self.at.get(group - 1)
        return group > 0 and (self.tokens[group - 1].lower in GRAMMAR["articles"] or (before is not None and before.possessive))

    def _is_enough(self, group: int) -> bool:
        """There was sufficient information for the school to have told the GP: and it did not"""
        start = self._own_subject(group)
        return start < group and any(self.tokens[j].lower in GRAMMAR["enough"] for j in self._back(start - 1, _ENOUGH_WITHIN))

    def _is_forbidden(self, group: int) -> bool:
        """Mother asked her not to tell the GP: what somebody wished"""
        before = range(max(0, group - 5), group)
        return any(self.tokens[j].lower in GRAMMAR["forbids"] and j not in self.at for j in before)

    def _is_brought_about(self, group: int) -> bool:
        """Whether something would have led somebody to do it: "which would have prompted her to ask"."""
        return any(self.tokens[j].lower in GRAMMAR["causes"] for j in range(max(0, group - 5), group))

    def _is_asked_whether(self, group: int) -> bool:
        """Whether a clause only asks what ought to have been done: "considers whether the GP should have told"."""
        return any(self.tokens[j].lower == "whether" for j in range(max(0, group - 14), group))

    def _word_before(self, group: int) -> str:
        """The word before a verb group, past whom somebody is believed by: "was understood by the GP to have told"."""
        j = group - 1
        while j > 0 and j in self.at:
            j -= 1
        while j > 0 and j < group - 1 and self.tokens[j].lower in GRAMMAR["determiners"] | {"by"}:
            j -= 1
        return self.tokens[j].lower

    def _is_believed(self, group: int) -> bool:
        """Whether a clause or an infinitive says what somebody only believed: "thought that the GP had told"."""
        if self._word_before(group) in GRAMMAR["believing"]:
            return True
        that = next((j for j in range(group - 1, max(0, group - 9), -1) if self.tokens[j].lower == "that"), 0)
        return that > 0 and self.tokens[that - 1].lower in GRAMMAR["believing"]

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
        parted = {j for first, after in self._after.items() if group <= first and after <= head for j in range(first, after)}
        for j in range(group, head):
            match = None if j in parted else cues()["group"].match(self.tokens, j)
            if match and match[0] <= head + 1:
                cue = match[1]
                if cue in _FINAL:
                    return cue
        if cue:
            return cue
        if any(a in GRAMMAR["negatives"] for a in aux):
            return "not"
        if "have" in aux or "been" in aux:
            return next((MODALS[a] for a in aux if a in MODALS), "")
        return ""

    def _of_governor(self, group: int, form: str) -> str:
        """failed on both days to inform; it would have been good practice for the GP to have told; rather than telling"""
        for j in range(max(0, group - 3), group):
            match = cues()["instead"].match(self.tokens, j)
            if match and match[0] == group:
                return match[1]
        if form not in ("infinitive", "gerund"):
            return ""
        if form == "gerund":
            before = (cues()["noun"].match(self.tokens, j) for j in range(max(0, group - 4), group))
            if cue := next((m[1] for m in before if m and m[0] == group and m[1] in ("poor", "lack")), ""):
                return cue  # "limited sharing of information", "a lack of sharing"
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
                    of_others = self.tokens[j].lower in ("want", "wish") and any(k in self.at for k in range(j + 1, group))
                    return "excused" if of_others else "not"  # "did not want the GP to tell"
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
            if lower in MODALS and "have" in (t.lower for t in self.tokens[j + 1 : j + 4]):
                return MODALS[lower]  # "it would nevertheless have been right to"
            if any((m := lexicon.match(self.tokens, k)) and m[0] > j for k in range(max(0, j - 4), j)):
                continue  # "would have expected the ward to"
            if self._opens_clause(j) or (not coordinated and j not in self.at and (lower == "," or lower in _ASKING)):
                if form == "infinitive" and lower == "," and self._lists(j):
                    continue
                break
        return "excused" if form == "infinitive" and self._is_undone_purpose(start) else excused

    def _lists(self, comma: int) -> bool:
        """Whether a comma stands in a list of parties: "the failure of the school, the GP and the nurse to tell"."""
        after = comma + 1 + (self.tokens[comma + 1].lower in GRAMMAR["articles"])
        return comma - 1 in self.at and after in self.at and not self.at[comma - 1].possessive

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
            if self.tokens[j].lower in ("of", "part"):
                continue  # "and on the part of the GP to tell"
            if self.tokens[j].lower == "on" and self.tokens[j + 2].lower == "part":
                return j
            if j not in self.at and self.tokens[j].lower not in GRAMMAR["determiners"] and self.tokens[j].lower != "and":
                break
        return group

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
                raised = "have" in aux and self._word_before(group) in GRAMMAR["raising"]
                return "" if raised else "intention"  # "was found to have told"
            if {"would", "could", "might"} & set(aux) or self._shares_prospect(group, head, aux):
                return "hypothetical"
        return "hypothetical" if self._is_asked(group) else ""

    def _shares_prospect(self, group: int, head: int, aux: Sequence[str]) -> bool:
        """Whether a plain verb goes on with what is to happen: "agreed that she would visit and inform the GP"."""
        if (
            not group
            or GRAMMAR["operators"].intersection(aux)
            or self.tokens[group - 1].lower not in _COORDINATORS
            or self.tokens[head].lower not in plain_forms()
        ):
            return False
        for j in self._back(group - 2, 22):
            lower = self.tokens[j].lower
            if lower in _PROSPECTS:
                return True
            if lower in GRAMMAR["operators"] or self._opens_clause(j):
                return lower == "to" and self.tokens[j - 1].lower in ("was", "were", "asked")
        return False

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

    def _is_of_some(self, group: int) -> bool:
        """none of the letters sent by the GP: what is denied of letters that were sent"""
        words = [t.lower for t in self.tokens[max(0, group - 8) : group]]
        return any(pair in (("none", "of"), ("neither", "of"), ("one", "of")) for pair in pairwise(words))

    def _owed_by(self, by: int) -> str:
        """should have made sure of it by ringing; did not check it by asking: what the clause of a means owes or denies"""
        for j in self._back(by - 1, 16):
            lower = self.tokens[j].lower
            if self._opens_clause(j):
                return ""
            if lower in MODALS and "have" in (t.lower for t in self.tokens[j + 1 : j + 4]):
                return MODALS[lower]
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

    def _gap_after(self, head: int, form: str) -> str:
        """contacted neither X nor Y; told nobody; told the school nothing; made no referral"""
        for j in range(head + 1, min(len(self.tokens), head + 7)):
            lower = self.tokens[j].lower
            following = self.tokens[j + 1].lower if j + 1 < len(self.tokens) else ""
            if lower in ("neither", "nobody", "none") or (lower == "no" and following in ("one", "other")):
                return "no-object"
            if lower == "nothing" and following not in GRAMMAR["operators"]:
                return "no-object"
            after = j == head + 1 or (j - 1 in self.at and self.tokens[head].lower in support())  # "gave the school no warning"
            if lower == "no" and after and form != "noun" and self.tokens[head].lower not in GRAMMAR["says-none"]:
                return "no-object"
            if not (j in self.at or lower in GRAMMAR["determiners"] or lower in ("to", "with", "from", "it", "of", "this")):
                break
        for j in self._rest(head) if form in ("finite", "reduced", "infinitive", "noun") else ():
            match = cues()["verb-after"].match(self.tokens, j)
            if match and (match[1] == "unanswered" or form != "infinitive"):
                return match[1]
            if self.tokens[j].lower in ("and", "but"):
                return self._after_aside(j)
        return ""

    def _after_aside(self, j: int) -> str:
        """The cue after an aside: "was asked for but, he being ill, it was not sent" """
        if j + 1 < len(self.tokens) and self.tokens[j + 1].text == ",":
            end = next((k for k in range(j + 2, min(len(self.tokens), j + 16)) if self.tokens[k].text == ","), 0)
            match = cues()["verb-after"].match([self.tokens[j], *self.tokens[end + 1 : end + 8]], 0) if end else None
            return match[1] if match and match[1] == "unanswered" else ""
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
