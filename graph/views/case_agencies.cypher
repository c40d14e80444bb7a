// The agencies of one case, with the words that show them.
MATCH (agency:Agency)-[:INVOLVED_IN]->(:SafeguardingCase {id: $case_id})
MATCH (review:Review {id: agency.review_id})
OPTIONAL MATCH (agency)-[evidence:EVIDENCED_BY]->(paragraph:Paragraph)
RETURN agency.agency_type AS id, agency.name AS name, agency.names AS names, agency.sector AS sector,
       evidence.quote AS quote, evidence.line AS line, paragraph.id AS paragraph_id, paragraph.ref AS ref,
       paragraph.section AS section, paragraph.text AS text, paragraph.page AS page, review.id AS review_id, review.name AS review
ORDER BY id, line
