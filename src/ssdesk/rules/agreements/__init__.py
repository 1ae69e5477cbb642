"""The school's agreements about messages (school.md R1 to R17), as pure functions: the document, a letter and a clock
in, advice out. The server refuses what an agreement blocks, the composer advises, with the same functions."""
