"""What everything that writes workbooks needs: cells, the size of text, the page to print."""
