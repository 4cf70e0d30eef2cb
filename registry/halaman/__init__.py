"""What the public pages read, one module a page; `views` only ask, and render.

Nothing here depends on who is looking: every page is public, and shows published editions alone.
"""
