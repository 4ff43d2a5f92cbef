"""What was reported against what was promised."""
