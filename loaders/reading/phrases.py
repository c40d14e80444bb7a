"""The phrases of a sentence, found by its closed words: verbs, prepositions and what they govern, inserted clauses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile, zip_longest

from msgspec.structs import replace

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.text import Token

_ADJECTIVE = ("'s", "al", "ic", "ive", "ent", "ous", "ary", "able")
_FIXED = {
    phrase.split()[0]: [p.split() for p in GRAMMAR["fixed-phrases"] if p.split()[0] == phrase.split()[0]]
    for phrase in GRAMMAR["fixed-phrases"]
}  # by their first word
_COMMAS = frozenset({",", "–", "—", "-"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_LONGEST_INSERTION = 50  # tokens of a clause between a subject and its verb


class Phrases(ABC):
    """The phrases of one sentence: its tokens and mentions, with the clauses inserted into it set aside."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = self._joined(mentions)
        self.at: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.first, m.last)}
        self._fixed = self._fixed_phrases()
        self.insertions: dict[int, int] = {}  # first token -> token after
        self._before: dict[int, int] = {}  # last token -> token before
        self.insertions = dict(self._inserted())
        self._before = {after - 1: first - 1 for first, after in self.insertions.items()}

    def _joined(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, with a person and the service that follows as one."""
        joined: list[Mention] = []
        for mention, following in zip_longest(mentions, mentions[1:]):
            if following is not None and self._is_report_of(mention, following):
                continue
            if joined and self._is_of(joined[-1], mention):
                joined[-1] = replace(joined[-1], last=mention.last, type=mention.type, role="")
            else:
                joined.append(mention)
        return joined

    def _is_report_of(self, report: Mention, service: Mention) -> bool:
        """Whether a report is that of a service, so no part of the review itself: "the report from the school"."""
        if report.kind != "process" or report.role == "meeting" or not service.is_agency or service.first - report.last > 3:
            return False
        return self._word_at(report.last) in ("from", "by") and self._word_at(report.last - 1) in ("report", "reports")

    def _is_of(self, person: Mention, service: Mention) -> bool:
        """Whether the service of a person without a name of its own follows: "the manager of the nursery"."""
        if person.role != "anaphor" or not service.is_agency or service.role or service.possessive:
            return False
        words = [t.lower for t in self.tokens[person.last - 1 : service.first]]
        return (
            words[0] in GRAMMAR["people"]
            and words[1:2] != []
            and words[1] in GRAMMAR["whose-people"]
            and (set(words[2:]) <= GRAMMAR["determiners"])
        )

    def _fixed_phrases(self) -> set[int]:
        """Tokens of phrases with a preposition that governs nothing: "the on call doctor", "in writing"."""
        fixed: set[int] = set()
        for i, token in enumerate(self.tokens):
            for phrase in _FIXED.get(token.lower, ()):
                if [t.lower for t in self.tokens[i : i + len(phrase)]] == phrase:
                    fixed.update(range(i, i + len(phrase)))
        return fixed

    def _inserted(self) -> Iterator[tuple[int, int]]:
        """Token ranges of ", who ... ,", ", having heard ... ," and "( ... )": skipped when the places of what stands around them
        are looked for. A relative clause that a verb follows is none where its main clause has its verb already: "rang the GP,
        who saw him, wrote to the school and told the police" goes on about the GP. After a subject a clause may have commas of
        its own: "the GP, who had known her, her mother and both sisters, did not ring"."""
        open_at: int | None = None
        has_verb = relative = of_subject = False
        fronted = (
            bool(self.tokens) and self.tokens[0].lower in GRAMMAR["fronting"]
        )  # "When the school rang, the GP, who knew her,"
        for i, token in enumerate(self.tokens):
            if token.text == "(":
                close = next((j for j in range(i + 1, min(len(self.tokens), i + 40)) if self.tokens[j].text == ")"), None)
                if close:
                    yield i, close + 1
            elif token.text in _COMMAS:
                if open_at is not None and i > open_at + 1:
                    joins = self.tokens[open_at + 1].lower == "but"  # "received, but did not act on, a referral"
                    if of_subject and not self._goes_on_after(i) and self._closes_later(i):
                        continue
                    if joins and self.tokens[i - 1].lower not in GRAMMAR["prepositions"]:
                        pass
                    elif of_subject or not (relative and has_verb and i + 1 < len(self.tokens) and self._is_verb(i + 1)):
                        yield open_at, i + 1
                    open_at = None
                words = [t.lower for t in self.tokens[i + 1 : i + 3]]
                doing = (
                    len(words) > 1 and words[0] in GRAMMAR["prepositions"] and words[1].endswith("ing")
                )  # ", on hearing of it,"
                opens = (
                    doing
                    or (words[:1] == ["but"] and not self._names_next(i + 2))
                    or (words and words[0] in GRAMMAR["insertions"])
                )
                of_subject = self._is_subject_before(i)
                if words[1:] == ["of"] and self._word_at(i + 3) in ("whom", "which"):
                    words.append("whom")  # ", both of whom"
                relates = not {"whom", "which", "whose"}.isdisjoint(words[-1:])
                said = words[:1] == ["it"] and words[-1] in GRAMMAR["parenthetic"]  # ", it appears,"
                aside = (of_subject or self._word_at(i - 1) in GRAMMAR["before-adverbial"]) and (
                    said or (words and words[0] in GRAMMAR["asides"])
                )
                if words and (
                    opens
                    or relates
                    or (aside and self._closes_later(i))
                    or (of_subject and self._qualifies(i + 1) and self._closes_later(i))
                ):
                    open_at, relative = i, words[0] in GRAMMAR["relatives"] or words[-1] in GRAMMAR["relatives"]
                if fronted:
                    has_verb = fronted = False
            elif token.text == ";":
                open_at, has_verb = None, False
            elif open_at is None and not has_verb:
                has_verb = self._is_verb(i) and not (self._word_at(i + 1) == "by" and self._group_start(i) == i)

    def _names_next(self, i: int) -> bool:
        """Whether somebody is named at token ``i`` or after a determiner there: ", but the GP, who"."""
        return i in self.at or (self._word_at(i) in GRAMMAR["determiners"] and i + 1 in self.at)

    def _is_subject_before(self, comma: int) -> bool:
        """Whether somebody whom nothing governs, or an "and", stands right before a comma, so that a verb must follow."""
        mention = self.at.get(comma - 1)
        if mention is None:
            return comma > 0 and self.tokens[comma - 1].lower in ("and", "but")
        if mention.kind not in ("agency", "family", "pronoun") or mention.possessive:
            return False
        if mention.text.lower() in ("who", "which") and not self.is_governed(mention):
            return True  # "the GP, who, seeing the bruise, told the school"
        while not self.is_governed(mention):
            i = self._before_modifiers(mention)
            joined = self.at.get(i - 1) if i > 0 and self.tokens[i].lower in GRAMMAR["connectives"] else None
            if joined is None or joined.kind == "pronoun":
                return True
            mention = joined  # "rang the police and the GP, who"
        return False

    def _describes(self, i: int) -> bool:
        """Whether an adjective of knowledge stands before its noun: "an unknown man", but not "was unknown to the school"."""
        after = self._word_at(i + 1)
        closed = ("prepositions", "subordinators", "connectives", "finite")
        return (
            frames.adjectives()[self.tokens[i].lower].move == "know"
            and after[:1].isalnum()
            and i + 1 not in self.at
            and self._word_at(i - 1) not in GRAMMAR["be"]
            and not any(after in GRAMMAR[name] for name in closed)
        )

    def _qualifies(self, i: int) -> bool:
        """Whether a participle or an adjective with a complement stands at a token: ", concerned that", ", noting the bruise"."""
        lower = self._word_at(i)
        if i in self.at:
            return False
        if lower in frames.participles() or lower.endswith("ed"):
            return self._word_at(i + 1) not in GRAMMAR["articles"]  # and not ", told the school"
        return lower.endswith("ing") or lower in GRAMMAR["prepositions"] or lower in GRAMMAR["qualifying"]

    def _closes_later(self, comma: int) -> bool:
        """Whether a later comma of the clause has its verb after it: "the GP, aware of the plan, the risk and the fee, rang"."""
        for j in range(comma, min(len(self.tokens) - 1, comma + _LONGEST_INSERTION)):
            if self.tokens[j].text in ".;|":
                return False
            if self.tokens[j].text in _COMMAS and self.tokens[j + 1].lower in ("and", "but", "or", "nor"):
                if self._word_at(j + 2) in GRAMMAR["relatives"]:
                    continue  # ", who knew him, and whose nurse had seen him, did not ring"
                return False
            if j > comma and self.tokens[j].text in _COMMAS and self._goes_on_after(j):
                return True
        return False

    def _goes_on_after(self, comma: int) -> bool:
        """Whether a finite verb follows a comma, through adverbs."""
        i = comma + 1
        while i < len(self.tokens) and i not in self.at and self.tokens[i].lower.endswith("ly"):
            i += 1
        if i >= len(self.tokens) or i in self.at:
            return False
        lower = self.tokens[i].lower
        parted = lower in GRAMMAR["auxiliaries"] and self._verb_from(i) is not None  # ", first told"
        return lower in GRAMMAR["operators"] or parted or self._is_verb(i)

    @cached_property
    def _inside(self) -> set[int]:
        """The tokens of inserted clauses."""
        return {i for first, after in self.insertions.items() for i in range(first, after)}

    def skip_back(self, i: int) -> int:
        """If token ``i`` ends an inserted clause, the token before that clause; else ``i``."""
        return self._before.get(i, i)

    @abstractmethod
    def _group_start(self, head: int) -> int:
        """The first token of the verb group of a verb."""

    def _group_words(self, group: int, head: int) -> list[str]:
        """The words of a verb group before its verb, without clauses inserted among them."""
        words, i = [], group
        while i < head:
            if self.insertions.get(i, head + 1) <= head:
                i = self.insertions[i]
                continue
            words.append(self._word_at(i))
            i += 1
        return words

    @abstractmethod
    def _nominal(self, i: int) -> bool:
        """Whether a word that may be verb or noun is a noun."""

    @abstractmethod
    def _attributive(self, i: int) -> bool:
        """Whether a participle or gerund qualifies the noun after it."""

    def _is_verb(self, i: int, gerund: bool = False) -> bool:
        """Whether a token is a verb form that opens a predicate, no noun and no adjective."""
        lower = self.tokens[i].lower
        if i in self.at:
            return False
        if lower in GRAMMAR["finite"]:
            return True
        if not self._is_verbal(lower) or (lower.endswith("ing") and not gerund):
            return False
        before = self.tokens[i - 1].lower if i else ""
        if before in GRAMMAR["articles"] or (before in GRAMMAR["prepositions"] and before != "to" and not lower.endswith("ing")):
            return False
        inside = self.at.get(i - 1)
        return not (inside is not None and inside.possessive) and not self._nominal(i) and not self._attributive(i)

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def _is_verbal(lower: str) -> bool:
        return (
            lower in frames.verbs()
            or lower in frames.support()
            or lower in GRAMMAR["verbs"]
            or (lower.endswith("ed") and lower not in GRAMMAR["participles"])
        )

    def _verb_from(self, i: int) -> int | None:
        """The verb that stands at token ``i`` or after the auxiliaries there."""
        while i < len(self.tokens):
            i = self.insertions.get(i, i)
            if i >= len(self.tokens):
                return None
            lower = self.tokens[i].lower
            if self._is_verbal(lower) and i not in self.at:
                return i
            if lower not in GRAMMAR["auxiliaries"] and not lower.endswith("ly"):
                return None
            i += 1
        return None

    def _verb_before(self, i: int) -> int | None:
        """The nearest verb before a token, outside of insertions."""
        i -= 1
        while i >= 0:
            i = self.skip_back(i)
            if i >= 0 and self._is_verb(i):
                return i
            i -= 1
        return None

    def is_governed(self, mention: Mention) -> bool:
        """Whether a mention is the object of a verb or a preposition, so no subject."""
        return self.preposition(mention) not in ("", "than") or self.is_object(mention)

    def preposition(self, mention: Mention) -> str:
        """The preposition that governs a mention, through its determiners and adjectives."""
        i = self._before_modifiers(mention)
        lower = self.tokens[i].lower if i >= 0 else ""
        if lower not in GRAMMAR["prepositions"] or i in self.at:
            return ""
        return "" if lower in GRAMMAR["clause-prepositions"] and self._acts(mention) else lower

    def is_object(self, mention: Mention) -> bool:
        """Whether a mention follows a verb as its object: "referred the family", "told her"."""
        if mention.kind == "pronoun":
            return mention.text.lower() in GRAMMAR["object-pronouns"]
        i = self._before_modifiers(mention)
        if i < 0 or i in self.at or not self.tokens[i].is_word:
            return False
        if self.tokens[i].lower == "had" and (i == 0 or self.tokens[i - 1].text in ",;"):
            return False  # "Had the GP been told"
        if self.tokens[i - 1].lower in GRAMMAR["be"] and self._acts(mention):
            return False  # "had it been held the GP would"
        verb = self.tokens[i].lower not in GRAMMAR["operators"] and self._is_verb(i, gerund=True)
        return verb and not self._resumes(mention)

    def _resumes(self, mention: Mention) -> bool:
        """Whether the main clause begins with a mention, after a clause that no comma closes: "When the family moved the school
        told nobody"."""
        if self.tokens[0].lower not in GRAMMAR["fronting"] or not self._acts(mention):
            return False
        between = range(1, mention.first)
        return any(self._is_verb(k) for k in between) and not any(
            self.tokens[k].text in ",;" or self.tokens[k].lower in GRAMMAR["connectives"] or self._subordinates(k)
            for k in between
        )

    def _before_modifiers(self, mention: Mention) -> int:
        """The token before the noun phrase of a mention. Before an article any adjective may stand, without one only what
        looks like an adjective: "to the newly built school", but "in this case GP1". A pronoun has none."""
        if mention.kind == "pronoun":
            return mention.first - 1
        i, loose, article = mention.first - 1, -1, self.tokens[mention.first].lower in GRAMMAR["articles"]
        while i >= 0 and i > mention.first - 7:
            token = self.tokens[i]
            lower = token.lower
            if lower in GRAMMAR["subordinators"] or lower == "but" or (article and lower in _DEMONSTRATIVES):
                break  # "after each of these the school"
            if lower in GRAMMAR["articles"]:
                article = True
            elif i in self._fixed or lower in GRAMMAR["determiners"]:
                pass
            elif (
                lower in GRAMMAR["prepositions"]
                or lower in GRAMMAR["connectives"]
                or not token.is_word
                or i in self.at
                or article
            ):
                break
            elif lower.endswith(_ADJECTIVE) or (token.text[0].isupper() and lower not in GRAMMAR["calendar"]):
                pass
            elif lower in GRAMMAR["auxiliaries"] or (self._is_verbal(lower) and not self._is_participle(i)):
                break
            elif not self._is_participle(i) and self.tokens[mention.first].text[0].isupper():
                return i  # "in this case the"
            elif loose < 0:
                loose = i
            i -= 1
        return i if article or loose < 0 else loose

    def _is_participle(self, i: int) -> bool:
        """Whether a form in -ed stands before a noun: "the newly appointed nurse"."""
        before = self.tokens[i - 1].lower if i else ""
        return self.tokens[i].lower.endswith("ed") and (before in GRAMMAR["articles"] or before.endswith("ly"))

    def _word_at(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def _subordinates(self, i: int) -> bool:
        """Whether a word opens a subordinate clause, and is no determiner as in "that afternoon" or "in that position"."""
        if self.tokens[i].lower not in GRAMMAR["subordinators"]:
            return False
        before = self.tokens[i - 1].lower if i else ""
        following = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        return self.tokens[i].lower != "that" or not (
            before in GRAMMAR["prepositions"] or following in GRAMMAR["times"] or self._is_thing(i)
        )

    def _is_thing(self, i: int) -> bool:
        """Whether "that" at token ``i`` is a thing, or goes with one, which somebody is given: "shared that view with the GP",
        "passed that on to the school", but not "said that a visit to the school was planned"."""
        j, ends = i + 1, GRAMMAR["connectives"] | GRAMMAR["relatives"]
        while j < len(self.tokens) and j - i < 4 and self.tokens[j].is_word and j not in self.at:
            lower = self.tokens[j].lower
            if lower in ("to", "with") and j > i + 1:
                rest = takewhile(lambda t: t.is_word and t.lower not in ends, self.tokens[j:])
                return not any(t.lower in GRAMMAR["finite"] or t.lower.endswith("ed") for t in rest)
            if any(lower in GRAMMAR[words] for words in ("finite", "articles", "pronouns")):
                return False
            j += 1
        return False

    def _ends_phrase(self, i: int) -> bool:
        """Whether a comma or the name of somebody, who may act in what follows, ends at token ``i``."""
        return (self.tokens[i].text == "," and i not in self._before) or (i in self.at and self.at[i].kind != "pronoun")

    def _in_number(self, i: int) -> bool:
        """Whether a full stop stands within a number or a date."""
        return (
            0 < i < len(self.tokens) - 1
            and self.tokens[i + 1].text[0].isdigit()
            and self.tokens[i + 1].start == self.tokens[i].end
        )

    def _acts(self, mention: Mention) -> bool:
        """Whether a verb follows a mention, so that it is the subject that coordinated verbs share."""
        i = self.insertions.get(mention.last, mention.last)
        if i >= len(self.tokens):
            return False
        lower = self.tokens[i].lower
        return lower in GRAMMAR["auxiliaries"] or self._is_verbal(lower)

    def _is_finite(self, i: int) -> bool:
        """Whether a finite auxiliary stands at a token, so that what is before it is a subject."""
        return i < len(self.tokens) and self.tokens[i].lower in GRAMMAR["finite"]
