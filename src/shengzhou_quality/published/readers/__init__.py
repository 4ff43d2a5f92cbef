"""Read published documents, one module a format, into paragraphs and tables."""
