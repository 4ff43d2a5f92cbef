"""Clean what printed cells hold, and leave a doubt where cleaning is a guess."""
