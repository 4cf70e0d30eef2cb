// The matrix: marks the head of the column on which one is, and lets the arrow keys go from cell to cell. Rows are
// marked by CSS; without this script every cell is still reached by Tab.
(() => {
  const tabel = document.querySelector(".matriks-hubungan");
  if (!tabel) return;
  const kepala = [...tabel.querySelectorAll("thead tr:last-child > th")];
  let sorot = null;
  const tandai = (peristiwa) => {
    const sel = peristiwa.target.closest("td");
    if (sorot) sorot.classList.remove("sorot");
    sorot = sel ? kepala[sel.cellIndex] : null;
    if (sorot) sorot.classList.add("sorot");
  };
  tabel.addEventListener("mouseover", tandai);
  tabel.addEventListener("mouseleave", tandai);
  tabel.addEventListener("focusin", tandai);

  const arah = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  tabel.addEventListener("keydown", (peristiwa) => {
    const sel = peristiwa.target.closest("td");
    const langkah = arah[peristiwa.key];
    if (!sel || !langkah || peristiwa.ctrlKey || peristiwa.altKey || peristiwa.metaKey || peristiwa.shiftKey) return;
    let baris = sel.parentElement.rowIndex + langkah[0];
    let kolom = sel.cellIndex + langkah[1];
    for (; tabel.rows[baris] && kolom > 0 && kolom < kepala.length; baris += langkah[0], kolom += langkah[1]) {
      const tautan = tabel.rows[baris].cells[kolom]?.querySelector("a");
      if (tautan) {
        peristiwa.preventDefault();
        tautan.focus();
        return;
      }
    }
  });
})();
