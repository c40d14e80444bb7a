// The children and relatives of one case, with the words that show them.
MATCH (:SafeguardingCase {id: $case_id})-[:CONCERNS|INVOLVES]->(person)
OPTIONAL MATCH (person)-[evidence:EVIDENCED_BY]->(paragraph:Paragraph)
RETURN person.id AS id, person.name AS name, person.role AS role, person.sex AS sex, person.age_months AS age_months,
       person.outcome AS outcome, person.incident_year AS incident_year, person.cause AS cause,
       evidence.quote AS quote, evidence.line AS line, paragraph.ref AS ref, paragraph.page AS page,
       paragraph.id AS paragraph_id, person.review_id AS review_id
ORDER BY id, line
