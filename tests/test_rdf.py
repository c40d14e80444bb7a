"""RDF: written, read back, and checked against its shapes and its ontology."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, Node, URIRef
from sample import sample

from graph.exports.rdf import FORMATS, RdfError, read_rdf, records_from_rdf, to_rdf, write_rdf
from graph.exports.rdf_mapping import CG, ONTOLOGY, rdf_mapping
from graph.exports.rdf_triples import concepts
from graph.exports.rdf_validation import validate
from graph.records import Case, Evidence, Exchange, ParagraphRecord, Person, Review, ReviewRecord, Source, Subject
from graph.schema import SCHEMA
from loaders.documents import read_document
from loaders.reading import read

# rdflib reads TriG and JSON-LD through classes of its own that it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")
REVIEW = URIRef("urn:casegraph:review:upton-child-a")
AWKWARD = [
    "",
    '"""',
    'a "',
    "\\",
    'x\ny"""z\\',
    "\r\n\t",
    "\x0b\x0c\x1c\x85\u2028",
    "naïve 🙂 <b>&amp;</b>",
    "{?value} @en ^^xsd:date",
]


def good(**changes: Any) -> ReviewRecord:
    record = sample(**changes)
    record.review.source.sha256 = "0f" * 32
    record.review.extractor = "casegraph 0.1.0"
    return record


def full() -> list[ReviewRecord]:
    """Three reviews: one in which every field says something, one with awkward ids and texts, one that says nothing at all."""
    one = good()
    one.review.title, one.review.methodology = "Child A", "systems"
    one.review.authors = ["Z. Last", "A. First", "Z. Last"]
    one.review.source = Source(file="a b.pdf", sha256="0f" * 32, media_type="application/pdf", lines=9, pages=3, encoding="y")
    one.cases[0].subject.sex, one.cases[0].subject.cause = "female", "shaking"
    one.agencies[0].names = ["health visitor", "Duty HV", "the HV"]
    one.agencies[0].cases = ["child-a"]
    one.findings[0].agencies = ["police", "hospital", "camhs"]
    one.findings[0].themes = ["thresholds", "information-sharing"]
    one.findings[0].case, one.findings[0].rule, one.findings[0].status = "child-a", "missed", "confirmed"
    one.exchanges[0].end, one.exchanges[0].status = "2015-04~", "added"
    one.exchanges[0].confidence, one.exchanges[1].confidence = 0.12345678901234567, 1e-7
    one.recommendations[0].addressee_text = "the board"
    one.recommendations[0].addressed_to = ["safeguarding-board", "police"]
    one.episodes[0].date_text, one.episodes[0].end = "in spring", "2015-21"
    one.paragraphs[3].coded = False

    two = ReviewRecord(
        review=Review(id="a b/ä#?%25 ;2:é", board="", source=Source(file="")),
        cases=[Case(id=each, subject=Subject(label="")) for each in ("", "c/1", "c/1", "c/1;2", "c%2F1")],
        people=[Person(id="", case="c/1;2", label=text, role=f"no role {text}", evidence=Evidence()) for text in AWKWARD],
        exchanges=[
            Exchange(
                id="x", kind="INFORMED", from_="no: type", to="", case="", mode="", about=["b", "a", "b"], evidence=Evidence()
            )
        ],
        paragraphs=[ParagraphRecord(id=f"p{n}", line=n, text=text, ref=text) for n, text in enumerate(AWKWARD)],
    )
    return [two, ReviewRecord(review=Review(id="nothing", source=Source(file="a.txt"))), one]


@pytest.mark.parametrize("suffix", FORMATS)
def test_records_come_back_from_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"reviews{suffix}"
    write_rdf(full(), path)
    assert read_rdf(path) == full()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_records_come_back_from_a_graph_in_memory() -> None:
    assert records_from_rdf(to_rdf(full())) == full()


def test_turtle_to_records_to_turtle_is_the_same_graph(tmp_path: Path) -> None:
    first, second = tmp_path / "first.ttl", tmp_path / "second.ttl"
    write_rdf(full(), first)
    write_rdf(read_rdf(first), second)
    assert isomorphic(Graph().parse(first), Graph().parse(second))
    assert first.read_bytes() == second.read_bytes()


def test_the_four_formats_say_the_same_and_no_more_when_read_twice(tmp_path: Path) -> None:
    said = set(to_rdf([good()]))
    for suffix, form in FORMATS.items():
        path = tmp_path / f"reviews{suffix}"
        write_rdf([good()], path)
        dataset = Dataset().parse(path, format=form)
        dataset.parse(path, format=form)
        assert {quad[:3] for quad in dataset.quads()} == said


def test_trig_names_a_graph_for_each_review(tmp_path: Path) -> None:
    write_rdf([good(), good(review_id="other")], tmp_path / "reviews.trig")
    dataset = Dataset()
    dataset.parse(tmp_path / "reviews.trig")
    named = {URIRef(f"urn:casegraph:review:{each}/record") for each in ("upton-child-a", "other")}
    assert {each.identifier for each in dataset.graphs() if each.identifier != dataset.default_graph.identifier} == named
    for name in named:
        assert list(dataset.graph(name).subjects(RDF.type, CG.Review)) == [URIRef(name.removesuffix("/record"))]
        assert (name, PROV.wasGeneratedBy, None) in dataset.graph(name)
    assert set(dataset.default_graph.objects(None, RDF.type)) == {SKOS.Concept, SKOS.ConceptScheme}


def test_equal_records_make_equal_files_in_every_process(tmp_path: Path) -> None:
    """Files under version control change only where records do; Python's order of sets differs from process to process."""
    program = (
        "import sys; from pathlib import Path; from sample import sample; from graph.exports.rdf import FORMATS, write_rdf\n"
        "for suffix in FORMATS: write_rdf([sample()], Path(sys.argv[1] + suffix))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / seed)], check=True, env=environment)
    for suffix in FORMATS:
        assert (tmp_path / f"1{suffix}").read_bytes() == (tmp_path / f"2{suffix}").read_bytes()


def test_an_export_tells_where_each_statement_is_from() -> None:
    graph = to_rdf([good()])
    statement = REVIEW + "/exchange/x2"
    paragraph = graph.value(statement, PROV.wasDerivedFrom)
    assert str(graph.value(paragraph, CG.text)).startswith("The hospital did not tell the GP of the injury.")
    derivation = graph.value(statement, PROV.qualifiedDerivation)
    assert graph.value(derivation, PROV.entity) == paragraph
    assert str(graph.value(derivation, CG.quote)) == "The hospital did not tell the GP"
    source = graph.value(paragraph, PROV.wasDerivedFrom)
    activity = graph.value(statement, PROV.wasGeneratedBy)
    assert (activity, PROV.used, source) in graph
    software = graph.value(activity, PROV.wasAssociatedWith)
    assert (software, RDF.type, PROV.SoftwareAgent) in graph
    assert str(graph.value(software, OWL.versionInfo)) == "casegraph 0.1.0"


def test_what_a_person_added_is_not_the_softwares() -> None:
    record = good()
    record.exchanges[0].status = "added"
    graph = to_rdf([record])
    activities = [graph.value(REVIEW + f"/exchange/{each}", PROV.wasGeneratedBy) for each in ("x1", "x2")]
    assert activities[0] != activities[1]
    assert (activities[0], PROV.wasAssociatedWith, None) not in graph


def test_agencies_are_organisations_classified_by_type_and_sector() -> None:
    graph = to_rdf([good()])
    agency = REVIEW + "/agency/g1"
    assert (agency, RDF.type, ORG.Organization) in graph
    kind = graph.value(agency, ORG.classification)
    assert str(graph.value(kind, SKOS.prefLabel)) == "Health visiting"
    assert str(graph.value(graph.value(kind, SKOS.broader), SKOS.prefLabel)) == "Health"


def test_every_vocabulary_is_a_concept_scheme() -> None:
    graph = concepts()
    for vocabulary in ("sectors", "agency_types", "roles", "exchange_kinds", "modes", "finding_kinds", "statuses", "themes"):
        terms = getattr(SCHEMA, vocabulary)
        scheme = rdf_mapping().scheme(vocabulary)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        found = {str(graph.value(concept, SKOS.notation)): concept for concept in graph.subjects(SKOS.inScheme, scheme)}
        assert found.keys() == terms.keys()
        assert all(str(graph.value(found[each], SKOS.prefLabel)) == term.name for each, term in terms.items())


def test_the_ontology_declares_what_exports_use_and_nothing_else() -> None:
    ontology, graph = Graph().parse(ONTOLOGY / "casegraph.ttl"), to_rdf(full())
    terms = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    used = {term for term in terms if str(term).startswith(CG)}
    declared = {term for term in ontology.subjects(RDF.type) if str(term).startswith(CG)}
    assert used | {CG.Statement} == declared
    assert all(ontology.value(term, RDFS.label) for term in declared)
    assert not list(ontology.objects(None, OWL.imports))


def test_exports_keep_to_the_domains_and_ranges_of_the_ontology() -> None:
    ontology, graph = Graph().parse(ONTOLOGY / "casegraph.ttl"), to_rdf([good()])

    def classes(node: Node) -> set[Node]:
        return {
            wider
            for each in graph.objects(node, RDF.type)
            for wider in ontology.transitive_objects(each, RDFS.subClassOf)
            if wider
        }

    for subject, predicate, value in graph:
        domain, target = ontology.value(predicate, RDFS.domain), ontology.value(predicate, RDFS.range)
        assert domain is None or domain in classes(subject), (subject, predicate)
        if isinstance(value, Literal):
            assert target in (None, value.datatype or STRING), (subject, predicate, value)
        else:
            assert target is None or target in classes(value), (subject, predicate, value)


def test_lists_keep_their_order_and_what_others_add() -> None:
    graph = to_rdf(full())
    agency = REVIEW + "/agency/g1"
    graph.add((agency, SKOS.altLabel, Literal("HV1")))
    graph.remove((agency, SKOS.altLabel, Literal("Duty HV")))
    read = {record.review.id: record for record in records_from_rdf(graph)}
    assert read["upton-child-a"].agencies[0].names == ["health visitor", "the HV", "HV1"]


def test_a_statement_added_elsewhere_is_read_after_the_others() -> None:
    graph = to_rdf([good()])
    graph.parse(
        data="""
        @prefix cg: <urn:casegraph:ontology:> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix prov: <http://www.w3.org/ns/prov#> . @prefix review: <urn:casegraph:review:> .
        <urn:casegraph:review:upton-child-a/exchange/mine> a cg:Exchange ; dcterms:identifier "mine" ;
            dcterms:isPartOf review:upton-child-a ; cg:kind <urn:casegraph:exchange-kind:INFORMED> ;
            cg:from <urn:casegraph:agency-type:police> ; cg:to <urn:casegraph:agency-type:mash> ;
            prov:qualifiedDerivation [ prov:entity <urn:casegraph:review:upton-child-a/paragraph/p1> ; cg:quote "Child A" ] .
        """,
        format="turtle",
    )
    exchanges = records_from_rdf(graph)[0].exchanges
    assert [each.id for each in exchanges] == ["x1", "x2", "mine"]
    assert (exchanges[2].from_, exchanges[2].confidence, exchanges[2].evidence.paragraph_id) == ("police", 1.0, "p1")


def edit(graph: Graph, statement: str, predicate: URIRef, *values: Node) -> None:
    graph.remove((REVIEW + statement, predicate, None))
    for value in values:
        graph.add((REVIEW + statement, predicate, value))


FROM, KIND = CG["from"], rdf_mapping().scheme("exchange_kinds")


@pytest.mark.parametrize(
    ("statement", "predicate", "values", "reason"),
    [
        ("/exchange/x1", FROM, [], "missing required field `from`"),
        ("/exchange/x1", FROM, [Literal("police")], 'is "police", which does not begin with urn:casegraph:agency-type:'),
        ("/exchange/x1", CG.kind, [KIND + ":TOLD"], "Invalid enum value 'TOLD'"),
        ("/exchange/x1", CG.kind, [KIND + ":INFORMED", KIND + ":REFERRED_TO"], "has 2 values of urn:casegraph:ontology:kind"),
        ("/exchange/x1", CG.confidence, [Literal("high")], "Expected `float`, got `str`"),
        ("/exchange/x1", CG.rule, [REVIEW], "which is no literal"),
        ("/exchange/x1", CG.case, [URIRef("urn:casegraph:review:other/case/child-a")], "does not begin with"),
        ("/exchange/x1", DCTERMS.isPartOf, [], "belongs to no review"),
        ("/record", CG.recordFormat, [Literal("casegraph/review@9")], "expected 'casegraph/review@1'"),
    ],
)
def test_rdf_that_is_no_record_is_refused_by_its_statement(
    tmp_path: Path, statement: str, predicate: URIRef, values: list[Node], reason: str
) -> None:
    graph = to_rdf([good()])
    edit(graph, statement, predicate, *values)
    graph.serialize(tmp_path / "edited.ttl", format="turtle")
    with pytest.raises(RdfError) as error:
        read_rdf(tmp_path / "edited.ttl")
    message = str(error.value)
    assert message.startswith(f"{tmp_path / 'edited.ttl'}: ")
    assert reason in message
    assert "\n" not in message
    assert "exchange 'x1'" in message or statement == "/record"


@pytest.mark.parametrize("suffix", FORMATS)
def test_another_file_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with pytest.raises(RdfError, match="cannot be read"):
        read_rdf(path)
    path.write_bytes(b"Serious Case Review \x00\xff\n\nof Child R")
    with pytest.raises(RdfError) as error:
        read_rdf(path)
    assert str(error.value).startswith(f"{path}: not ")
    assert "\n" not in str(error.value)


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "reviews.ttl"
    path.write_text("old")

    def broken() -> Iterator[ReviewRecord]:
        yield good()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_rdf(broken(), path)
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]
    with pytest.raises(RdfError, match=r"end its name in \.ttl, \.nt, \.trig, \.jsonld"):
        write_rdf([good()], tmp_path / "reviews.rdf")
    with pytest.raises(RdfError, match="cannot be written"):
        write_rdf([good()], tmp_path / "none" / "reviews.ttl")


def test_json_ld_is_for_people_too(tmp_path: Path) -> None:
    write_rdf([good()], tmp_path / "a.jsonld")
    document = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
    assert document["@context"]["agency-type"] == "urn:casegraph:agency-type:"
    (told,) = [node for node in document["@graph"] if node["@id"] == str(REVIEW + "/exchange/x2")]
    assert told["cg:from"] == {"@id": "agency-type:hospital"}


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server's address, and the requests that reached it."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", heard
        server.shutdown()


@pytest.mark.parametrize(
    "context",
    ['"{}/c"', '[{{"a": "b:c"}}, "{}/c"]', '{{"@import": "{}/c"}}', '{{"a": {{"@id": "b:c", "@context": "{}/c"}}}}'],
)
def test_nothing_is_fetched_for_a_json_ld_file(tmp_path: Path, listener: tuple[str, list[str]], context: str) -> None:
    address, heard = listener
    path = tmp_path / "draft.jsonld"
    path.write_text(f'{{"@graph": [{{"@context": {context.format(address)}, "@id": "urn:x", "a": 1}}]}}')
    with pytest.raises(RdfError, match="nothing is fetched"):
        read_rdf(path)
    assert heard == []


def test_nothing_is_fetched_to_validate(listener: tuple[str, list[str]]) -> None:
    address, heard = listener
    graph = to_rdf([good()])
    graph.add((REVIEW, OWL.imports, URIRef(f"{address}/ontology")))
    assert validate(graph).conforms
    assert heard == []


def test_good_records_conform() -> None:
    report = validate([good(), good(review_id="other")])
    assert report.conforms, str(report)
    assert str(report) == "reviews checked: 2; violations: 0"
    assert validate(to_rdf([good()])).conforms


Change = Callable[[ReviewRecord], object]


def change(path: str, value: object) -> Change:
    """Sets a field given as ``exchanges.0.mode``."""

    def apply(record: ReviewRecord) -> None:
        *owners, name = path.split(".")
        found: Any = record
        for owner in owners:
            found = found[int(owner)] if owner.isdigit() else getattr(found, owner)
        setattr(found, name, value)

    return apply


X1 = "exchange 'x1' (health-visiting to childrens-social-care, paragraph 2.1, line 9)"
X2 = "exchange 'x2' (hospital to general-practice, paragraph 2.2, line 11)"
MISQUOTED = "the quote is not what stands at its place in the paragraph"
BROKEN: list[tuple[Change, str, str]] = [
    (change("exchanges.0.to", "hv"), "exchange 'x1' (health-visiting to hv, paragraph 2.1, line 9)", "goes to no agency type"),
    (change("exchanges.1.from_", "hv"), X2.replace("hospital", "hv"), "comes from no agency type"),
    (change("exchanges.0.mode", "unaware"), X1, "a failure to share needs its mode, and nothing else has one"),
    (change("exchanges.1.mode", None), X2, "a failure to share needs its mode, and nothing else has one"),
    (change("exchanges.1.mode", "forgot"), X2, "not a mode of failing to share"),
    (change("exchanges.1.confidence", 1.5), X2, "the confidence is not between 0 and 1"),
    (change("exchanges.1.case", "child-z"), X2, "the review has no such case"),
    (change("exchanges.1.episode", "e9"), X2, "the review has no such episode"),
    (change("exchanges.1.start", "March 2015"), X2, "the start is no EDTF date"),
    (change("exchanges.1.evidence.quote", "The hospital told the GP"), X2, MISQUOTED),
    (change("exchanges.1.evidence.start", 1), X2, MISQUOTED),
    (change("exchanges.1.evidence.quote", ""), X2, "the statement quotes nothing"),
    (change("exchanges.1.evidence.paragraph_id", ""), X2, "the statement points at no paragraph of the review"),
    (change("exchanges.1.evidence.paragraph_id", "p99"), X2, "the statement points at no paragraph of the review"),
    (change("exchanges.1.id", "x1"), "", "two statements of one kind have the same id"),
    (change("review.published", "February 2016"), "", "the date of publication is no EDTF date"),
    (change("review.period", "2014-2015"), "", "the period under review is no EDTF interval"),
    (change("review.source.sha256", "f00"), "", "the digest of the source is no SHA-256"),
    (change("cases.0.subject.age_months", -1), "case 'child-a'", "the age is in months at the incident"),
    (change("cases.0.subject.outcome", "dead"), "case 'child-a'", "the outcome is died or seriously-harmed, or left out"),
    (change("people.1.role", "mum"), "person 's2' (Mother, paragraph 1.1, line 5)", "not a family role"),
    (change("agencies.0.type", "hv"), "agency 'g1' (hv, paragraph 2.1, line 9)", "not an agency type"),
    (change("agencies.0.cases", ["b"]), "agency 'g1' (health-visiting, paragraph 2.1, line 9)", "the review has no such case"),
    (change("episodes.1.last_line", 8), "episode 'e1' (March 2015, paragraph 2.1, line 9)", "the episode ends before it begins"),
    (change("findings.0.themes", ["luck"]), "finding 'f1' (paragraph 2.2, line 11)", "not a theme"),
    (change("recommendations.0.text", ""), "recommendation 'r1' (1, paragraph 3.1, line 20)", "the recommendation has no text"),
    (change("cited_reviews.0.id", ""), "cited review '' (Child B, paragraph 3.1, line 20)", "the statement needs an id"),
    (change("paragraphs.0.line", 0), "paragraph 'p1' (paragraph 1.1)", "lines count from 1"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "statement", "message"), BROKEN)
def test_a_broken_record_is_named_with_what_is_wrong(broken: Change, statement: str, message: str) -> None:
    record = good()
    broken(record)
    report = validate([good(review_id="sound"), record])
    assert not report.conforms
    where = "review 'upton-child-a'" + (f", {statement}" if statement else "")
    assert [(each.where, each.message) for each in report.violations] == [(where, message)]
    assert str(report).splitlines()[0].startswith(f"{where}: {message}")
    assert str(report).splitlines()[-1] == "reviews checked: 2; violations: 1"


SIMPLE_DATES = ["2011", "2011-04", "2011-04-18", "2011-21", "201X", "2011-XX", "2011~", "2011-04?"]
INTERVALS = ["2014-24/2015-21", "2008/2011", "../2011", "2011/..", "2011/", "/2011-05-06"]


@pytest.mark.parametrize("date", SIMPLE_DATES + INTERVALS)
def test_dates_that_reviews_give_conform(date: str) -> None:
    record = good()
    record.exchanges[0].start = date
    assert validate([record]).conforms


@pytest.mark.parametrize(
    "date", ["", "/", "..", "11-04", "2011-4", "2011-13", "2011-04-32", "2011/2012/2013", "2011-04-18T10:00", "c. 2011"]
)
def test_other_dates_do_not(date: str) -> None:
    record = good()
    record.exchanges[0].start = date
    assert [each.message for each in validate([record]).violations] == ["the start is no EDTF date"]


def test_every_word_of_the_schema_conforms() -> None:
    record = good()
    exchange, finding, person = record.exchanges[1], record.findings[0], record.people[0]
    for number, kind in enumerate(SCHEMA.agency_types):
        record.exchanges.append(replace(exchange, id=f"a{number}", from_=kind, to=kind))
        record.agencies.append(replace(record.agencies[0], id=f"g-{kind}", type=kind))
    record.exchanges += [replace(exchange, id=f"m-{mode}", mode=mode) for mode in SCHEMA.modes]
    record.exchanges += [replace(exchange, id=f"s-{status}", status=status) for status in SCHEMA.statuses]
    record.exchanges += [
        replace(exchange, id=k, kind=k, mode="unaware" if k == "FAILED_TO_SHARE" else None) for k in SCHEMA.exchange_kinds
    ]
    record.people += [replace(person, id=f"p-{role}", role=role) for role in SCHEMA.roles]
    record.findings += [replace(finding, id=f"f-{kind}", kind=kind) for kind in SCHEMA.finding_kinds]
    finding.themes, finding.agencies = list(SCHEMA.themes), list(SCHEMA.agency_types)
    assert str(validate([record])) == "reviews checked: 1; violations: 0"
    assert read_back(record) == record


def read_back(record: ReviewRecord) -> ReviewRecord:
    return records_from_rdf(to_rdf([record]))[0]


def read_all(folder: Path) -> list[ReviewRecord]:
    records = [read(read_document(path), path.stem) for path in sorted(folder.glob("*.txt"))]
    for record in records:
        record.review.source.path = ""  # stays where it is
    return records


def check_read_reviews(records: list[ReviewRecord], folder: Path) -> None:
    """What the reader made of whole reviews conforms, comes back, and makes the same file, so the same graph, again."""
    assert records
    assert all(record.exchanges and record.paragraphs for record in records)
    assert str(validate(records)) == f"reviews checked: {len(records)}; violations: 0"
    write_rdf(records, folder / "first.ttl")
    back = read_rdf(folder / "first.ttl")
    assert back == records
    write_rdf(back, folder / "second.ttl")
    assert (folder / "first.ttl").read_bytes() == (folder / "second.ttl").read_bytes()


def test_the_example_reviews_conform_and_come_back(tmp_path: Path) -> None:
    check_read_reviews(read_all(Path(__file__).parents[1] / "examples"), tmp_path)


def test_the_shared_reviews_conform_and_come_back(tmp_path: Path, shared: Path) -> None:
    check_read_reviews(read_all(shared / "reviews"), tmp_path)
