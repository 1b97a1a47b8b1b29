"""What is kept of exports: how somebody likes a table, and what is made in the background."""

from exports.models.order import Order
from exports.models.saved_export import SavedExport

__all__ = ["Order", "SavedExport"]
