"""Our database backend (`ENGINE = "config.pg"`): Django's PostgreSQL one with two logins and a pool that heals."""
