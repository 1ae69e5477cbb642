"""*Planner*: week and day, the children side by side."""
