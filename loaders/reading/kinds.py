"""Whether what passed was a referral or other information, where the predicate alone does not say."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.frames import plain_forms
from loaders.reading.grammar import GRAMMAR
from loaders.reading.vocabulary import vocabulary

_WORDS = vocabulary("kinds", dict[str, frozenset[str]])
_KNOWN = 8  # tokens after what says that somebody knows
_WHAT = 4  # tokens after a verb of sharing in which it says what is shared
_ASKED_FOR = 7  # tokens between asking and what is asked for
_ABSENT = frozenset({"no", "nobody", "lack", "without", "evidence"})
_FORMS = frozenset({"form", "forms", "slip", "notification"})
_DENIALS = frozenset({"not", "never", "evidence", "assumed"})
_SENT = frozenset({"pass", "arrive", "receive", "tell", "contact"})  # moves of verbs whose object may be a referral


def kinds_of(
    sentence: Sentence, trigger: Trigger, triggers: Sequence[Trigger], referral_before: bool, unanswered: bool
) -> tuple[str, ...]:
    """The kinds of exchange that a predicate may state, likeliest first; none where a gap is denied ("was not unaware").
    ``triggers`` are all of the sentence; ``referral_before``: this sentence or the one before speaks of a referral;
    ``unanswered``: the sentence after it says that no answer came."""
    frame, kind = trigger.frame, trigger.frame.kind
    if (kind == "FAILED_TO_SHARE" and trigger.cue in _DENIALS) or _mentions(sentence, trigger):
        return ()
    if _is_asked_for(sentence, trigger, triggers):
        return ()
    if (
        trigger.word == "approach"
        and frame.pos == "noun"
        and not trigger.support
        and _words(sentence, trigger.last, 1).isdisjoint(_WORDS["approached"])
    ):
        return ()  # "a lack of a family approach in the service"
    if frame.move == "know" and _WORDS["rules"] & _words(sentence, trigger.last, _KNOWN):
        return ()  # "was not aware of the protocol"
    if (
        trigger.word in _WORDS["deeds"]
        and not trigger.support
        and trigger.cue not in _ABSENT
        and _words(sentence, trigger.last, 1) == {"to"}
    ):
        return ()
    if frame.id == "request-service" and trigger.passive and trigger.word == "call":
        called = sentence.at.get(trigger.group - 1)
        if called is not None and called.role == "meeting":
            return ()  # "the conference called by the nurse"
    if trigger.cue or kind == "FAILED_TO_SHARE":
        return ("FAILED_TO_SHARE",)
    if unanswered and (frame.move == "ask" or trigger.word in _WORDS["enquiries"]):
        return ()  # "asked the GP for her history. No reply was received.": the gap is the next sentence's
    verb = sentence.tokens[trigger.head].lower
    if frame.pos == "noun":
        if frame.id == "request" and _asks_for_answer(sentence, trigger.last, 7):
            return ()  # "her requests for information": the answer is what is passed
        if kind == "REFERRED_TO" and verb in _WORDS["shares"] | _WORDS["onward"]:
            return (kind, "INFORMED")
        if kind == "REFERRED_TO" and verb in _WORDS["copies"]:
            between = _words(sentence, trigger.last, max(0, trigger.head - trigger.last))
            return (kind,) if "to" in between else ("INFORMED",)  # "the referral to the ward was copied to the school"
        if frame.id == "message" and _asks_to_act(sentence, trigger):
            return ("REFERRED_TO",)
        made = verb in _WORDS["makes"] and _words(sentence, trigger.last, 1) == {"to"}
        logged = trigger.word == "contact" and (made or verb in _WORDS["logs"])  # "made a contact to the MASH"
        either = trigger.word in _WORDS["handovers"] or logged
        return (kind, "REFERRED_TO") if either else (kind,)
    carries = [t for t in triggers if t.frame.pos == "noun" and t.head == trigger.first and t.first != trigger.first]
    if frame.move in ("tell", "ask") and any(t.frame.kind == "REFERRED_TO" and t.modality == "hypothetical" for t in carries):
        return ()  # "advised a referral to the ward"
    asks = trigger.word.split()[0] in _WORDS["asks"]
    if frame.id == "request-service" and _asks_for_answer(sentence, trigger.last, 9):
        return () if asks else ("INFORMED",)  # the answer is what is passed, which the frame of asking says
    if frame.id == "ask" and asks and _asked_to_act(sentence, trigger):
        return ()
    if frame.move not in _SENT or kind == "REFERRED_TO" or verb in _WORDS["copies"] or _is_told(sentence, trigger):
        return (kind,)
    if verb in _WORDS["shares"]:
        told = _WORDS["matters"] & _words(sentence, trigger.last, _WHAT)
        return ("REFERRED_TO", kind) if referral_before and not told else (kind,)
    carried = {t.frame.id for t in carries}
    if frame.move == "arrive":  # "the notification reached the ward"
        carried |= {t.frame.id for t in [t for t in triggers if t.frame.pos == "noun" and t.last <= trigger.group][-1:]}
    if "referral" in carried or "request" in carried or _asks_to_act(sentence, trigger) or _refers(sentence, trigger, triggers):
        return ("REFERRED_TO", kind) if verb in _WORDS["onward"] else ("REFERRED_TO",)
    if trigger.word.endswith(" form"):
        return ("REFERRED_TO", kind)
    if trigger.word.split()[0] in _WORDS["sends"]:
        if _WORDS["cases"] & _things(sentence, trigger, 3):
            return ("REFERRED_TO",)
        near = _things(sentence, trigger, 5)
        either = referral_before or bool((_WORDS["papers"] | _WORDS["concerns"] | {"it"}) & near)
        return ("REFERRED_TO", kind) if either else (kind,)
    near = _things(sentence, trigger, 5)
    either = frame.move in ("arrive", "receive") and (referral_before or bool(_WORDS["papers"] & near))
    return ("REFERRED_TO", kind) if either else (kind,)


def _is_asked_for(sentence: Sentence, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a noun is what a verb of asking asks for, which says all there is: "requested a report", "asked for advice"."""
    if trigger.frame.pos != "noun" or trigger.frame.kind != "INFORMED" or trigger.support:
        return False
    asked = next((t for t in triggers if t.frame.move == "ask" and t.frame.pos == "verb" and t.last <= trigger.first), None)
    if asked is None or trigger.first - asked.last > _ASKED_FOR:
        return False
    between = range(asked.last, trigger.first)
    return trigger.first - asked.last <= 3 or any(sentence.tokens[j].lower == "for" for j in between)


def _mentions(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "refer to" speaks of a thing rather than to a service ("did not refer to the discrepancy"), or "go to" says what is
    to be done ("was going to ring")."""
    end = trigger.last + 6
    if trigger.word == "go to":
        return _words(sentence, trigger.last, 1) == {"to"} and bool(_words(sentence, trigger.last + 1, 1) & plain_forms())
    return (
        trigger.frame.id == "refer"
        and trigger.word == "refer"
        and not trigger.passive
        and _words(sentence, trigger.last, 1) == {"to"}
        and not any(m.is_agency or m.kind == "pronoun" for m in sentence.mentions if trigger.last < m.first < end)
    )


def _words(sentence: Sentence, start: int, reach: int) -> set[str]:
    return {t.lower for t in sentence.tokens[start : start + reach]}


def _asks_for_answer(sentence: Sentence, start: int, reach: int) -> bool:
    """Whether one of the words from token ``start`` on is what is asked for where information is: not "a welfare check"."""
    tokens = sentence.tokens
    return any(
        tokens[i].lower in _WORDS["answers"]
        and tokens[i - 1].lower not in _WORDS["acts-before-check"]
        and [t.lower for t in tokens[i : i + 2]] != ["check", "on"]
        for i in range(start, min(len(tokens), start + reach))
    )


def _things(sentence: Sentence, trigger: Trigger, reach: int) -> set[str]:
    """The words around a predicate but for those in the names of services."""
    around = range(max(0, trigger.group - reach), min(len(sentence.tokens), trigger.last + 5))
    return {sentence.tokens[i].lower for i in around if not (i in sentence.at and sentence.at[i].is_agency)}


def _is_told(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what was given is no form: "gave an account", "a copy was passed"."""
    near = _words(sentence, max(0, trigger.group - 6), trigger.last - trigger.group + 9)
    given = trigger.word.partition(" ")[2]  # "give account"
    return bool({"copy", "copies"} & near) or given in _WORDS["answers"] - {"report"}


def _refers(sentence: Sentence, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a call was made to refer: "telephoned the duty team and made a referral", "to make a referral"; not with a
    receiver of its own, and not where it was advised ("was told to make a referral")."""
    return trigger.frame.move == "contact" and any(
        t.frame.id == "referral"
        and (t.support, t.passive, t.cue) == ("give", False, "")
        and 0 < t.group - trigger.last <= 14
        and t.governor.partition(" ")[0] not in GRAMMAR["control"]
        and {"to", "for"}.isdisjoint(_words(sentence, t.last, 2))
        for t in triggers
    )


def enquires(trigger: Trigger, kinds: Sequence[str]) -> bool:
    """Whether what is passed is the answer to a question: "checks with the school", "rang the school for a report", of which
    ``kinds`` may be stated."""
    asked = trigger.frame.id == "request-service" and tuple(kinds) == ("INFORMED",)
    return asked or (trigger.frame.id == "consultation" and trigger.word in _WORDS["enquiries"])


def _asked_to_act(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody is asked to do something other than to answer: "asked the GP to visit", "was asked to see him"."""
    tokens, i = sentence.tokens, trigger.last
    while i < len(tokens) - 1 and (
        i in sentence.at or tokens[i].lower in GRAMMAR["determiners"] or tokens[i].lower in ("by", "not")
    ):
        i += 1
    if i < len(tokens) and tokens[i].lower in _WORDS["services"]:
        return True  # "requested police attendance"
    asked_for = next((sentence.at[j] for j in range(trigger.last, i) if j in sentence.at), None)
    if trigger.word == "request" and asked_for is not None and asked_for.role == "meeting":
        return True  # "requested a strategy meeting"
    wish = next((j for j in range(trigger.last, min(i + 1, len(tokens))) if tokens[j].lower == "that"), None)
    if wish is not None and ({"be"} | plain_forms()) & _words(sentence, wish + 1, 6):
        return True  # "asked that she be seen", "that the school ring the ward"
    return (
        i < len(tokens) - 1
        and i > trigger.last
        and tokens[i].lower == "to"
        and i + 1 not in sentence.at
        and tokens[i + 1].lower not in GRAMMAR["determiners"]
        and not _asks_for_answer(sentence, i + 1, 4)
    )


def _asks_to_act(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a call or letter asks its receiver to do something: "wrote to the GP asking that she be seen"."""
    tokens = sentence.tokens
    for i in range(trigger.last, min(len(tokens), trigger.last + 20)):
        lower = tokens[i].lower
        if lower in (".", ";", "who", "which", "but", "because"):
            return False
        if lower not in _WORDS["asks"]:
            continue
        before = tokens[i - 1].lower
        if not (lower.endswith("ing") or before in ("to", "and", ",")):
            return False
        other = next((sentence.at[j] for j in range(i + 1, min(len(tokens), i + 7)) if j in sentence.at), None)
        if (
            before in ("and", ",")
            and other is not None
            and other.is_agency
            and "that" not in _words(sentence, i, other.first - i)
        ):
            return False  # "told the school and asked the ward to see him"
        after = i + 1
        while after < len(tokens) - 1 and (after in sentence.at or tokens[after].lower in GRAMMAR["determiners"] - {"that"}):
            after += 1
        if _asks_for_answer(sentence, after, 5) or (_words(sentence, after, 1) == {"for"} and after + 1 in sentence.at):
            return False
        return lower.startswith("request") or bool(_words(sentence, after, 1) & {"that", "for", "to"})
    return False


def document_of(sentence: Sentence, triggers: Sequence[Trigger]) -> str:
    """What a sentence says was passed: referral, message, information or nothing that it names."""
    if any(t.frame.id == "referral" for t in triggers) or any(t.lower in _FORMS for t in sentence.tokens):
        return "referral"
    return next((t.frame.id for t in triggers if t.frame.pos == "noun" and t.frame.id in ("message", "information")), "")
