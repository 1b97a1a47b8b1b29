"""Reports as content, and the files they become: PDF, Word and Excel from the same blocks."""
