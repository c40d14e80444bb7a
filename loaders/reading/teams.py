"""Whose team or whose worker a service is that is named with another: "the learning disability team of CAMHS"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.text import Token

if TYPE_CHECKING:
    from loaders.reading.mentions import Mention


def is_of_body(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """Whether a body, or a service of the same type, only says where somebody is: "the Gateway Team of Trust A", "the head
    teacher at School B"."""
    body = mention.role == "anaphor" and not GRAMMAR["bodies"].isdisjoint(t.lower for t in tokens[mention.first : mention.last])
    return (
        before.is_agency
        and before.type != ""
        and not before.possessive
        and mention.is_agency
        and tokens[before.last].lower in GRAMMAR["houses"]
        and all(token.lower in GRAMMAR["articles"] for token in tokens[before.last + 1 : mention.first])
        and (body or (mention.role == before.role == "" and mention.type == before.type))
    )


def is_in_team(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """Whether a social worker is one of a team of another service: "the social worker in the Youth Offending Team"."""
    between = [t.lower for t in tokens[before.last : mention.first]]
    return (
        between[:1] in (["in"], ["within"])
        and all(word in GRAMMAR["articles"] for word in between[1:])
        and tokens[before.last - 1].lower == "worker"
        and before.is_agency
        and before.type == "childrens-social-care"
        and mention.is_agency
        and mention.role == ""
        and mention.type not in ("", before.type)
        and tokens[mention.last - 1].lower in GRAMMAR["its-units"]
    )


def is_team_of(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """Whether a team is one of a service that is named after it: "the learning disability team of CAMHS", but not "told the
    team of the police log"."""
    between = [t.lower for t in tokens[before.last : mention.first]]
    start = before.first - (tokens[before.first - 1].lower in GRAMMAR["articles"]) - 1
    told = start >= 0 and any(frame.move == "tell" for frame, _, _ in frames.verbs().get(tokens[start].lower, ()))
    follows = tokens[mention.last].lower if mention.last < len(tokens) else "."
    goes_on = follows in GRAMMAR["prepositions"] or follows in GRAMMAR["finite"] or not follows[0].isalnum()
    return (
        goes_on
        and not told
        and not mention.possessive
        and before.is_agency
        and mention.is_agency
        and between[:1] == ["of"]
        and GRAMMAR["articles"].issuperset(between[1:])
        and tokens[before.last - 1].lower in GRAMMAR["its-units"]
        and before.type in GRAMMAR["teams-of-many"]
        and mention.role == ""
        and mention.type in GRAMMAR["names-its-teams"]
    )
