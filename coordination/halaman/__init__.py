"""What the public pages about who coordinates whom read, one module a page."""
