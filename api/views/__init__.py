"""Pages: tokens and webhooks of whoever is signed in, and the reference of the API."""
