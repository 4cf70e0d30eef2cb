"""The org chart of an edition as the Lampiran of a regulation shows it.

`isi` says what a chart holds, `rakit` finds it in an edition, `keterangan` names the lines in the words of the
regulation; `tata` lays it out on one sheet, `lembar` on several. The layouts are pure functions: same
content, same shapes.
"""
