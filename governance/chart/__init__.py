"""The organisation chart: plain values in, an SVG that needs no stylesheet out."""
