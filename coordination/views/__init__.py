"""Public pages about who works with whom, one file a screen."""
