"""What the plan promised, as data."""
