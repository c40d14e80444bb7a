"""The names that a review explains itself: what it says once ("the perinatal service (Lantern)", "Waymark, the missing-from-home
charity", a glossary) it uses bare afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile, zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from loaders.documents.model import Paragraph
from loaders.reading.explanations import (
    ACRONYM,
    FORM_HEAD,
    abbreviates,
    begins_name,
    forms_in,
    glossary_rows,
    goes_by_letter,
    goes_with,
    is_article_and_word,
    is_capital,
    is_own,
    is_plain,
    is_titled_letter,
    link_of,
    list_goes_on,
    named_after,
    named_in_relative,
    past_bracket,
    places_of_treatment,
    possessor_at,
    provider_of,
    served_by,
    service_words,
    short_names,
    work_of_charity,
)
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lexicon import CODE, Lexicon
from loaders.reading.text import Token, tokens_of

if TYPE_CHECKING:
    from loaders.reading.mentions import Mention, Namer

_LIST = re.compile(r"\s*(?:[,;/]|\band\b|\bor\b|\bto\b)\s*")
# Heads whose own name is used bare afterwards ("Rosewood Surgery" ... "Rosewood"): those of single places, not of whole councils.
_NAMED_PLACES = frozenset(
    {"general-practice", "hospital", "education", "early-years", "childrens-centre", "housing", "voluntary"}
)
_COUNCIL = "childrens-social-care"
_NAMED_PERSONS = frozenset({"health-visiting", "education"})
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d|^\d")
_NUMBERED = re.compile(r"([A-Z]{2,5})\d{1,2}")
_FORM = re.compile(r"\b(?:form|notification|notice|referral document)\b", re.I)


class LocalNames:
    """Learns the names of one review and teaches them to its ``namer``, by which later sentences explain further names; ``field``
    is a namer that knows the field's names only."""

    def __init__(self, namer: Namer, field: Namer) -> None:
        self._namer = namer
        self._field = field
        self._whole: dict[str, str] = {}  # names by which one agency goes in full ("Rosewood Surgery")
        self._owners: dict[str, set[str]] = {}  # title that several services have ("Support Worker") -> whose it was said to be
        self._teams: dict[str, set[str]] = {}  # team that several services have ("access team") -> whose it was said to be
        self.learned: dict[str, str] = {}  # name -> agency type
        self.forms: Lexicon[str] = Lexicon()  # names of notification forms ("CF9")
        self.councils: set[str] = set()  # places whose council the review names ("Eastfold County Council")
        self._told: set[str] = set()  # words with a capital in the paragraphs before
        self.tells_of_home = False  # whether it names a children's home
        self._northern_irish = False  # whether it names services of Northern Ireland, where a trust runs social work as well
        self._review_team = False  # whether it speaks of a Review Team, which is "the Team" for short
        self._named_persons: Counter[str] = Counter()  # agency types of those whom the review calls the Named Person

    def learn(self, texts: Sequence[tuple[Paragraph, Sequence[Token]]]) -> None:
        """Learn from the paragraphs of a review, given with their tokens."""
        for _ in range(2):  # a name explained by another local name needs a second look
            known = len(self.learned)
            for paragraph, _tokens in texts:  # a glossary's word stands against a guess from a sentence
                for row in glossary_rows(paragraph):
                    self._learn_from_row(row)
            self._told.clear()
            for _paragraph, tokens in texts:
                self._learn_from_text(tokens)
                self._told.update(t.text for t in tokens if t.text.istitle())
            if len(self.learned) == known:
                break
        for title, owners in self._owners.items():
            if len(owners) == 1 and "" not in owners:
                self._add(tokens_of(title), next(iter(owners)), redefines=True)
        for team, owners in self._teams.items():
            if len(owners) == 1:
                self._namer.teach(team, next(iter(owners)))
        if self._named_persons:
            self._namer.teach("Named Person", self._named_persons.most_common(1)[0][0])
        if self._northern_irish and "Trust" not in self.learned:
            for which in GRAMMAR["which-trust"]:
                self._namer.teach_like(f"{which} Trust", "Trust A")
        if self._review_team and "Team" not in self.learned:
            for article in ("the", "The"):
                self._namer.teach(f"{article} Team", "", "process")
        self._shorten(tokens for _paragraph, tokens in texts)

    def _learn_from_text(self, tokens: Sequence[Token]) -> None:
        for form in forms_in(tokens):
            self.forms.add(form, "form")
        for place in places_of_treatment(tokens):
            self._add(place, "substance-misuse", explained=True)
        mentions = self._namer.mentions(tokens)
        for mention in mentions:
            self._northern_irish |= mention.text in GRAMMAR["northern-irish"]
            if mention.kind in ("family", "process"):
                self._review_team |= tokens[mention.last - 1].text == "Team"
                for name in short_names(tokens, mention.last, mention.kind):
                    if not self._namer.generally([name]):
                        self._namer.teach(name.text, "", mention.kind)
        agencies = [self._as_kind(tokens, m) for m in mentions if m.is_agency]
        for first, last in self._names(tokens, mentions):
            explained = self._learn_name(tokens, first, last, agencies)
            if not explained and last < len(tokens) and (served := served_by(tokens, past_bracket(tokens, first, last))):
                self._add(tokens[first:last], served)
        for mention, following in zip_longest(agencies, agencies[1:]):
            self.tells_of_home |= mention.type == "voluntary" and tokens[mention.last - 1].lower in ("home", "homes")
            self.tells_of_home |= mention.text.lower() in GRAMMAR["tells-of-home"]
            self._learn_title(tokens, mention, following)
            self._learn_team(tokens, mention)
            if following and self._is_part(tokens, mention, following):
                self._namer.teach(mention.text, following.type)
            if mention.type and mention.role in ("", "meeting"):
                self._learn_bracket(tokens, mention)
                self._learn_apposed(tokens, mention)
                self._learn_own_name(tokens, mention)
                if provider := provider_of(tokens, mention.last):  # a trust may provide several services
                    self._owners.setdefault(" ".join(t.text for t in provider), set()).add(mention.type)
            self._learn_council(tokens, mention)
        self._learn_named_person(tokens, agencies)

    def _as_kind(self, tokens: Sequence[Token], mention: Mention) -> Mention:
        """A mention as what it describes: "the charity" after a name is no anaphor, it says what the name is."""
        if (
            mention.role != "anaphor"
            or tokens[mention.first].lower not in GRAMMAR["articles"]
            or mention.last <= mention.first + 1
        ):
            return mention
        kind = self._namer.general(tokens, mention.first + 1)
        plain = kind is not None and kind[0] == mention.last and kind[1].role == "" and kind[1].type
        return replace(mention, first=mention.first + 1, type=kind[1].type, role="") if kind and plain else mention

    def _learn_council(self, tokens: Sequence[Token], mention: Mention) -> None:
        """Eastfold County Council, Eastfold Children's Services: later "Eastfold"."""
        if mention.type != _COUNCIL or mention.local:
            return
        place = list(takewhile(lambda i: not self._opens_agency(tokens, i), range(mention.first, mention.last)))
        while place and tokens[place[-1]].lower in GRAMMAR["kinds-of-council"]:
            place.pop()
        named = 0 < len(place) < mention.last - mention.first and all(self._namer.is_name(tokens, i) for i in place)
        if named and not any(self._namer.general(tokens, i) or ACRONYM.fullmatch(tokens[i].text) for i in place):
            self.councils.add(re.sub(r"['’]s$", "", " ".join(tokens[i].text for i in place)))

    def _learn_named_person(self, tokens: Sequence[Token], agencies: Sequence[Mention]) -> None:
        """Whom a Scottish review calls the Named Person: the health visitor before school age, a teacher after."""
        for mention in agencies:
            if mention.text.lower().endswith("named person"):
                near = [m for m in agencies if m.type in _NAMED_PERSONS and m.role == "" and abs(m.first - mention.first) <= 12]
                self._named_persons.update(m.type for m in near[:1])

    def _learn_title(self, tokens: Sequence[Token], mention: Mention, following: Mention | None) -> None:
        """her Personal Adviser at Connexions, the school's Support Worker: whose a title is that several services have."""
        match = self._namer.general(tokens, mention.first)
        if match is None or match[1].role != "anaphor":
            return
        title = [t for t in tokens[mention.first : match[0]] if t.lower not in GRAMMAR["articles"]]
        if len(title) < 2 or not all(t.text[0].isupper() for t in title):
            return
        if mention.role == "" and mention.first > 0 and tokens[mention.first - 1].lower.endswith(("'s", "s'")):
            owner = mention.type
        elif following and tokens[mention.last].lower in ("at", "from") and following.first - mention.last <= 2:
            owner = following.type
        else:
            return
        self._owners.setdefault(" ".join(t.text for t in title), set()).add(owner)

    def _learn_team(self, tokens: Sequence[Token], mention: Mention) -> None:
        """the adult mental health access team, later "the access team": whose a team is that several services have."""
        if mention.role or not mention.type or tokens[mention.last - 1].lower not in ("team", "desk", "line", "service"):
            return
        for i in range(mention.first + 1, mention.last - 1):
            match = self._namer.general(tokens, i)
            if match and match[0] == mention.last and match[1].role == "shared":
                title = " ".join(t.lower for t in tokens[i : mention.last])
                self._teams.setdefault(title, set()).add(mention.type)
                return

    def _is_part(self, tokens: Sequence[Token], mention: Mention, following: Mention) -> bool:
        """Whether a team that would be of several agencies is said to be in one: "the Access Point in Children's Social Care"."""
        between = [t.lower for t in tokens[mention.last : following.first]]
        inside = between[:1] in (["in"], ["within"]) and GRAMMAR["articles"].issuperset(between[1:])
        named = tokens[mention.last - 1].text[0].isupper() and mention.last - mention.first > 1
        return inside and named and mention.type == "mash" and following.type == _COUNCIL and following.role == ""

    def _learn_bracket(self, tokens: Sequence[Token], mention: Mention) -> None:
        """the perinatal service (Lantern); the Public Protection Unit ("PPU")."""
        i = mention.last
        if tokens[i - 1].text == ")":  # "the psychiatric nurse (Nurse 2)" is one mention
            i = next((n for n in range(i - 1, mention.first, -1) if tokens[n].text == "("), i)
        if i + 2 < len(tokens) and tokens[i].lower in ("at", "in", "of") and self._namer.is_name(tokens, i + 1):
            i += 2  # the Royal Infirmary at Harnley ("the Royal")
        if i >= len(tokens) or tokens[i].text != "(":
            return
        inside: list[Token] = []
        for token in tokens[i + 1 : i + 9]:
            if token.text == ")":
                quoted = tokens[i + 1].text in "\"“'‘" or tokens[i + 1].lower == "the"
                after = next((t.lower for t in tokens[i + len(inside) + 1 :][:2] if t.is_word), "")
                if FORM_HEAD.fullmatch(after):
                    return  # "(NRM) referral"
                short = abbreviates(inside, tokens[:i])
                coded = self._is_coded(inside)  # "a consultant psychiatrist (Consultant 1)"
                if quoted or short or coded or not any(m.is_agency for m in self._namer.mentions(inside)):
                    self._add(inside, mention.type, explained=quoted or short or coded, redefines=short)
                return
            if token.is_word and (inside or token.lower not in GRAMMAR["before-short"]):
                inside.append(token)
            elif not token.is_word and token.text not in "\"“”'‘’&":
                return

    def _learn_apposed(self, tokens: Sequence[Token], mention: Mention) -> None:
        """the charity Waymark; the family's health visitor, Mrs Dunn; her social worker, SW2."""
        i = mention.last
        comma = i < len(tokens) and tokens[i].text in (",", ":")
        if comma and mention.first > 0 and tokens[mention.first - 1].text == ",":
            return  # one of a list
        i += comma
        named = named_after(tokens, i, introduced=tokens[max(mention.first - 1, 0)].lower in ("a", "an"))
        if any(t.lower == "and" for t in tokens[i:named]):
            return  # "which a charity runs and is known as": not the charity is
        named = named or named_in_relative(tokens, mention.last)
        called, i = named > 0, named or i
        i += comma and i + 1 < len(tokens) and tokens[i].text == "The" and self._namer.is_name(tokens, i + 1)
        name: list[Token] = []
        while (
            i < len(tokens)
            and len(name) < 4
            and (
                self._namer.is_name(tokens, i)
                or tokens[i].lower in GRAMMAR["titles"]
                or (len(name) == 1 and goes_by_letter(tokens, i - 1))  # "the GP, Dr A,"
                or self._is_of_name(tokens, i, bool(name))
            )
            and (called or comma or not self._namer.general(tokens, i))
        ):
            name.append(tokens[i])
            i += 1
        closed = i >= len(tokens) or (tokens[i].text in ",.;:)" and not list_goes_on(tokens, i))
        titled = bool(name) and name[0].lower in GRAMMAR["titles"]
        # A capitalised name that goes on without a comma is one name: "Police National Database", not the charity Waymark.
        apposed = (
            closed or called
            if comma
            else called or titled or (tokens[mention.last - 1].text[0].islower() and not self._is_told_of(name))
        )
        if name and not mention.possessive and apposed and not name[-1].lower.endswith("'s"):
            if comma and titled and len(name) > 1:
                self._learn_person(name, mention.type)
            else:
                self._add(name, mention.type, explained=called, redefines=called)

    def _learn_person(self, name: Sequence[Token], agency_type: str) -> None:
        """the health visitor, Mrs Dunn, ...; the GP, Dr A, ...: who goes by a title, unless the family does."""
        phrase = " ".join(t.text for t in name)
        if phrase not in self.learned and not any(m.kind == "family" for m in self._namer.mentions(name)):
            self.learned[phrase] = agency_type
            self._namer.teach(phrase, agency_type)

    def _is_of_name(self, tokens: Sequence[Token], i: int, begun: bool) -> bool:
        """Whether the capital of a common word tells that it is part of a name: "Rowan House"."""
        token = tokens[i]
        if not is_capital(token) or token.lower in GRAMMAR["never-names"] or self._opens_agency(tokens, i):
            return False
        return goes_with(tokens[i - 1], token) if begun else tokens[i - 1].text in "\"“‘'"

    def _is_told_of(self, name: Sequence[Token]) -> bool:
        """Whether a name alone is of somebody of whom the review told before: "at the hospital Leah was met" explains no Leah."""
        return len(name) == 1 and name[0].text in self._told

    def _learn_own_name(self, tokens: Sequence[Token], mention: Mention) -> None:
        """Rosewood Surgery, later "Rosewood"."""
        end = next((i for i in range(mention.first, mention.last) if tokens[i].text == "("), mention.last)
        if mention.type not in _NAMED_PLACES or mention.local or tokens[end - 1].lower not in GRAMMAR["named-heads"]:
            return
        start = first = mention.first
        while first < mention.last and not self._opens_agency(tokens, first):
            first += 1
        while start > 1 and begins_name(tokens, start - 1):
            start -= 1  # "at Little Elms nursery", where the review has "little" too
        if start == 1 and tokens[0].lower == "st":
            start = 0
        name = tokens[start:first]
        capital_head = first < mention.last and tokens[first].text[0].isupper()
        if not name or first == mention.last or not (capital_head or len(name) > 1) or not all(map(is_capital, name[:-1])):
            return
        if name[-1].lower.endswith("'s") and len(name) == 1:
            return  # "Mother's school", not "St Anne's school"
        if len(name) > 1:
            self._add(name, mention.type)
        elif mention.type != "hospital":  # those are called after their towns
            self._whole[" ".join(t.text for t in tokens[mention.first : end])] = mention.type

    def _opens_agency(self, tokens: Sequence[Token], i: int) -> bool:
        known = self._namer.general(tokens, i)
        return known is not None and known[1].kind == "agency"

    def _names(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words that may be a name ("Waymark", "Alder House", "Plan B"), as token ranges."""
        taken = {
            i
            for m in mentions
            if m.kind == "process" or (m.is_agency and not (m.role == "anaphor" and is_own(tokens, m.first, m.last)))
            for i in range(m.first, m.last)
        }
        i = 0
        while i < len(tokens):
            last = i
            while (
                last < len(tokens)
                and last not in taken
                and (tokens[last].text[0].isupper() or (last > i and bool(CODE.fullmatch(tokens[last].text))))  # "Worker 1"
                and (last == i or tokens[last].start == tokens[last - 1].end + 1)
            ):
                last += 1
            first = i
            while first < last and tokens[first].lower in GRAMMAR["never-names"] and not is_titled_letter(tokens, first, last):
                first += 1
            if last - first > 1 or (last - first == 1 and self._namer.is_name(tokens, first)):
                yield first, last
            i = max(last, i + 1)

    def _learn_name(self, tokens: Sequence[Token], first: int, last: int, agencies: Sequence[Mention]) -> bool:
        """Waymark, the missing-from-home charity; Sorrel, which is a charity; Lantern (the perinatal service); Bridgeway is a
        drug and alcohol service, and Alder House the children's centre. Whether it is explained."""
        described = next((m for m in agencies if m.first > last and m.type), None)
        if described is None or described.role or described.first - last > 12:
            return False
        after = past_bracket(tokens, first, last)
        after += after < len(tokens) and tokens[after].lower in service_words().heads  # "the Medlar team, which is part of"
        words = [t.lower for t in tokens[after : described.first]]
        link, description = link_of(words)
        whole = described.last < len(tokens) and tokens[described.last].text == ")" and not tokens[described.first].text.isupper()
        bracketed = link == "(" and whole
        possessed = possessor_at(tokens, after + len(words) - len(description))
        several = words[-1:] in (["are"], ["were"])  # "KW1 and KW2 are drug workers"
        bare = not description and (bracketed or (several and self._is_numbered(tokens[first:last])))
        if not link or not (bare or is_plain(description, possessed or bracketed)):
            return False
        following = tokens[described.last].lower if described.last < len(tokens) else "."
        if link in (",", "(") and following not in GRAMMAR["apposition-goes-on"]:
            return False
        beside = range(described.last + 1, min(described.last + 3, len(tokens))) if following == "and" else ()
        if link == "," and (list_goes_on(tokens, described.last) or any(self._opens_agency(tokens, i) for i in beside)):
            return False  # "Sorrel, the school and the GP"
        if link == "gap" and (first == 0 or tokens[first - 1].lower not in (",", "and", ";")):
            return False
        charity = described.type == "voluntary" and work_of_charity(tokens, described.last)
        which = charity or described.type
        for name in (tokens[first:last], [t for t in tokens[last:after] if t.is_word and is_capital(t)]):
            self._add(name, which, explained=link not in (",", "(") or self._is_coded(name) or name != tokens[first:last])
        return True

    def _learn_from_row(self, cells: tuple[str, ...]) -> None:
        """A glossary or a table of services, either way round: "HV1 | Health visitor", "Drug service | Lantern; KW1"."""
        named = ""  # by the cell before, so that what comes after it describes no name any more
        for left, right in pairwise(cells):
            if not left or not right or left == named or len(left) > 80 or _DATE.search(left):
                continue
            if right.endswith(".") and len(right) > 80:
                continue
            if _FORM.search(right[:60]) and len(left.split()) <= 3 and any(c.isupper() for c in left):
                self.forms.add(left, "form")
                continue
            described, known = self._describes(right), self._describes(left)
            if GRAMMAR["no-service"].intersection(right.lower().split()[:9]):
                described = ""  # "EHCP | Education, Health and Care Plan"
            if left.lower().endswith("council"):
                continue  # its own name
            redefines = (
                is_article_and_word(left)
                or self._is_coded(tokens_of(left))
                or abbreviates(tokens_of(left), tokens_of(right), opening=True)
            )
            if described and (redefines or not known):
                for name in self._names_in(left, described):
                    self._add(tokens_of(name), described, explained=True, redefines=redefines)
            elif known and " " in left and len(right) < 120 and not _DATE.search(right):
                for name in self._names_in(right, known):
                    if len(name.split()) <= 3:
                        self._add(tokens_of(name), known, explained=True, redefines=is_article_and_word(right))
                        named = right

    def _is_coded(self, words: Sequence[Token]) -> bool:
        """Whether a name is one person's, with a number or letter, who may be of any service: "Nurse 2", "Dr L", "OM2"."""
        known = self._namer.generally(words)
        if known is None or not CODE.fullmatch(words[-1].text):
            return known is not None and self._is_numbered(words)
        return known.role == "anaphor"

    def _is_numbered(self, words: Sequence[Token]) -> bool:
        """KW2: one of those who go by an abbreviation."""
        return len(words) == 1 and _NUMBERED.fullmatch(words[0].text) is not None

    def _names_in(self, cell: str, agency_type: str) -> list[str]:
        """The names that a cell lists for an agency; none where an item of the list is no name, or one of another agency."""
        names = [name for name in _LIST.split(re.sub(r"\([^)]*\)", "", cell)) if name]
        if not all(re.match(r"(?:the\s+)?[A-Z0-9]", name) for name in names):
            return []
        known = {match[1].type for name in names if (match := self._namer.general(tokens_of(name), 0))}
        return names if len(names) == 1 or known <= {agency_type} else []

    def _describes(self, cell: str) -> str:
        """The agency type that a cell describes: its first agency, if it stands near the start."""
        for namer in (self._field, self._namer):
            named = [m for m in namer.mentions(tokens_of(cell)) if m.is_agency and m.type and m.role == "" and m.first <= 6]
            if named:
                # "Northgate General Hospital, maternity services": the trust comes first, the service that is meant after it
                return next((m.type for m in named if m.type not in ("hospital", "health")), named[0].type)
        return ""

    def _shorten(self, texts: Iterable[Sequence[Token]]) -> None:
        """Brockhurst Accommodation Services, then "Brockhurst": the first word of a name stands for it where the review uses that
        word alone, and in no other name (as it would the name of a town)."""
        names: dict[str, dict[str, str]] = {}  # first word -> second word -> type
        for name, agency_type in (self.learned | self._whole).items():
            first, *rest = name.split()
            town = agency_type == "hospital" or rest[-1:] == ["Council"]
            if rest and not town and first.lower() not in self._namer.common | GRAMMAR["never-names"]:
                names.setdefault(first, {})[rest[0]] = agency_type
        alone: set[str] = set()
        for tokens in texts:
            for i, token in enumerate(tokens):
                word = token.text.removesuffix("'s").removesuffix("’s")
                if word not in names:
                    continue
                after = tokens[i + 1] if i + 1 < len(tokens) else None
                if i > 0 and tokens[i - 1].lower in ("in", "near", "across"):
                    del names[word]
                elif after is None or after.lower in GRAMMAR["its-people"] or not goes_with(token, after):
                    alone.add(word)
                elif after.text not in names[word]:
                    del names[word]
        for word in sorted(alone & names.keys()):
            types = set(names[word].values())
            if len(types) == 1:
                self._add(tokens_of(word), types.pop())

    def _add(self, name: Sequence[Token], agency_type: str, explained: bool = False, redefines: bool = False) -> None:
        """Remember a local name, if it looks like one and the vocabulary does not know it, or if the review ``redefines`` what it
        knows. A name that is ``explained`` may be a common word with a capital ("the Team")."""
        words = [t for t in name if t.is_word]
        while words and words[0].lower in GRAMMAR["articles"]:
            words = words[1:]
        if (
            not words
            or len(words) > 5
            or not all(w.text[0].isupper() or w.text[0].isdigit() or w.lower in ("of", "and", "the", "in") for w in words)
        ):
            return
        known = self._namer.generally(words)
        coded = explained and self._is_coded(words)
        if known and not ((redefines or coded) and known.type != agency_type):
            return
        if len(words) == 1:
            word = words[0].text
            if (
                word.isdigit()
                or len(word) < 2
                or (not explained and not ACRONYM.fullmatch(word) and words[0].lower in self._namer.common)
            ):
                return
        if (
            (words[0].lower in GRAMMAR["never-names"] and not (coded and words[0].lower not in GRAMMAR["private-titles"]))
            or words[0].lower in ("form", "operation", "chapter", "stage", "phase")
            or words[-1].lower in GRAMMAR["months"]
        ):
            return
        phrase = " ".join(w.text for w in words)
        if phrase not in self.learned:
            self.learned[phrase] = agency_type
            self._namer.teach(phrase, agency_type)
            if len(words) == 2 and words[0].text.isupper() and len(words[0].text) > 1 and CODE.fullmatch(words[1].text):
                self._namer.teach(words[0].text, agency_type)  # "KW-E": other key workers too
            elif numbered := _NUMBERED.fullmatch(phrase):
                self._namer.teach(numbered.group(1), agency_type)
