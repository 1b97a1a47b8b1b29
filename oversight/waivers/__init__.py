"""Waivers: asked for by a school, decided by the district, and never hiding what passes."""
