"""Drawings: shapes placed by the server, written as SVG, PDF or PNG from one and the same description.

Plain Python, no Django and no database. Same input, same bytes. Lengths are points (1/72 inch), x to the right and
y down, as in SVG; a page of A3 landscape is 1190.55 by 841.89.
"""
