"""The letters to offices: the letter, the workbook that goes with it, and their index."""
