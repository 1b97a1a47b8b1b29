"""What happens to tokens and to requests with them."""
