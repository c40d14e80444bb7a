// Every case with the review that examines it.
MATCH (review:Review)-[:EXAMINES]->(found:SafeguardingCase)
RETURN found.id AS id, found.name AS name, review.id AS review_id, review.name AS review
ORDER BY review_id, id
