"""The calendar feed: deadlines as all-day events, under a secret address."""
