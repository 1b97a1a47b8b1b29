"""An import on its way: sent, read, checked, applied; called off and gone on with."""
