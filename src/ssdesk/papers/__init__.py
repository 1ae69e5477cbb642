"""PDF made from data: no screen, no server, no file is touched here."""
