"""Who is being spoken of: what pronouns and words like "the service" stand for.

An antecedent agrees in gender and number where the text shows them. Among those that agree the subject comes before the
object, what was said last before what was said earlier, and a professional before the family where the verb is what only
professionals do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.reading.clauses import Sentence
from loaders.reading.context import FAMILY, GENERIC, NO_SERVICE, PROCESS, Context
from loaders.reading.deeds import Doing, ends_fronted, gets_what_came, heads_coordinate, is_passive, is_verb, main_verb
from loaders.reading.designations import gender_of, head_of, is_no_person, name_of, number_of, singular_of
from loaders.reading.frames import verbs
from loaders.reading.grammar import DISCOURSE, GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.pronouns import named_later, relative, with_owners
from loaders.reading.together import Together

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
_ONE = _HE | _SHE
_THEY = frozenset({"they", "them", "both", "their"})
_ITS = frozenset({"it", "its"})
_FORMS = {"he": _HE, "she": _SHE, "they": _THEY, "it": _ITS}
_OF_TWO = (["latter"], ["former"])
_REACH = 6  # sentences back that a reader looks for an antecedent
_SUBJECT = 2.3  # the weight of a subject at the least
_AS_RELATIVE = 2.2  # the weight that the subject of a relative clause keeps
_AS_FORMER = 2.6  # the weight that a subject keeps when another clause has begun with another one
_GOES_ON = 0.8  # for whom a pronoun stood in the sentence before: a text goes on with whom it is about (Grosz et al. 1995)
_ACTS_ON = 1.0  # for who acted in the clause that "..., but she did" goes on from
_PLAIN = 0.6  # by how much an antecedent outdoes the next where it is plainly the one
_NEAR = 0.2  # what speaks for the service whose staff is meant at the least
_EXPLAINED = 0.7  # what speaks for the service that somebody called so was once said to be at
_KNOWN = 0.3  # what speaks for the service that somebody called so was last taken to be of
_OTHER = 1.5  # what speaks against one who is called by name beside "the service", or never called so
_RECEIVES = 1.5  # what speaks for the service that was rung or written to where somebody takes the call or the letter
_LEAST = -1.5  # what speaks for an antecedent at the least
_PLACING = frozenset({"in", "at", "from", "of", "on"})  # "the nurse in the Emergency Department"


@dataclass(slots=True)
class Figure:
    """Somebody spoken of. ``number``: one, many, body (an institution) or "" where a name does not show it; ``gender``: he,
    she or ""; ``weight``: 3 as subject, 2 as object, 1 otherwise; ``at``: the sentence of the last mention, counted through
    the review."""

    who: str  # agency type, FAMILY, PROCESS or GENERIC
    name: str
    number: str
    gender: str
    weight: float
    at: int
    echoed: int = -9  # the sentence in which a pronoun last stood for it
    called: str = ""  # that pronoun's gender


class Discourse:
    """The people and services of a review as they are spoken of, in order; resolves the mentions of each sentence."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._child = Figure(FAMILY, "child", "one", "", 0.0, -9)  # may always be meant, named or not
        self._at = 0
        self._home = ""  # the service whose section or row it is
        self._subjects = 0  # of the sentence, so far
        self._genders: dict[str, Counter[str]] = {}  # pronouns that stood for a name where nobody else could be meant
        self._acted: Figure | None = None  # who is the subject of the last clause that stands by itself
        self._again: dict[str, tuple[Figure, bool, Mention]] = {}  # whom a pronoun stands for here, whether as a subject, and it
        self._two, self._two_at = ("", ""), -9  # the former and the latter, and the sentence where one of them was meant
        self._explained: dict[str, str] = {}  # "key worker" -> the service that one was said to be at
        self._known: dict[str, str] = {}  # "duty nurse" -> the service that the last one called so was taken to be of
        self._named: set[str] = set()  # the services that were called by name
        self._things = (-9, 0)  # where a thing was last said: sentence, token
        self._reported = -_REACH - 1  # the sentence where a service's report was last spoken of: "the report" is that one
        self.rivals: dict[int, list[str]] = {}  # pronoun (token) -> the services that it may stand for besides, likeliest first
        self.together: dict[int, tuple[str, ...]] = {}  # "neither", "they" (token) -> the services that it stands for together
        self._several = Together()

    def part(self, gap: int = 1) -> None:
        """A new paragraph, or with a greater ``gap`` a new section: what was said before is farther away."""
        self._at += gap
        self._several.part()

    def resolve(self, sentence: Sentence, context: Context) -> dict[int, str]:
        """Mention (by first token) -> agency type, FAMILY, PROCESS or "" where nothing fits."""
        self._at += 1
        self._subjects = 0
        self._home = context.row or context.section
        self._figures = [f for f in self._figures if self._at - f.at <= _REACH]
        self.rivals, self.together = {}, {}
        resolved: dict[int, str] = {}
        said: list[Figure] = []  # in this sentence
        relatives: list[tuple[Figure, float]] = []  # those of whom a relative clause tells, and how much they stand out besides
        self._again, self._acted = {}, None
        thing = self._thing(sentence)
        for mention in with_owners(sentence):
            lower = mention.text.lower()
            figure: Figure | None = None
            if mention.is_agency:
                who = mention.type
                if mention.role == "":
                    self._named.add(who)
                    if len(words := name_of(mention).split()) > 1:
                        self._known[words[-1]] = who
                if mention.fits and mention.role == "":
                    self._explained[name_of(mention)] = who
                if not who or mention.role == "anaphor":
                    who = self._placed(sentence, mention) or self._anaphor(sentence, mention, said, context)
            elif mention.kind == "name" and is_no_person(sentence, mention):
                who = ""
            elif mention.kind in ("family", "name"):
                who = FAMILY
            elif mention.kind == "process":
                who = "" if lower in DISCOURSE["own-reports"] and self._at - self._reported <= _REACH else PROCESS
            elif mention.kind == "nobody":
                who = "" if lower in ("there", "nothing") else GENERIC
            elif lower in ("who", "which", "whom"):
                who = relative(sentence, mention, resolved)
                if lower != "whom" and said and said[-1].who == who:
                    relatives.append((said[-1], said[-1].weight))
                    said[-1].weight = 3.0  # "rang the midwife, who said that she": she is the midwife
            elif lower in _ONE or lower in _THEY or lower in _ITS:
                if mention.possessive and (owner := named_later(sentence, mention)):
                    resolved[mention.first] = owner.type
                    continue
                form = next(name for name, forms in _FORMS.items() if lower in forms)
                is_object = lower in GRAMMAR["object-pronouns"] and not mention.possessive
                figure = known = self._again[form][0] if form in self._again else None
                acts = not is_object and not mention.possessive
                if form not in self._again or lower == "it" or self._turns(sentence, mention, form, is_object, acts):
                    figure = self._antecedent(sentence, mention, said, thing)
                who = figure.who if figure else ""
                if figure:
                    acts = acts or (figure is known and self._again[form][1])
                    self._again[form] = figure, acts, mention
            else:
                who = ""
            resolved[mention.first] = who
            if several := self._several.of(sentence, mention, resolved):
                self.together[mention.first] = several
            if who and mention.kind != "nobody" and lower not in ("who", "which", "whom"):
                said.append(self._mentioned(sentence, mention, who, figure))
                first = self._acted is None and self._subjects == _main_subject(sentence)
                if first or heads_coordinate(sentence, mention):
                    if self._acted and self._acted is not said[-1]:
                        self._acted.weight = min(self._acted.weight, _AS_FORMER)
                        said[-1].weight = 3.0
                    self._acted = said[-1]
        for figure, weight in relatives:
            figure.weight = max(weight, _AS_RELATIVE)
        self._several.remember(sentence, resolved)
        return resolved

    def _turns(self, sentence: Sentence, mention: Mention, form: str, is_object: bool, acts: bool) -> bool:
        """Whether a pronoun is of somebody else than the one of its form before it: "she told her", "told her that she had
        rung", but not "asked her whether she had rung"."""
        figure, acted, before = self._again[form]
        if acts and heads_coordinate(sentence, mention) and figure is not self._acted:
            return True
        if is_object:
            return acted or (before.possessive and figure.weight > _SUBJECT)
        told = acts and not acted and not before.possessive and before.text.lower() in GRAMMAR["object-pronouns"]
        asked = sentence.tokens[before.first - 1].lower in DISCOURSE["asks"]
        due = sentence.tokens[mention.last : mention.last + 1]
        return told and not asked and not (due and due[0].lower in DISCOURSE["due"])

    # -- figures -------------------------------------------------------------------------------------------------------------

    def _mentioned(self, sentence: Sentence, mention: Mention, who: str, figure: Figure | None) -> Figure:
        """Note a mention: somebody new, or somebody known who stands out again."""
        lower = mention.text.lower()
        governed = mention.possessive or sentence.is_object(mention)
        preposition = sentence.preposition(mention)
        if (preposition == "of" and [mention] == sentence.mentions[:1]) or (lower in GRAMMAR["owners"] and mention.first == 0):
            weight = 2.5  # "the role of the midwife was ...", "her referral was ..."
        elif lower in GRAMMAR["object-pronouns"] or lower in GRAMMAR["owners"]:
            weight = 1.5
        else:
            by = 2.2 if mention.is_agency and preposition == "by" else 1.0  # "was seen by the midwife": she acts
            weight = by if preposition else 2.0 if governed else self._as_subject(sentence)
        name = name_of(mention)
        if figure is None:
            figure = next((f for f in reversed(self._figures) if f.who == who and f.name == name), None)
        if figure is None:
            number = "one" if preposition and _is_person_of(sentence, mention) else number_of(mention)
            title = sentence.tokens[mention.first - 1].lower if mention.kind == "name" and mention.first else ""
            gender = gender_of(f"{title} {name}") or (self._usual(name) if number in ("one", "") else "")
            figure = Figure(who, name, number, gender, weight, self._at)
        else:
            self._figures = [f for f in self._figures if f is not figure]
            figure.weight = max(weight, figure.weight) if figure.at == self._at else weight
            figure.at = self._at
            if mention.kind == "pronoun":
                figure.echoed = self._at
                figure.called = "he" if lower in _HE else "she" if lower in _SHE else figure.called
            figure.gender = figure.gender or (self._usual(name) if figure.number == "one" and mention.kind != "pronoun" else "")
        self._figures.append(figure)
        return figure

    def _as_subject(self, sentence: Sentence) -> float:
        """How much a subject stands out: that of the main clause most, which comes first but for "When she came, ..."."""
        self._subjects += 1
        return 3.0 if self._subjects == _main_subject(sentence) else 2.4

    def _usual(self, name: str) -> str:
        """The pronoun that a name has had where it could stand for nobody else."""
        counts = self._genders.get(name)
        if not counts:
            return ""
        [(gender, most), *_] = counts.most_common(1)
        return gender if most > 1 and most * 3 >= 2 * counts.total() else ""

    def _antecedent(self, sentence: Sentence, mention: Mention, said: Sequence[Figure], thing: tuple[int, int]) -> Figure | None:
        lower = mention.text.lower()
        after = mention.last
        if lower == "both" and (after >= len(sentence.tokens) or not is_verb(sentence, after)):
            return None  # "both children"
        if lower == "it" and not self._is_service(sentence, mention, thing):
            return None
        if lower == "they" and self._speaks_of_things(sentence, mention, thing):
            return None
        if lower in ("them", "him", "her") and not mention.possessive:
            before = sentence.tokens[mention.first - 1].lower if mention.first else ""
            of_things = lower == "them" and before == "of" and self._near_thing(sentence, mention, thing)
            if of_things or before in DISCOURSE["handling"]:
                return None if lower == "them" else self._child  # "put them", "took him"
        ranked = sorted(self._ranked(sentence, mention, said), key=lambda pair: -pair[0])
        if not ranked or ranked[0][0] < _LEAST:
            return None
        best = ranked[0][1]
        alone = len({id(f) for _, f in ranked if f.at >= self._at - 1}) == 1
        if alone and lower in _ONE and (best.number == "one" or best.who == FAMILY):
            self._genders.setdefault(best.name, Counter())["he" if lower in _HE else "she"] += 1
        self.rivals[mention.first] = [
            who for who in dict.fromkeys(f.who for _, f in ranked) if who not in NO_SERVICE and who != best.who
        ]
        plain = len(ranked) < 2 or ranked[0][0] - ranked[1][0] > _PLAIN
        if plain and lower in _ONE and best.number == "one" and not best.gender:
            best.gender = "he" if lower in _HE else "she"
        return best

    def _ranked(self, sentence: Sentence, mention: Mention, said: Sequence[Figure]) -> Iterator[tuple[float, Figure]]:
        """The figures that agree with a pronoun, each with how likely it is meant."""
        lower, doing = mention.text.lower(), Doing.of(sentence, mention)
        gender = "he" if lower in _HE else "she" if lower in _SHE else ""
        taken = (
            mention.possessive and sentence.tokens[mention.first - 1].lower in DISCOURSE["takes"]
        )  # "took her call": not his own
        before = sentence.tokens[mention.first - 1].lower if mention.first else ""
        barred = said[-1] if said and before in ("who", "whom") else None  # "the nurse, whom she rang", "did not ask who he was"
        part = sentence.tokens[mention.first - 1].lower == "of"  # "so worried that one of them rang": of those who acted
        governed = lower in GRAMMAR["object-pronouns"] and not part
        acting = next((f for f in reversed(said) if f.weight > 2), None) if governed else None
        fronted = ends_fronted(sentence, mention)
        goes_on = heads_coordinate(sentence, mention)
        also = "also" in (token.lower for token in sentence.tokens[mention.last : mention.last + 2])
        for order, figure in enumerate([*self._figures, *([self._child] if gender else [])]):
            if figure.at == self._at and figure not in said:
                continue
            score = -0.5 if figure is self._child else figure.weight - 1.2 * (self._at - figure.at) + 0.01 * order
            if figure.at == self._at:
                score += -4.5 if figure is barred else -1.5 if fronted else 0.5
            disclosed = figure.who == FAMILY and doing is Doing.WORK  # "Mother told the nurse, and she referred her"
            if goes_on and figure is self._acted and doing is not Doing.REPLY and not disclosed:
                score += _ACTS_ON
            if acting and figure.at == self._at and figure.weight > 2 and not mention.possessive:
                score -= 4.5 if figure is acting else 1.2  # "she told him": not herself
            if taken and figure.at == self._at and figure.weight > 2:
                score -= 3.0
            if also and figure.at == self._at - 1:
                score += 0.8 if figure.weight > _SUBJECT else -0.8  # "rang the nurse. She also told the ward."
            if figure.echoed == self._at - 1 and not (lower in _THEY and figure.number == "one"):
                score += _GOES_ON
            if gender:
                if figure.number in ("many", "body") or figure.gender not in ("", gender) or figure.who == GENERIC:
                    continue
                if figure.called not in ("", gender):
                    score -= 2.0
                score += (
                    (0.4 if figure.gender == gender else 0.0)
                    + (0.8 if figure.called == gender and figure is not self._child else 0.0)
                    - (0.8 if not figure.number else 0.0)
                )
                if gender == "he" and not figure.gender and figure.who != FAMILY:
                    score -= 0.7  # most of those who work with families are women
            elif lower in _ITS:
                if figure.number in ("one", "many") or figure.who in (FAMILY, GENERIC):
                    continue
            else:
                score += {"many": 1.0, "body": 0.5, "": 0.0, "one": -1.5}[figure.number]
                if figure.who == FAMILY and figure.number == "one":
                    score -= 1.0
            if figure.who in (PROCESS, "safeguarding-board"):
                score -= 1.5
            elif figure.who == self._home:
                score += 0.6
            if doing is Doing.WORK:
                score += -1.5 if figure.who == FAMILY else 0.5
            elif doing is Doing.LIFE and lower != "it":
                score += 1.0 if figure.who == FAMILY else -0.5
            elif doing is Doing.REPLY and figure.at == self._at - 1:
                score += 1.5 if figure.weight < _SUBJECT else -1.5  # "wrote to the GP. She did not reply"
            yield score, figure

    def _anaphor(self, sentence: Sentence, mention: Mention, said: Sequence[Figure], context: Context) -> str:
        """The service meant by "the team" or "the nurse": one that was called so, else the one that stands out most."""
        fits = mention.fits or ("*",)
        body, _, _ = mention.text.lower().partition("'s ")  # "the unit" of "the unit's nurse"
        first, *rest = body.split()
        at = mention.first if first in GRAMMAR["owners"] and rest else mention.first - 1  # "its staff", "its | consultant"
        before = sentence.tokens[at].lower if at >= 0 else ""
        if before in GRAMMAR["owners"]:
            owner = Mention(at, at + 1, "pronoun", before, possessive=True)
            form = next(name for name, forms in _FORMS.items() if before in forms)
            figure = self._again[form][0] if form in self._again else None
            figure = figure or self._antecedent(sentence, owner, said, (-9, 0))
            if figure and figure.who not in NO_SERVICE and (figure.number != "one" or "*" in fits or figure.who in fits):
                return figure.who
            if figure and figure.who == FAMILY and "own" in fits:
                return ""  # "his manager" where he works
        if "referrer" in fits:
            if before == "as" or sentence.tokens[mention.first].lower == "as":
                return next((f.who for f in reversed(said) if f.who not in NO_SERVICE), "") or context.referrer or GENERIC
            return context.referrer or GENERIC
        if "own" in fits and (known := self._called_so(mention) or self._acting(said)):
            return known
        if rest in _OF_TWO:
            return self._of_two(rest == ["latter"], said if sentence.is_governed(mention) else ())
        words = {singular_of(word) for word in (first, *rest) if word not in GRAMMAR["articles"]}
        person = (
            body == mention.text.lower() and number_of(mention) in ("one", "many") and head_of(name_of(mention)) != "staff"
        )  # who are those of a body
        name = name_of(mention)
        found = self._explained.get(name, "") or ("" if "*" in fits else self._known.get(name, ""))
        best = (_EXPLAINED if name in self._explained else _KNOWN) if found else -9.0
        other = sentence.is_governed(mention) and fits[0] == "-"  # "she rang the surgery and told the receptionist"
        receives = gets_what_came(sentence, mention)
        named = {m.type for m in sentence.mentions if m.role == "" and m.first >= mention.last} if "*" in fits else ()
        unlike = DISCOURSE["no-services"] if name == "service" else ()
        for order, figure in enumerate(self._figures):
            alike = singular_of(head_of(figure.name)) == singular_of(head_of(name_of(mention)))
            if figure.who in NO_SERVICE or not ("*" in fits or figure.who in fits or alike):
                continue
            called = len(words.intersection(map(singular_of, figure.name.split())))
            score = 0.5 * figure.weight - (0.8 if called else 1.0) * (self._at - figure.at) + 0.01 * order
            score += 1.5 + called if called else 0.0 if figure.who == mention.type or not mention.type else -1.2
            if figure.number:
                score += 0.5 if (figure.number == "body") != person else -0.5
            if figure.who in (context.section, context.row):
                score += 1.0 if figure.who == context.section else 2.5
            if figure.who in named or figure.who in unlike:  # "the service told the school"
                score -= _OTHER
            if receives and context.sender != context.receiver:
                score += _RECEIVES if figure.who == context.receiver else -_RECEIVES if figure.who == context.sender else 0.0
            if figure.who == "safeguarding-board" or (other and figure.at == self._at and figure.weight > 2):
                score -= 2.0
            if score > best:
                best, found = score, figure.who
        if found and best > (-1.0 if mention.type else -3.0 if "near" not in fits else _NEAR):
            if best > _EXPLAINED and person and " " in name and before not in GRAMMAR["owners"]:
                self._known[name] = found
            return found
        if "near" in fits:
            return ""
        return (
            (context.section if context.section and context.section in fits else "")
            or self._by_default(mention)
            or next((who for who in reversed(context.actors) if "*" in fits or who in fits), "")
            or (fits[0] if fits[0] not in ("-", "*") else self._only(sentence, mention))
        )

    def _only(self, sentence: Sentence, mention: Mention) -> str:
        """The one service that a common word may stand for where the review has such a service: "the practice" that is not a way
        of doing things."""
        after = sentence.tokens[mention.last : mention.last + 2]
        custom = {token.lower for token in after} & DISCOURSE["of-custom"]
        return mention.fits[1] if len(mention.fits) == 2 and mention.fits[1] in self._named and not custom else ""

    def _by_default(self, mention: Mention) -> str:
        """The service of a professional where nobody near fits: a psychologist is of CAMHS if the review names that only."""
        nearest, other = (*mention.fits, "", "")[:2]
        return other if mention.type == nearest and nearest not in self._named and other in self._named else mention.type

    def _acting(self, said: Sequence[Figure]) -> str:
        """The service that acts in the sentence so far; "" for none."""
        return next((f.who for f in reversed(said) if f.weight > 2 and f.who not in NO_SERVICE), "")

    def _called_so(self, mention: Mention) -> str:
        """Whom "the manager" means after "the nursery manager": who was just called so with more words."""
        article, _, short = mention.text.lower().partition(" ")
        if article != "the":
            return ""
        near = (f for f in reversed(self._figures) if self._at - f.at <= 2 and f.who not in NO_SERVICE)
        return next((f.who for f in near if f.name.endswith(f" {short}")), "")

    def _of_two(self, latter: bool, said: Sequence[Figure]) -> str:
        """Whom "the latter" or "the former" means: of the last two that were named, or of the two of whom one was just meant.
        Who acts on one of them (in ``said``) is neither: "she left a message for the latter"."""
        if not latter or self._at - self._two_at > 2:
            acting = next((figure for figure in reversed(said) if figure.weight > 2), None)
            named = [figure.who for figure in self._figures if figure.who != PROCESS and figure is not acting][-2:]
            self._two, self._two_at = (named[0], named[-1]) if named else ("", ""), self._at
        return self._two[latter]

    def _placed(self, sentence: Sentence, mention: Mention) -> str:
        """The service that a professional is said to be in: "the nurse in the Emergency Department", "the school, where the
        nurse"."""
        for other in sentence.mentions:
            if not other.is_agency or not other.type or ("*" not in mention.fits and other.type not in mention.fits):
                continue
            after = 0 < other.first - mention.last <= 5 and sentence.tokens[mention.last].lower in _PLACING
            between = [t.lower for t in sentence.tokens[other.last : mention.first]]
            after = after and bool(sentence.preposition(other))  # not "the latter in turn told the school"
            if after or (other.last < mention.first and "where" in between[:2] and len(between) <= 4):
                self._explained[name_of(mention)] = other.type
                return other.type
        return ""

    # -- what is no actor ----------------------------------------------------------------------------------------------------

    def _thing(self, sentence: Sentence) -> tuple[int, int]:
        """Where the last thing before this sentence was said; the sentence's own are noted for the next."""
        before = self._things
        for i, token in enumerate(sentence.tokens):
            if token.lower in DISCOURSE["things"] and i not in sentence.at:
                self._things = (self._at, i)
                if token.lower == "report" and DISCOURSE["new"].intersection(t.lower for t in sentence.tokens[max(i - 4, 0) : i]):
                    self._reported = self._at
        return before

    def _near_thing(self, sentence: Sentence, mention: Mention, thing: tuple[int, int]) -> bool:
        return thing[0] == self._at - 1 or any(
            t.lower in DISCOURSE["things"] and k not in sentence.at for k, t in enumerate(sentence.tokens[: mention.first])
        )

    def _is_service(self, sentence: Sentence, mention: Mention, thing: tuple[int, int]) -> bool:
        """Whether "it" may stand for a service: not in "it was decided", nor after the letter that it stands for."""
        tokens, i = sentence.tokens, mention.last
        if sentence.preposition(mention) == "by":
            return tokens[mention.first - 2].lower in DISCOURSE["deeds"]  # "was shared by it with the school"
        if sentence.preposition(mention) in ("to", "with") and tokens[mention.first - 2].lower in DISCOURSE["goes-to"]:
            return True  # "that it was not made known to it"
        if (
            i >= len(tokens)
            or sentence.preposition(mention)
            or not (is_verb(sentence, i) or tokens[i].lower in DISCOURSE["deeds"] or tokens[i].lower in verbs())
        ):
            return False
        verb = main_verb(sentence, i)
        if is_passive(sentence, i):
            return verb in DISCOURSE["of-people"]
        return (
            bool(verb)
            and verb not in DISCOURSE["about-things"]
            and (
                not self._near_thing(sentence, mention, thing)
                or verb in DISCOURSE["deeds"]
                or any(t.lower == "not" for t in tokens[i : i + 3])
            )
        )

    def _speaks_of_things(self, sentence: Sentence, mention: Mention, thing: tuple[int, int]) -> bool:
        """Whether "they" stands for what was just said to be sent or kept: "they were filed", "they had not arrived"."""
        i = mention.last
        if not self._near_thing(sentence, mention, thing):
            return False
        verb = main_verb(sentence, i)
        if is_passive(sentence, i):
            return verb not in DISCOURSE["of-people"] and verb not in DISCOURSE["undergoes"]
        return verb in DISCOURSE["ways"]


def _is_person_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether one person of a service is meant: "the representative of Probation", "a nurse from the ward"."""
    before = [token.lower for token in sentence.tokens[max(0, mention.first - 4) : mention.first]]
    at = next((i for i, word in enumerate(before) if word in GRAMMAR["whose-people"]), 0)
    return at > 0 and before[at - 1] in DISCOURSE["persons"]


def _main_subject(sentence: Sentence) -> int:
    """Which of a sentence's subjects is that of its main clause: the first, or in "When she came, the midwife" the second."""
    return 2 if sentence.tokens[0].lower in GRAMMAR["subordinators"] else 1
