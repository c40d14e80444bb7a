// What passed, or failed to pass, from one type of agency to another (in one case, where $case_id is given): how often, and
// the first $shown of the statements that say so, in the order of the reviews.
MATCH (sender:Agency)-[exchange:REFERRED_TO|INFORMED|FAILED_TO_SHARE]->(receiver:Agency)
WHERE $case_id IS NULL OR exchange.case_id = $case_id
WITH sender, exchange, receiver
ORDER BY exchange.review_id, exchange.line, exchange.id
RETURN type(exchange) AS kind, sender.agency_type AS source, receiver.agency_type AS target, count(*) AS count,
       collect({
         quote: exchange.quote, mode: exchange.mode, date: exchange.date_text, confidence: exchange.confidence,
         status: exchange.status, rule: exchange.rule, ref: exchange.paragraph, line: exchange.line, page: exchange.page,
         paragraph_id: exchange.paragraph_id, review_id: exchange.review_id, case_id: exchange.case_id
       })[..$shown] AS statements
ORDER BY kind, source, target
