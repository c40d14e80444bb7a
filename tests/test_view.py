"""The pages that `casegraph view` writes, as a person meets them: in a real browser, with no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.records import (
    Agency,
    Case,
    Evidence,
    Exchange,
    ExchangeKind,
    ParagraphRecord,
    Person,
    Review,
    ReviewRecord,
    Source,
    Subject,
)
from graph.stores.base import Store
from graph.views import pages
from graph.views.picture import Flow, Picture, Spot, to_html
from graph.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "The police did not tell the school <script>document.title='owned'</script><img src=x onerror=alert(1)> about Child Q."
TEXTS = [
    "The health visitor referred Child Q to children's social care.",
    HOSTILE,
    "The police did not tell the school a second time. </script><script>document.title='owned'</script>",
    "The school told the health visitor. Mother, and Sibling, lived at home with Child Q.",
]


def _evidence(number: int, quote: str | None = None) -> Evidence:
    text = TEXTS[number - 1]
    quote = quote or text
    start = text.index(quote)
    return Evidence(
        paragraph_id=f"p{number}", paragraph=f"2.{number}", line=number, start=start, end=start + len(quote), quote=quote
    )


def _exchange(number: int, kind: ExchangeKind, source: str, target: str, quote: str | None = None) -> Exchange:
    mode = "not-shared" if kind == "FAILED_TO_SHARE" else None
    return Exchange(
        id=f"x{number}",
        kind=kind,
        from_=source,
        to=target,
        mode=mode,
        case="q",
        confidence=0.8,
        evidence=_evidence(number, quote),
    )


def _record(review_id: str, label: str = "Child Q") -> ReviewRecord:
    return ReviewRecord(
        review=Review(id=review_id, title=f"Review {review_id}", source=Source(file=f"{review_id}.txt")),
        cases=[Case(id="q", subject=Subject(label=label, age_months=10, outcome="died"))],
        people=[
            Person(id="child", case="q", label=label, role="subject-child", evidence=_evidence(1, "Child Q")),
            Person(id="mother", case="q", label="Mother", role="mother", evidence=_evidence(4, "Mother")),
            Person(id="sibling", case="q", label="Sibling", role="sibling", evidence=_evidence(4, "Sibling")),
        ],
        agencies=[Agency(id="a1", type="police", names=["the police"], evidence=_evidence(2, "The police"))],
        exchanges=[
            _exchange(1, "REFERRED_TO", "health-visiting", "childrens-social-care"),
            _exchange(2, "FAILED_TO_SHARE", "police", "education"),
            _exchange(3, "FAILED_TO_SHARE", "police", "education", "The police did not tell the school a second time."),
            _exchange(4, "INFORMED", "education", "health-visiting", "The school told the health visitor."),
        ],
        paragraphs=[ParagraphRecord(id=f"p{n}", ref=f"2.{n}", line=n, text=text) for n, text in enumerate(TEXTS, 1)],
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    workspace = Workspace(tmp_path / "workspace")
    workspace.save(_record("one"))
    workspace.save(_record("two", label="Child Z"))
    with workspace.store() as opened:
        yield opened


@dataclass
class Shown:
    """A page in the browser, and what it asked of the network or complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def panel(self) -> str:
        return self.page.inner_text("#panel")

    def click_edge(self, kind: str, source: str, target: str) -> None:
        """A click of the mouse on the middle of the drawn line."""
        place = self.page.evaluate(
            """(id) => {
                const middle = network.canvasToDOM(network.body.edges[id].edgeType.getPoint(0.5));
                const box = document.getElementById("network").getBoundingClientRect();
                return [middle.x + box.left, middle.y + box.top];
            }""",
            f"{kind}|{source}|{target}",
        )
        self.page.mouse.click(*place)


def show(browser: Browser, html: str, folder: Path) -> Shown:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    shown = Shown(page)
    page.on("request", lambda request: shown.requests.append(request.url))
    page.on("console", lambda message: shown.complaints.append(message.text))
    page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function("network.getScale() > 0")
    assert shown.requests == [file.as_uri()], "the page asked for more than itself"
    return shown


def test_page_loads_nothing_but_itself_and_shows_every_exchange(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.agencies_page(store), tmp_path)
    shown.page.mouse.move(500, 400)
    shown.page.wait_for_timeout(300)
    assert len(shown.requests) == 1
    assert shown.complaints == []
    assert "8 exchanges between 4 agency types in 2 reviews" in shown.page.inner_text("header")
    assert "Police ⇥ Education" in shown.panel()
    assert shown.page.evaluate("edges.get('FAILED_TO_SHARE|police|education').count") == 4
    assert shown.page.inner_text("#drawn") == "3 of 3 lines"


def test_failed_edges_stand_out(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.agencies_page(store), tmp_path)
    drawn = shown.page.evaluate("edges.get().map(e => [e.kind, e.color.color, !!e.dashes, e.arrows.to.type, e.width])")
    looks = {kind: tuple(look) for kind, *look in drawn}
    assert looks["FAILED_TO_SHARE"][1] is True, "dashed"
    assert not looks["INFORMED"][1] and not looks["REFERRED_TO"][1]
    assert looks["FAILED_TO_SHARE"][0] not in (looks["INFORMED"][0], looks["REFERRED_TO"][0])
    assert looks["FAILED_TO_SHARE"][3] > looks["INFORMED"][3], "four statements are drawn wider than two"
    assert shown.page.inner_text("footer").count("Failed to share") == 1


def test_a_click_on_a_failed_edge_shows_its_quotes(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.agencies_page(store), tmp_path)
    shown.click_edge("FAILED_TO_SHARE", "police", "education")
    shown.page.wait_for_selector(".statement")
    panel = shown.panel()
    assert "Police ⇥ Education" in panel
    assert "The police did not tell the school a second time." in panel
    assert "Review one · Child Q · paragraph 2.3 · line 3" in panel
    assert "4 statements" in panel


def test_markup_in_a_review_is_shown_as_text(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.agencies_page(store), tmp_path)
    shown.click_edge("FAILED_TO_SHARE", "police", "education")
    shown.page.wait_for_selector(".statement")
    assert HOSTILE in shown.panel()
    assert shown.page.title() == "Who told whom, and where it failed"
    assert shown.page.locator("#panel img, #panel script").count() == 0
    shown.page.locator("summary").nth(1).click()
    assert shown.page.locator("details[open] mark").inner_text() == "The police did not tell the school a second time."
    assert "</script><script>" in shown.page.inner_text("details[open]")


def test_everything_can_be_reached_by_keyboard(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.agencies_page(store), tmp_path)
    shown.page.focus("#find")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    assert "Police ⇥ Education" in shown.panel() and "paragraph 2.2" in shown.panel()
    shown.page.keyboard.press("Escape")
    assert "Health visiting → Children's social care" in shown.panel()


def test_kinds_and_words_filter_what_is_shown(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.agencies_page(store), tmp_path)
    shown.page.uncheck("input[data-kind=FAILED_TO_SHARE]")
    assert "Police ⇥ Education" not in shown.panel()
    assert "FAILED_TO_SHARE|police|education" not in shown.page.evaluate("view.getIds()")
    shown.page.check("input[data-kind=FAILED_TO_SHARE]")
    shown.page.fill("#find", "second time")
    assert "Police ⇥ Education" in shown.panel() and "Health visiting" not in shown.panel()
    shown.page.fill("#find", "")
    shown.page.fill("#least", "3")
    assert shown.page.evaluate("view.getIds()") == ["FAILED_TO_SHARE|police|education"]


def test_a_case_shows_its_child_and_family(store: Store, browser: Browser, tmp_path: Path) -> None:
    shown = show(browser, pages.case_page(store, "child q"), tmp_path)
    assert shown.page.inner_text("h1") == "Child Q"
    assert {"Child Q", "Mother", "Sibling", "Police"} <= set(shown.page.evaluate("NODES.map(n => n.label)"))
    shown.page.mouse.click(*_place(shown, "one/child"))
    assert "Subject child · 10 months · died" in shown.panel()
    shown.page.mouse.click(*_place(shown, "police"))
    assert "Called the police" in shown.panel() and "Police ⇥ Education" in shown.panel()


def _place(shown: Shown, node: str) -> list[float]:
    place: list[float] = shown.page.evaluate(
        """(id) => {
            const at = network.canvasToDOM(network.getPosition(id));
            const box = document.getElementById("network").getBoundingClientRect();
            return [at.x + box.left, at.y + box.top];
        }""",
        node,
    )
    return place


def test_the_page_stays_open_to_read_with_many_agencies(browser: Browser, tmp_path: Path) -> None:
    """Every type of agency and some hundreds of exchanges: labels do not cover one another."""
    from graph.schema import SCHEMA

    record = _record("many")
    types = list(SCHEMA.agency_types)
    kinds: list[ExchangeKind] = ["INFORMED", "REFERRED_TO", "FAILED_TO_SHARE"]
    record.exchanges = [
        Exchange(id=f"x{n}", kind=kinds[n % 3], from_=types[n % 34], to=types[n * 7 % 33], case="q", evidence=_evidence(1))
        for n in range(500)
    ]
    workspace = Workspace(tmp_path / "workspace")
    workspace.save(record)
    with workspace.store() as opened:
        shown = show(browser, pages.agencies_page(opened), tmp_path)
    boxes = shown.page.evaluate("nodes.getIds().map(id => network.getBoundingBox(id))")
    assert len(boxes) == 34
    overlapping = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > 4
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 4
    ]
    assert overlapping == []
    height = shown.page.evaluate("network.getScale() * 16")
    assert height >= 8, "labels are at least 8 pixels high"


def test_a_crowded_picture_begins_with_its_widest_lines(browser: Browser, tmp_path: Path) -> None:
    from graph.schema import SCHEMA

    types = list(SCHEMA.agency_types)
    agencies = [Spot(kind, known.name, known.sector) for kind, known in SCHEMA.agency_types.items()]
    flows = [Flow("INFORMED", types[n // 30], types[n % 30], count=n + 1) for n in range(400)]
    shown = show(browser, to_html(Picture("Many", "", agencies, flows)), tmp_path)
    assert shown.page.inner_text("#drawn") == "101 of 400 lines"
    assert shown.page.evaluate("Math.max(...view.get().map(e => e.width))") < 10
    shown.page.fill("#least", "1")
    assert shown.page.inner_text("#drawn") == "400 of 400 lines"


def test_unknown_and_ambiguous_cases_are_told_apart(store: Store) -> None:
    with pytest.raises(pages.ViewError, match=r"no case is called 'Child X'; the graph holds one/q \(Child Q in Review one\)"):
        pages.case_page(store, "Child X")
    assert "Child Z" in pages.case_page(store, "two")


def test_two_children_of_one_name_are_asked_for_by_id(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.save(_record("one"))
    workspace.save(_record("two"))
    with workspace.store() as opened:
        with pytest.raises(pages.ViewError, match=r"2 cases are called 'Child Q'.*one/q.*two/q"):
            pages.case_page(opened, "Child Q")
        assert "Review two" in pages.case_page(opened, "two/q")


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    record = _record("one")
    record.exchanges = []
    workspace = Workspace(tmp_path)
    workspace.save(record)
    with workspace.store() as opened, pytest.raises(pages.ViewError, match="nothing to draw"):
        pages.agencies_page(opened)
