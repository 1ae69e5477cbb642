"""A PDF on screen and on paper. Knows documents and pages; whose they are and what they say is not its business."""
