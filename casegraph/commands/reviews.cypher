// The reviews that were loaded, with what was found in each.
MATCH (r:Review)
WHERE NOT r.stub
RETURN r.id AS review, r.name AS title, r.board AS board, r.published AS published,
       COUNT { (r)-[:EXAMINES]->(:SafeguardingCase) } AS cases,
       COUNT { (r)<-[:IN]-(:Paragraph) } AS paragraphs,
       COUNT { (a:Agency)-[:FAILED_TO_SHARE]->(:Agency) WHERE a.review_id = r.id } AS failed,
       COUNT { (a:Agency)-[:REFERRED_TO]->(:Agency) WHERE a.review_id = r.id } AS referred,
       COUNT { (a:Agency)-[:INFORMED]->(:Agency) WHERE a.review_id = r.id } AS informed,
       COUNT { (r)-[:RECOMMENDS]->(:Recommendation) } AS recommendations,
       r.source AS file
ORDER BY review
