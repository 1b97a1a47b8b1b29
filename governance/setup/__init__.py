"""Setting up a new school: what is proposed at each step, and the plan the steps add up to."""
