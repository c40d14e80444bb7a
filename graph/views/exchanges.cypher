// Every exchange (of one case, where $case_id is given) with the words that state it.
// The ids are named before they are looked up: KGLite finds nothing by {id: exchange.case_id}.
MATCH (sender:Agency)-[exchange:REFERRED_TO|INFORMED|FAILED_TO_SHARE]->(receiver:Agency)
WHERE $case_id IS NULL OR exchange.case_id = $case_id
WITH sender, exchange, receiver, exchange.case_id AS case_key, exchange.paragraph_id AS paragraph_id
MATCH (review:Review {id: sender.review_id})
OPTIONAL MATCH (safeguarding_case:SafeguardingCase {id: case_key})
OPTIONAL MATCH (paragraph:Paragraph {id: paragraph_id})
RETURN type(exchange) AS kind, sender.agency_type AS source, receiver.agency_type AS target,
       exchange.quote AS quote, exchange.mode AS mode, exchange.date_text AS date, exchange.confidence AS confidence,
       exchange.status AS status, exchange.rule AS rule, exchange.line AS line, exchange.page AS page,
       paragraph_id, paragraph.ref AS ref, paragraph.section AS section, paragraph.text AS text,
       review.id AS review_id, review.name AS review, safeguarding_case.name AS subject
ORDER BY review_id, line, exchange.id
