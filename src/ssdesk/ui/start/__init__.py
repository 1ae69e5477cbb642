"""Start: what waits, today and tomorrow, what is new; of all children, or one child's own page."""
