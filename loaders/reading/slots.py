"""The slots of a predicate: which mentions stand in which place around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.reading.mentions import Mention


@dataclass
class Slots:
    """The mentions around a trigger, by grammatical place; nearest first."""

    places: dict[str, list[Mention]] = field(default_factory=dict)

    def put(self, place: str, mentions: Sequence[Mention], more: bool = False) -> None:
        """Fill a place that is empty, or with ``more`` add to it."""
        if more and place in self.places:
            self.places[place] += [m for m in mentions if m not in self.places[place]]
        elif mentions:
            self.places.setdefault(place, list(mentions))

    def move(self, place: str, to: str) -> None:
        """What stands in one place stands in another."""
        if place in self.places:
            self.places[to] = self.places.pop(place)

    def without_meetings(self) -> Slots:
        """The same without the meetings that are named."""
        kept = {
            place: [m for m in mentions if m.role != "meeting" or m.type != "multi-agency"]
            for place, mentions in self.places.items()
        }
        return Slots({place: mentions for place, mentions in kept.items() if mentions})
