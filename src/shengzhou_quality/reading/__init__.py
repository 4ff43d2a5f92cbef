"""What offices reported: from files to observations."""
