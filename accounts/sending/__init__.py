"""What browsers send: a form counts once, and is never laid over somebody else's change."""
