"""Pages: what is shown of a report, a check, an item or the plan, selected and in words."""
