"""The replica's tables, one noun per file.

What travels is declared once, in `protocol.kinds`; a table takes its columns from there (`table.WireTable`) and adds
the few that only this computer knows. Plain SQL over sqlcipher3 and no ORM: the first picture reads the replica, and
importing SQLAlchemy alone takes twice as long as a bare window needs to appear.
"""
