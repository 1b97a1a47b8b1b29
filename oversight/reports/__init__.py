"""Reports on many schools, made in the background: asked for, gathered part by part, written, handed out."""
