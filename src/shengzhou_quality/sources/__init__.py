"""Read files into bytes, and bytes into plain data with a place for every node."""
