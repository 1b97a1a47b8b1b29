"""方案: a list of actions on one school, previewed, approved and carried out as one."""
