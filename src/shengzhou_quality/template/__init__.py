"""The form that offices fill in: what it says, what is known for it, and its workbook."""
