"""A made-up collection of data: twelve offices, several rounds, every question counted."""
