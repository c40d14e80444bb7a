// The children and relatives of one case.
MATCH (:SafeguardingCase {id: $case_id})-[:CONCERNS|INVOLVES]->(person)
MATCH (review:Review {id: person.review_id})
OPTIONAL MATCH (person)-[evidence:EVIDENCED_BY]->(paragraph:Paragraph)
RETURN person.id AS id, person.name AS name, person.role AS role, person.sex AS sex, person.age_months AS age_months,
       person.outcome AS outcome, person.incident_year AS incident_year, person.cause AS cause,
       evidence.quote AS quote, evidence.line AS line, paragraph.id AS paragraph_id, paragraph.ref AS ref,
       paragraph.section AS section, paragraph.text AS text, paragraph.page AS page, review.id AS review_id, review.name AS review
ORDER BY id, line
