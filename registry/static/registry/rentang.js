// Says in a line that a live search failed; htmx itself stays silent. Without this script the form still works.
(() => {
  const pesan = () => document.getElementById("cari-gagal");
  const tampil = (gagal) => {
    const baris = pesan();
    if (baris) baris.hidden = !gagal;
  };
  for (const nama of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(nama, () => tampil(true));
  }
  document.addEventListener("htmx:beforeRequest", () => tampil(false));
})();
