"""`ssdesk demo`: a school, its mails, a family's letters and the program, all on this computer and gone afterwards."""
