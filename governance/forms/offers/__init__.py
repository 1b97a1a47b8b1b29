"""What a form offers for each argument of an action: the fitting rows first, with what tells them apart."""
