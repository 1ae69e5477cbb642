"""What a person sees. Screens read the replica and know nothing of sync or of each other."""
