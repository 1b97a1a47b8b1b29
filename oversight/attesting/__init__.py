"""Rules that no data can decide: what schools say, what officials confirm, what waits."""
