"""Findings over time: what the rules found, reconciled with what is stored, for one school or all."""
