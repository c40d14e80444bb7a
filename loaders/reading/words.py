"""What a word is where it may be more than one thing: noun or verb, object or owner, a person's letter, a school's kind."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.text import Token


def school_ends(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a school ends that goes by its name and kind alone ("Beech Primary"), if the capitalised name at ``first`` is one's;
    else 0."""
    if last < len(tokens) and tokens[last].text[0].isupper() and tokens[last].start == tokens[last - 1].end + 1:
        last += 1
    head = tokens[last - 1].text.removesuffix("'s").removesuffix("’s")
    goes_on = last < len(tokens) and tokens[last].text[0].isupper()
    return 0 if last == first + 1 or goes_on or head not in GRAMMAR["named-schools"] else last


def lists(between: Sequence[Token]) -> bool:
    """Whether what stands between two nouns makes them members of one list."""
    words = [t.lower for t in between]
    return any(w in GRAMMAR["connectives"] for w in words) and all(
        w in GRAMMAR["connectives"] or w in GRAMMAR["before-partner"] for w in words
    )


def lone_letter(tokens: Sequence[Token], i: int) -> str:
    """The letter that a token is, where it stands for itself: "M was", not "Practice B", "Year E" or "A and E"; else ""."""
    bare = tokens[i].text.removesuffix("'s").removesuffix("’s")
    if len(bare) != 1 or not bare.isupper() or bare in "AI":
        return ""
    if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper():
        return ""  # "Y Bont"
    if i == 0:
        return bare
    before = tokens[i - 1]
    goes_before = before.text[0].islower() or before.lower in GRAMMAR["before-letter"] or before.text in ".,;:“\"'‘(|"
    listed = i > 1 and tokens[i - 2].text == "A"
    return bare if goes_before and not listed and before.lower not in GRAMMAR["lettered"] else ""


def for_several(tokens: Sequence[Token], i: int) -> int:
    """Where "each" or "the two" ends that stand for those named before ("but each knew", "between the two"); 0 for what goes
    with a noun or a verb: "each visit", "the two boys", "were each told"."""
    lower, before = tokens[i].lower, tokens[i - 1].lower if i else "."
    last = (
        i + 1
        if lower == "each"
        else i + 2
        if lower in ("the", "these") and "two" in [t.lower for t in tokens[i + 1 : i + 2]]
        else 0
    )
    if not last or (lower == "each" and before[0].isalnum() and before not in GRAMMAR["before-of-two"]):
        return 0
    after = tokens[last].lower if last < len(tokens) else "."
    acts = after.endswith("ed") or any(after in GRAMMAR[words] for words in ("auxiliaries", "finite", "verbs", "ends-note"))
    return last if acts or not after[0].isalnum() or after in frames.verbs() else 0


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun that is a verb too is one here: "to advocate for her", "did not volunteer it"."""
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return before in GRAMMAR["before-plain-verb"] or (before == "to" and (after in GRAMMAR["articles"] or after in ("for", "on")))


def owns_nothing(tokens: Sequence[Token], i: int) -> bool:
    """Whether "her" at token ``i`` is an object: "rang her about", "the doctor who saw her told the police"."""
    following, then = (tokens[j].lower if j < len(tokens) else "." for j in (i + 1, i + 2))
    if following in GRAMMAR["after-her"]:
        return True
    past = following.endswith("ed") or (following in frames.verbs() and not following.endswith(("s", "ing")))
    return past and following not in frames.plain_forms() and (then in GRAMMAR["articles"] or then in GRAMMAR["after-her"])
