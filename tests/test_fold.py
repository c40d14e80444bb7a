"""The fold: what a record becomes."""

from __future__ import annotations

from collections import Counter

import pytest
from sample import evidence, sample

from graph.fold import fold
from graph.records import RecordError, ReviewRecord
from graph.schema import PYTHON_TYPES, SCHEMA
from graph.stores.base import Edge, Graph, Node

A = "upton-child-a"


def node(graph: Graph, label: str, own_id: str) -> Node:
    [found] = [node for node in graph.nodes if (node.label, node.id) == (label, own_id)]
    return found


def edges(graph: Graph, kind: str) -> list[Edge]:
    return [edge for edge in graph.edges if edge.type == kind]


def pairs(graph: Graph, kind: str) -> set[tuple[str, str]]:
    return {(edge.source[1].removeprefix(f"{A}/"), edge.target[1].removeprefix(f"{A}/")) for edge in edges(graph, kind)}


def assert_sound(graph: Graph) -> None:
    """What every fold promises: the schema's labels, properties and types; names; ends that exist; one node an id."""
    keys = Counter((node.label, node.id) for node in graph.nodes)
    assert max(keys.values()) == 1
    for made in graph.nodes:
        declared = SCHEMA.nodes[made.label].properties
        assert made.name
        for name, value in made.properties.items():
            assert type(value) is PYTHON_TYPES[declared[name].type], (made.label, name)
    for edge in graph.edges:
        kind = SCHEMA.edges[edge.type]
        assert edge.source in keys
        assert edge.target in keys
        assert edge.source[0] in kind.from_, edge
        assert edge.target[0] in kind.to, edge
        for name, value in edge.properties.items():
            assert type(value) is PYTHON_TYPES[kind.properties[name].type], (edge.type, name)


def test_the_sample_uses_every_label_and_edge_type_soundly() -> None:
    graph = fold([sample()])
    assert_sound(graph)
    assert {node.label for node in graph.nodes} == set(SCHEMA.nodes)
    assert {edge.type for edge in graph.edges} == set(SCHEMA.edges) - {"INFORMED"}


def test_an_exchange_is_an_edge_between_agencies_with_its_evidence() -> None:
    [failed] = edges(fold([sample()]), "FAILED_TO_SHARE")
    assert (failed.source, failed.target) == (("Agency", f"{A}/hospital"), ("Agency", f"{A}/general-practice"))
    assert failed.properties == {
        "id": f"{A}/x2",
        "review_id": A,
        "case_id": f"{A}/child-a",  # the only case there is
        "mode": "not-shared",
        "quote": "The hospital did not tell the GP",
        "paragraph_id": f"{A}/p3",
        "paragraph": "2.2",
        "line": 11,
        "page": 2,
        "confidence": 0.7,
        "rule": "not-told",
        "status": "found",
    }


def test_an_agency_that_only_an_exchange_names_exists_and_has_that_evidence() -> None:
    graph = fold([sample()])
    assert node(graph, "Agency", f"{A}/hospital").properties["agency_type"] == "hospital"
    assert (f"{A}/hospital", f"{A}/p3") in {(edge.source[1], edge.target[1]) for edge in edges(graph, "EVIDENCED_BY")}
    assert ("hospital", "child-a") in pairs(graph, "INVOLVED_IN")


def test_an_agency_that_only_a_recommendation_addresses_has_no_part_in_the_case() -> None:
    graph = fold([sample()])
    assert pairs(graph, "ADDRESSED_TO") == {("r1", "safeguarding-board")}
    assert "safeguarding-board" not in {agency for agency, _ in pairs(graph, "INVOLVED_IN")}


def test_the_subject_child_is_one_node_with_the_facts_of_the_case() -> None:
    graph = fold([sample()])
    child = node(graph, "Child", f"{A}/s1")
    assert (child.name, child.properties["age_months"], child.properties["outcome"]) == ("Child A", 10, "died")
    assert pairs(graph, "CONCERNS") == {("child-a", "s1")}
    assert pairs(graph, "INVOLVES") == {("child-a", "s2"), ("child-a", "s3")}
    assert pairs(graph, "RELATED_TO") == {("s2", "s1")}
    assert pairs(graph, "SIBLING_OF") == {("s3", "s1")}


def test_a_case_has_its_child_even_where_nobody_is_recorded() -> None:
    graph = fold([sample(people=[])])
    assert_sound(graph)
    assert pairs(graph, "CONCERNS") == {("child-a", "child-a/subject")}


def test_episodes_follow_each_other_in_the_order_of_the_text() -> None:
    graph = fold([sample()])
    assert [node(graph, "Episode", f"{A}/{own_id}").properties["ordinal"] for own_id in ("e1", "e2")] == [1, 2]
    assert pairs(graph, "NEXT") == {("e1", "e2")}
    assert pairs(graph, "HAS_EPISODE") == {("child-a", "e1"), ("child-a", "e2")}


def test_two_cases_keep_their_people_agencies_and_episodes_apart() -> None:
    cases = [{"id": own_id, "subject": {"label": label}} for own_id, label in (("one", "Child One"), ("two", "Child Two"))]
    people = [
        {"id": f"s-{case}", "case": case, "label": "Mother", "role": "mother", "evidence": evidence("p1", "Mother")}
        for case in ("one", "two")
    ]
    exchange = {"kind": "INFORMED", "from": "police", "to": "hospital", "evidence": evidence("p3", "hospital")}
    episode = {"last_line": 0, "evidence": evidence("p3", "the injury")}
    graph = fold(
        [
            sample(
                cases=cases,
                people=people,
                agencies=[{"id": "g1", "type": "education", "evidence": evidence("p2", "family")}],
                exchanges=[{**exchange, "id": "x1", "case": "one"}, {**exchange, "id": "x2", "to": "police"}],
                episodes=[
                    {**episode, "id": "e1", "case": "one", "label": "1", "first_line": 1},
                    {**episode, "id": "e2", "case": "two", "label": "2", "first_line": 2},
                    {**episode, "id": "e3", "label": "both", "first_line": 3},
                ],
                findings=[],
            )
        ]
    )
    assert_sound(graph)
    assert pairs(graph, "RELATED_TO") == {("s-one", "one/subject"), ("s-two", "two/subject")}
    assert pairs(graph, "INVOLVED_IN") == {("police", "one"), ("hospital", "one"), ("education", "one"), ("education", "two")}
    assert pairs(graph, "NEXT") == {("e1", "e3"), ("e2", "e3")}
    assert ["case_id" in edge.properties for edge in edges(graph, "INFORMED")] == [True, False]


def test_two_reviews_share_nothing_but_agency_types_and_themes() -> None:
    graph = fold([sample(), sample("fareham-child-a", board="Fareham")])
    assert_sound(graph)
    reviews = {(made.label, made.id): made.properties.get("review_id") for made in graph.nodes}
    for edge in graph.edges:
        ends = {reviews[edge.source], reviews[edge.target]} - {None}
        assert len(ends) == 1, edge
    assert len([made for made in graph.nodes if made.label == "SafeguardingCase"]) == 2
    assert len([made for made in graph.nodes if made.id == "hospital"]) == 1


def test_the_order_of_the_records_does_not_matter() -> None:
    one, two = sample(), sample("fareham-child-a", board="Fareham")
    assert fold([one, two]) == fold([two, one])


def cited(board: str | None = "Fareham", label: str | None = "Child B", year: int | None = 2013) -> list[dict[str, object]]:
    return [{"id": "c1", "board": board, "label": label, "year": year, "evidence": evidence("p4", "Child B (Fareham, 2013)")}]


def fareham(review_id: str = "fareham-child-b", published: str = "2013-05") -> ReviewRecord:
    record = sample(
        review_id,
        board="FAREHAM",
        cases=[{"id": "child-b", "subject": {"label": "Child B"}}],
        **{key: [] for key in ("people", "agencies", "exchanges", "episodes", "findings", "recommendations", "cited_reviews")},
    )
    record.review.published = published
    return record


def test_a_citation_of_a_loaded_review_by_board_and_label_leads_to_it() -> None:
    graph = fold([sample(cited_reviews=cited()), fareham()])
    [cites] = edges(graph, "CITES")
    assert cites.target == ("Review", "fareham-child-b")
    assert cites.properties["quote"] == "Child B (Fareham, 2013)"
    assert not [made for made in graph.nodes if made.properties.get("stub") is True]


@pytest.mark.parametrize("citation", [cited(board=None), cited(label="Child C"), cited(year=2009), cited(label=None)])
def test_any_other_citation_is_a_stub_of_its_own(citation: list[dict[str, object]]) -> None:
    graph = fold([sample(cited_reviews=citation), fareham()])
    [cites] = edges(graph, "CITES")
    assert cites.target == ("Review", f"{A}/c1")
    stub = node(graph, "Review", f"{A}/c1")
    assert stub.properties["stub"] is True
    assert stub.name
    assert (f"{A}/c1", f"{A}/p4") in {(edge.source[1], edge.target[1]) for edge in edges(graph, "EVIDENCED_BY")}


def test_a_citation_that_two_loaded_reviews_fit_is_a_stub() -> None:
    graph = fold([sample(cited_reviews=cited()), fareham(), fareham("fareham-child-b-2")])
    [cites] = edges(graph, "CITES")
    assert cites.target == ("Review", f"{A}/c1")


def test_the_same_citation_in_two_reviews_is_two_stubs() -> None:
    graph = fold([sample(), sample("other", board="Other")])
    assert {edge.target[1] for edge in edges(graph, "CITES")} == {f"{A}/c1", "other/c1"}


def test_the_digest_of_a_review_follows_what_it_states_and_nothing_else() -> None:
    def digest(*records: ReviewRecord) -> object:
        return node(fold(records), "Review", A).properties["digest"]

    assert digest(sample()) == digest(sample(), sample("other", board="Other"))
    assert digest(sample(cited_reviews=cited())) != digest(sample(cited_reviews=cited()), fareham())  # it leads elsewhere
    changed = sample()
    changed.paragraphs[3].text += " "
    assert digest(changed) != digest(sample())


def test_a_long_sentence_is_shortened_at_a_word_for_its_name() -> None:
    record = sample()
    record.findings[0].text = "word " * 40
    name = node(fold([record]), "Finding", f"{A}/f1").name
    assert name == "word " * 15 + "word…"


def test_a_record_with_an_unknown_word_is_refused_by_name() -> None:
    record = sample()
    record.exchanges[0].to = "navy"
    with pytest.raises(RecordError, match="upton-child-a: x1: unknown agency type 'navy'"):
        fold([record])


def test_no_records_make_the_shared_vocabulary_only() -> None:
    graph = fold([])
    assert {made.label for made in graph.nodes} == {"AgencyType", "Theme"}
    assert not graph.edges
