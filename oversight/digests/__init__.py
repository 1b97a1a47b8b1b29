"""The digest: one mail with what is new and what waits, for those who want it."""
