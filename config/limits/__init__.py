"""How much one visitor may ask for in a while, so that the others are not kept waiting."""
