"""The exchange format: regency documents in YAML, made to be read and reviewed by a legal officer.

From the file inwards: `yaml_aman` (bytes -> plain text data and lines) -> `skema`, `lengkap` (-> typed entries) ->
`periksa` (what no single entry can see) -> `muat` (-> the database, through `services`). And out: `ekspor` -> `tulis`.
What an edition holds is registered in `bagian` by the app that owns it. docs/format.md is the manual.
"""
