// The matrix: marks the head of the column on which one is, and makes the table one stop for Tab, in which the arrow
// keys go from cell to cell. Rows are marked by CSS; without this script every link is still reached by Tab.
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

  const semua = [...tabel.querySelectorAll("tbody a")];
  if (!semua.length) return;
  for (const satu of semua) satu.tabIndex = -1;
  let henti = tabel.querySelector("td a") ?? semua[0];
  henti.tabIndex = 0;
  tabel.closest(".matriks-gulir").removeAttribute("tabindex"); // the stop inside scrolls it
  for (const satu of document.querySelectorAll(".matriks-panah")) satu.hidden = false;
  tabel.addEventListener("focusin", (peristiwa) => {
    tandai(peristiwa);
    const tautan = peristiwa.target.closest("tbody a");
    if (!tautan) return;
    henti.tabIndex = -1;
    henti = tautan;
    henti.tabIndex = 0;
  });

  const di = (baris, kolom) => tabel.rows[baris]?.cells[kolom]?.querySelector("a");
  const arah = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const cari = (sel, kunci) => {
    if (kunci === "Home" || kunci === "End") {
      const tautan = [...sel.parentElement.querySelectorAll("a")];
      return kunci === "Home" ? tautan[0] : tautan.at(-1);
    }
    const [turun, kanan] = arah[kunci];
    let baris = sel.parentElement.rowIndex + turun;
    let kolom = sel.cellIndex + kanan;
    for (; tabel.rows[baris] && kolom >= 0 && kolom < kepala.length; baris += turun, kolom += kanan) {
      // The heads of spans reach over all columns.
      if (!tabel.rows[baris].classList.contains("rentangnya") && di(baris, kolom)) return di(baris, kolom);
    }
    return null;
  };
  tabel.addEventListener("keydown", (peristiwa) => {
    const sel = peristiwa.target.closest("tbody td, tbody th");
    const kunci = peristiwa.key;
    if (!sel || !(kunci in arah || kunci === "Home" || kunci === "End")) return;
    if (peristiwa.ctrlKey || peristiwa.altKey || peristiwa.metaKey || peristiwa.shiftKey) return;
    peristiwa.preventDefault();
    cari(sel, kunci)?.focus();
  });
})();
