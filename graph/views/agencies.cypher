// Agency types with the number of reviews in which they take part.
MATCH (agency:Agency)-[:IS_A]->(kind:AgencyType)
RETURN kind.id AS id, kind.name AS name, kind.sector AS sector, count(DISTINCT agency.review_id) AS reviews
ORDER BY id
