// What reviews and cases are called.
MATCH (review:Review)
WHERE NOT review.stub
RETURN review.id AS id, review.name AS name, 'review' AS of
UNION ALL
MATCH (examined:SafeguardingCase)
RETURN examined.id AS id, examined.name AS name, 'case' AS of
