"""Exports that are made in the background: asked for, made, called off, begun anew, thrown away."""
