"""Read queries put together at random, of the kinds that analysts write, to be asked of two engines.

Every query ends in an ORDER BY over all its columns, so that equal engines give equal rows in equal order.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

TEXTS = ["Child A", "Child H", "police", "health-visiting", "north-1", "not-shared", "found", "a", "", "Zz", "mother"]
NUMBERS = ["0", "1", "2", "10", "14", "2015", "2018", "-3", "0.7", "1.0", "2.5"]

# A pattern, and the properties of its variables by type.
TEXT = {
    "a": ["a.name", "a.agency_type", "a.sector", "a.review_id", "a.status"],
    "b": ["b.name", "b.agency_type", "b.sector"],
    "e": ["e.mode", "e.quote", "e.date_text", "e.start_date", "e.case_id", "e.rule", "e.status", "e.episode_id"],
    "r": ["r.name", "r.board", "r.review_type", "r.published", "r.methodology", "r.period_end"],
    "c": ["c.name", "c.id"],
    "k": ["k.name", "k.role", "k.sex", "k.outcome", "k.cause"],
    "m": ["m.name", "m.role"],
    "p": ["p.name", "p.ref", "p.section", "p.text"],
    "f": ["f.kind", "f.text", "f.case_id", "f.rule"],
    "s": ["s.name", "s.date_text", "s.start_date", "s.end_date"],
    "t": ["t.id", "t.name"],
}
NUMBER = {
    "e": ["e.line", "e.page", "e.confidence"],
    "r": ["r.year", "r.lines", "r.pages"],
    "k": ["k.age_months", "k.incident_year"],
    "p": ["p.line", "p.page"],
    "s": ["s.ordinal", "s.first_line"],
}
LIST = {"a": ["a.names"], "b": ["b.names"], "e": ["e.about"], "r": ["r.authors"]}
PARTS = ["STARTS WITH", "ENDS WITH", "CONTAINS"]
PATTERNS = [
    ("(a:Agency)", "a"),
    ("(a:Agency)-[e:FAILED_TO_SHARE]->(b:Agency)", "aeb"),
    ("(a:Agency)-[e:REFERRED_TO|INFORMED]->(b:Agency)", "aeb"),
    ("(a:Agency)<-[e:INFORMED|FAILED_TO_SHARE]-(b:Agency)", "aeb"),
    ("(a:Agency)-[e:REFERRED_TO|INFORMED|FAILED_TO_SHARE]-(b:Agency)", "aeb"),
    ("(r:Review)-[:EXAMINES]->(c:SafeguardingCase)-[:CONCERNS]->(k:Child)", "rck"),
    ("(r:Review)", "r"),
    ("(c:SafeguardingCase)<-[:INVOLVED_IN]-(a:Agency)", "ca"),
    ("(m:FamilyMember)-[:RELATED_TO]->(k:Child)", "mk"),
    ("(r:Review)-[:FOUND]->(f:Finding)-[:EVIDENCED_BY]->(p:Paragraph)", "rfp"),
    ("(f:Finding)-[:ABOUT]->(a:Agency)", "fa"),
    ("(p:Paragraph)-[:IN]->(r:Review)", "pr"),
    ("(c:SafeguardingCase)-[:HAS_EPISODE]->(s:Episode)", "cs"),
]
# Two patterns, the second for each match of the first, and the variables of the second.
JOINED = [
    ("(c:SafeguardingCase)", "(f:Finding {review_id: c.review_id})-[:ON_THEME]->(t:Theme)", "ft"),
    ("(c:SafeguardingCase)", "(a:Agency {review_id: c.review_id})-[e:FAILED_TO_SHARE]->(b:Agency)", "aeb"),
    ("(c:Review)", "(f:Finding {review_id: c.id})-[:ABOUT]->(a:Agency)", "fa"),
    ("(c:AgencyType)", "(a:Agency {agency_type: c.id})-[e:INFORMED]->(b:Agency)", "aeb"),
]
OPTIONAL = [
    ("r", "(r)-[:CITES]->(o:Review)", "o.name"),
    ("a", "(a)-[:FAILED_TO_SHARE]->(o:Agency {agency_type: 'general-practice'})", "o.name"),
    ("a", "(a)-[o:INFORMED]->(:Agency)", "o.line"),
    ("c", "(c)-[:INVOLVES]->(o:FamilyMember)", "o.role"),
    ("f", "(f)-[:IN_EPISODE]->(o:Episode)", "o.name"),
    ("k", "(k)<-[:SIBLING_OF]-(o:Child)", "o.name"),
    ("s", "(s)-[:NEXT]->(o:Episode)", "o.ordinal"),
]
INNER = {
    "r": ["(r)-[:CITES]->(:Review)", "(r)-[:FOUND]->(x:Finding) WHERE x.kind = 'lesson'", "(r)-[:RECOMMENDS]->(:Recommendation)"],
    "a": ["(a)-[:FAILED_TO_SHARE]->(:Agency)", "(a)-[x:INFORMED]->(y:Agency) WHERE x.line > 10", "(a)<-[:ADDRESSED_TO]-()"],
    "c": ["(c)-[:HAS_EPISODE]->(:Episode)", "(c)-[:INVOLVES]->(x:FamilyMember) WHERE x.role <> 'mother'"],
    "f": ["(f)-[:IN_EPISODE]->()", "(f)-[:ON_THEME]->(:Theme)"],
    "k": ["(k)<-[:SIBLING_OF]-()", "(k)<-[:RELATED_TO]-(:FamilyMember)"],
    "s": ["(s)-[:NEXT]->()"],
    "b": ["(b)-[:REFERRED_TO]->(:Agency)"],
    "p": ["(p)<-[:EVIDENCED_BY]-(:Agency)"],
    "m": ["(m)-[:RELATED_TO]->(:Child)"],
}

PATHS = [
    "MATCH p = (a:Agency)-[:REFERRED_TO|INFORMED*1..3]->(b:Agency) WHERE a <> b "
    "RETURN a.id AS c0, b.id AS c1, length(p) AS c2, [n IN nodes(p) | n.agency_type] AS c3 ORDER BY c0, c1, c2, c3",
    "MATCH (s:Episode)-[:NEXT*]->(t:Episode) RETURN s.id AS c0, count(t) AS c1 ORDER BY c0",
    "MATCH (s:Episode)-[:NEXT*0..2]->(t:Episode) RETURN s.id AS c0, t.id AS c1 ORDER BY c0, c1",
    "MATCH (a:Agency {agency_type: 'police'}), (b:Agency {agency_type: 'general-practice'}) WHERE a.review_id = b.review_id "
    "MATCH p = shortestPath((a)-[:REFERRED_TO|INFORMED*..5]-(b)) RETURN a.id AS c0, length(p) AS c1 ORDER BY c0",
    "MATCH (a:Agency)-[i:INFORMED]->(b:Agency)-[e:FAILED_TO_SHARE]->(c:Agency) WHERE i.case_id = e.case_id "
    "RETURN a.id AS c0, b.id AS c1, c.id AS c2, i.line AS c3, e.line AS c4 ORDER BY c0, c1, c2, c3, c4",
    "MATCH p = (r:Review)-[:EXAMINES|CONCERNS*1..2]->(n) "
    "RETURN r.id AS c0, [x IN relationships(p) | type(x)] AS c1, n.id AS c2 ORDER BY c0, c1, c2",
    "MATCH (a:Agency)-[:REFERRED_TO|INFORMED]-(b)-[:FAILED_TO_SHARE]-(c) RETURN count(*) AS c0",
    "MATCH (c:SafeguardingCase)--(a:Agency)--(t:AgencyType) RETURN t.id AS c0, count(*) AS c1 ORDER BY c0",
]


class Generator:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.pick = self.random.choice
        self.variables = ""

    def queries(self, count: int) -> Iterator[str]:
        shapes = [
            self.rows,
            self.rows,
            self.grouped,
            self.grouped,
            self.optional,
            self.subquery,
            self.joined,
            self.path,
            self.collected,
            self.union,
            self.unwound,
        ]
        for _ in range(count):
            yield self.pick(shapes)()

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def match(self) -> str:
        pattern, self.variables = self.pick(PATTERNS)
        where = f" WHERE {self.predicate(self.pick([0, 0, 1, 2]))}" if self.chance(0.6) else ""
        return f"MATCH {pattern}{where}"

    def of(self, kind: dict[str, list[str]]) -> str | None:
        found = [name for variable in self.variables for name in kind.get(variable, [])]
        return self.pick(found) if found else None

    def text(self, depth: int = 1) -> str:
        own = self.of(TEXT) or "'x'"
        if depth and self.chance(0.4):
            inner = self.text(depth - 1)
            return self.pick(
                [
                    lambda: f"toUpper({inner})",
                    lambda: f"toLower({inner})",
                    lambda: f"substring({inner}, 1)",
                    lambda: f"substring({inner}, 0, 3)",
                    lambda: f"left({inner}, 4)",
                    lambda: f"right({inner}, 4)",
                    lambda: f"replace({inner}, 'a', '-')",
                    lambda: f"trim(' ' + {inner})",
                    lambda: f"reverse({inner})",
                    lambda: f"{inner} + '!'",
                    lambda: f"split({inner}, '-')[0]",
                    lambda: f"toString({self.number(0)})",
                    lambda: f"coalesce({inner}, {own}, 'none')",
                    lambda: f"CASE WHEN {self.predicate(0)} THEN {own} ELSE {inner} END",
                    lambda: f"CASE {own} WHEN '{self.pick(TEXTS)}' THEN 'yes' END",
                    lambda: f"{self.listed()}[0]",
                    lambda: f"head({self.listed()})",
                ]
            )()
        return own

    def number(self, depth: int = 1) -> str:
        own = self.of(NUMBER) or self.pick(NUMBERS)
        if depth and self.chance(0.5):
            inner = self.number(depth - 1)
            return self.pick(
                [
                    lambda: f"{own} + {inner}",
                    lambda: f"({own} - {inner}) * 2",
                    lambda: f"{own} / 4",
                    lambda: f"{own} % 7",
                    lambda: f"abs({inner})",
                    lambda: f"size({self.text(0)})",
                    lambda: f"size({self.listed()})",
                    lambda: f"toInteger({inner})",
                    lambda: f"toFloat({inner})",
                    lambda: f"toInteger({self.text(0)})",
                    lambda: f"coalesce({own}, {inner}, 0)",
                    lambda: f"COUNT {{ {self.inner()} }}",
                    lambda: f"floor({inner} * 1.5)",
                    lambda: f"ceil({inner} / 2.0)",
                    lambda: f"sign({inner})",
                ]
            )()
        return own

    def listed(self) -> str:
        own = self.of(LIST) or f"split({self.text(0)}, ' ')"
        return self.pick(
            [
                lambda: own,
                lambda: f"[x IN {own} WHERE size(x) > 4 | toUpper(x)]",
                lambda: f"{own}[..1]",
                lambda: f"{own}[-1..]",
                lambda: f"(coalesce({own}, []) + ['z'])",
                lambda: f"tail({own})",
                lambda: f"[{self.text(0)}, {self.text(0)}]",
                lambda: "[x IN range(1, 4) WHERE x % 2 = 0 | x * 10]",
                lambda: f"coalesce({own}, [])",
            ]
        )()

    def inner(self) -> str:
        return self.pick([pattern for variable in self.variables for pattern in INNER.get(variable, ["()"])])

    def predicate(self, depth: int) -> str:
        if depth and self.chance(0.5):
            left, right = self.predicate(depth - 1), self.predicate(depth - 1)
            return self.pick([f"({left} AND {right})", f"({left} OR {right})", f"NOT ({left})", f"({left} XOR {right})"])
        comparison = self.pick(["=", "<>", "<", ">", "<=", ">="])
        return self.pick(
            [
                lambda: f"{self.of(TEXT)} {comparison} '{self.pick(TEXTS)}'",
                lambda: f"{self.number(0)} {comparison} {self.pick(NUMBERS)}",
                lambda: f"{self.of(TEXT)} {comparison} {self.of(TEXT)}",
                lambda: f"{self.of(TEXT)} {comparison} null",
                lambda: f"{self.of(TEXT)} IS {self.pick(['', 'NOT '])}NULL",
                lambda: f"{self.of(TEXT)} {self.pick(PARTS)} '{self.pick(['a', 'Child', 'north', ''])}'",
                lambda: f"{self.of(TEXT)} IN ['police', 'found', 'North', {self.pick(['null', repr('mother')])}]",
                lambda: f"{self.of(TEXT)} =~ '(?i).*{self.pick(['child', 'a$', 'n'])}.*'",
                lambda: f"'police' IN ({self.listed()})",
                lambda: f"{self.pick(['any', 'all', 'none', 'single'])}(x IN {self.listed()} WHERE x = '{self.pick(TEXTS)}')",
                lambda: f"EXISTS {{ {self.inner()} }}",
                lambda: f"1 {comparison} COUNT {{ {self.inner()} }}",
                lambda: f"size({self.listed()}) {comparison} 1",
                lambda: f"NOT EXISTS {{ MATCH {self.inner()} }}",
            ]
        )()

    def aggregate(self) -> str:
        text, number, distinct = self.text(), self.number(), self.pick(["", "DISTINCT "])
        return self.pick(
            [
                "count(*)",
                f"count({distinct}{text})",
                f"round(sum({number}), 6)",
                f"round(avg({number}), 6)",
                f"min({number})",
                f"max({text})",
                f"min({text})",
                f"count({distinct}{number})",
                f"sum(CASE WHEN {self.predicate(0)} THEN 1 ELSE 0 END)",
                f"size(collect({distinct}{text}))",
            ]
        )

    def ordered(self, columns: list[str]) -> str:
        """RETURN of the columns, in their order, ascending or descending each."""
        names = [f"c{at}" for at in range(len(columns))]
        returned = ", ".join(f"{column} AS {name}" for column, name in zip(columns, names, strict=True))
        order = ", ".join(f"{name}{self.pick(['', '', ' DESC'])}" for name in names)
        cut = self.pick(["", "", "", " LIMIT 5", " SKIP 1 LIMIT 3"])
        return f"RETURN {self.pick(['', '', 'DISTINCT '])}{returned} ORDER BY {order}{cut}"

    def columns(self, most: int = 3) -> list[str]:
        kinds: list[Callable[[], str]] = [self.text, self.number, self.text, self.listed]
        return [self.pick(kinds)() for _ in range(self.random.randint(1, most))]

    def rows(self) -> str:
        return f"{self.match()} {self.ordered(self.columns())}"

    def grouped(self) -> str:
        match = self.match()
        if self.chance(0.5):
            return f"{match} {self.ordered([self.text(), *(self.aggregate() for _ in range(2))])}"
        having = f" WHERE n {self.pick(['>', '>=', '='])} {self.pick(['1', '2'])}"
        grouped = f"{self.text()} AS g, {self.aggregate()} AS n, {self.aggregate()} AS o"
        return f"{match} WITH {grouped}{having} RETURN g, n, o ORDER BY g, n, o"

    def optional(self) -> str:
        match = self.match()
        fitting = [(pattern, name) for variable, pattern, name in OPTIONAL if variable in self.variables]
        if not fitting:
            return self.grouped()
        pattern, name = self.pick(fitting)
        columns = [self.text(), name, f"{name} IS NULL"] if self.chance(0.5) else [self.text(), f"count({name})", "count(*)"]
        return f"{match} OPTIONAL MATCH {pattern} {self.ordered(columns)}"

    def subquery(self) -> str:
        match = self.match()
        variable = self.pick([variable for variable in self.variables if variable != "e"])
        pattern = self.pick(INNER[variable])
        return f"{match} CALL ({variable}) {{ MATCH {pattern} RETURN count(*) AS n }} {self.ordered([self.text(), 'n'])}"

    def joined(self) -> str:
        first, second, self.variables = self.pick(JOINED)
        where = f" WHERE {self.predicate(self.pick([0, 1]))}" if self.chance(0.7) else ""
        counted = self.pick([self.aggregate(), f"count(DISTINCT {self.text(0)})", f"max({self.text(0)})"])
        return self.pick(
            [
                f"MATCH {first} MATCH {second}{where} RETURN {counted} AS n",
                f"MATCH {first} MATCH {second}{where} RETURN c.id AS id, {counted} AS n ORDER BY id",
                f"MATCH {first} CALL (c) {{ MATCH {second}{where} RETURN {counted} AS n }} RETURN c.id AS id, n ORDER BY id",
            ]
        )

    def path(self) -> str:
        return self.pick(PATHS)

    def collected(self) -> str:
        match = self.match()
        text, group = self.text(0), self.text(0)
        shown = self.pick(["l", "l[0]", "size(l)", "[x IN l WHERE x CONTAINS 'a']", "l[..2]", "{first: l[0], count: size(l)}"])
        return f"{match} WITH {group} AS g, {text} AS t ORDER BY t WITH g, collect(t) AS l RETURN g, {shown} AS c ORDER BY g"

    def union(self) -> str:
        one = f"{self.match()} RETURN {self.text()} AS v"
        two = f"{self.match()} RETURN {self.text()} AS v"
        return f"CALL () {{ {one} {self.pick(['UNION', 'UNION ALL'])} {two} }} RETURN v ORDER BY v"

    def unwound(self) -> str:
        match = self.match()
        return f"{match} UNWIND {self.listed()} AS u RETURN u, count(*) AS n ORDER BY u, n"
