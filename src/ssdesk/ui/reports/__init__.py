"""*Rapporten*: reports as PDF, what they say by subject and over the years, and all results in between."""
