"""What people are asked about tokens and webhooks."""
