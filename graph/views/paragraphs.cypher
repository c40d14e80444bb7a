// The text behind statements.
UNWIND $ids AS id
MATCH (paragraph:Paragraph {id: id})
RETURN id, paragraph.section AS section, paragraph.text AS text
ORDER BY id
