"""Bodies, posts and who holds them on a day, for formats that other programs read."""

from exports.bodies.body import KINDS, Body, Holding, Part, Seat
from exports.bodies.counting import people_of
from exports.bodies.reading import parts

__all__ = ["KINDS", "Body", "Holding", "Part", "Seat", "parts", "people_of"]
