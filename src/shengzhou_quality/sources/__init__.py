"""Files to bytes, and to plain data with a place for every node."""
