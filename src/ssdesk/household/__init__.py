"""The accounts on this computer and the merged view over their replicas."""

from ssdesk.household.home import Home
from ssdesk.household.household import Household
from ssdesk.household.merged import Found, MergedInbox
from ssdesk.household.summary import Summary

__all__ = ["Found", "Home", "Household", "MergedInbox", "Summary"]
