"""People's data: what is kept of whom and why, who sees it, takes it away, asks for it, and when it goes."""
