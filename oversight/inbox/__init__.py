"""The inbox: what waits for a person, topic by topic."""
