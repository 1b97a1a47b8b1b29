"""Files with many people in them, as work: somebody else has to approve."""
