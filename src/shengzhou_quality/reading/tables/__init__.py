"""Sheets of cells to observations: the only place where cells meet the plan."""
