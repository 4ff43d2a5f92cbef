"""Pages select and word what is shown of a report, a check, an item or the plan."""
