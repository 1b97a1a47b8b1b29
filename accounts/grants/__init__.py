"""授权管理: who may give which right to whom, and what is kept about it."""
