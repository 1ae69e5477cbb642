"""The open school server: the scoped feed, sign-in and activation, commands, mail."""
