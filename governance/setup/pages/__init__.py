"""The pages of a set-up: what each shows, and what it writes."""
