// The agencies of one case, with the words that show them.
MATCH (agency:Agency)-[:INVOLVED_IN]->(:SafeguardingCase {id: $case_id})
OPTIONAL MATCH (agency)-[evidence:EVIDENCED_BY]->(paragraph:Paragraph)
RETURN agency.agency_type AS id, agency.name AS name, agency.names AS names, agency.sector AS sector,
       evidence.quote AS quote, evidence.line AS line, paragraph.ref AS ref, paragraph.page AS page,
       paragraph.id AS paragraph_id, agency.review_id AS review_id
ORDER BY id, line
