"""Who wrote, saw, took away or tried what: records that the application can add and never change."""
