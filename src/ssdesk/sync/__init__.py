"""How a replica and its school stay the same: the line to the school, the engine that pushes and pulls, attachments."""
