"""*Instellingen*: accounts, notices, display, security, about."""
