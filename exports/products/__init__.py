"""Everything that can be taken away, by key, in the order in which it is offered."""

from exports.products.formats import FORMATS
from exports.products.product import Made, Product, Want
from exports.products.tabular import TABULAR

__all__ = ["PRODUCTS", "Made", "Product", "Want"]

PRODUCTS: dict[str, Product] = {product.key: product for product in (*TABULAR, *FORMATS)}
