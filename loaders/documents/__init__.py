"""Documents: text, Markdown, PDF, DOCX and HTML as paragraphs with their place in the source."""
