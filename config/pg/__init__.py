"""Our database backend, `ENGINE = "config.pg"`: Django's with two logins and a pool that heals."""
