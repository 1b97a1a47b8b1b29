"""The API itself: what is asked and answered over HTTP."""
