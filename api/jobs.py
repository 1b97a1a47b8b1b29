"""Jobs of the API that the worker runs."""
