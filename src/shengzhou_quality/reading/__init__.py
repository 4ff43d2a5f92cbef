"""Read what offices reported: from files to observations."""
