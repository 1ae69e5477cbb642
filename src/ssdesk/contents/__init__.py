"""What files say: the words of PDFs and office documents, and pdfium's one turn. No Qt, no database, no network."""
