"""Make the template that offices fill in: its text, its prefilled values, its workbook."""
