"""The way in: nine steps from the school's letter to an active account (A5)."""
