"""*Berichten*: the folders, the list, reading, writing and what waits to go out."""
