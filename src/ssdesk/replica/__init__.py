"""The local copy: screens read it, actions change it and fill its outbox, the sync keeps it the same as the school."""

from ssdesk.replica.open import Replica

__all__ = ["Replica"]
