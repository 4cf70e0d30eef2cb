"""Tables: a draft's units and spans as XLSX and CSV, out and back in.

berkas (what a file holds) -> kepala (which table) -> resource, unit (cells and values, by django-import-export) ->
rencana (fate of every row) -> layanan (the one write). `docs/format-tabel.md` is the format.
"""
