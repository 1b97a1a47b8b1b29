"""Linked data: structures in the words of W3C ORG and of Popolo, and plans made from them."""
