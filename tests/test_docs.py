"""docs/queries.md tells what the packs are now. Run as a script (``make docs``), this writes it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from gold import example_records

from graph.fold import fold
from graph.stores import open_store
from queries.docs import page
from queries.packs import load_packs

PAGE = Path(__file__).parents[1] / "docs" / "queries.md"
GIVEN = {
    "case_id": "wendleshire-child-t/child-t",
    "from_type": "general-practice",
    "to_type": "health-visiting",
    "theme": "information-sharing",
    "review": "wendleshire-child-t",
}


def current_page() -> str:
    """The page as it should be."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "graph.kgl") as store:
        store.write(fold(example_records()))
        return page(load_packs(), store, GIVEN)


def test_the_page_is_in_step_with_the_packs() -> None:
    assert PAGE.read_text(encoding="utf-8") == current_page(), "run `make docs`"


def test_every_link_of_the_page_leads_somewhere() -> None:
    text = PAGE.read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^## (.*)$", text, re.M)}
    links = re.findall(r"\(#([^)]*)\)", text)
    assert len(links) == len(set(links)) == len(load_packs())
    assert set(links) == headings


if __name__ == "__main__":
    PAGE.write_text(current_page(), encoding="utf-8")
