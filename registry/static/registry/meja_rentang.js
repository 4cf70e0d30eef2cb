// The matrix of spans while one works on it: the pinpoint that follows, how many are ticked, what is not yet saved.
// Without this file everything works by Simpan.
(() => {
  const form = document.getElementById("form-rentang");
  if (!form) return;
  const baris = [...form.querySelectorAll("tr[data-unit]")];
  const bagian = (tr) => ({
    pilih: tr.querySelector("input[type=radio]:checked"),
    huruf: tr.querySelector(".matriks-huruf input[type=text]"),
    dasar: tr.querySelector("[data-dasar]"),
    tanda: tr.querySelector(".matriks-tanda"),
  });
  const nomor = (huruf) => {
    if (/^[0-9]+$/.test(huruf)) return Number(huruf);
    if (!/^[a-z]+$/i.test(huruf)) return 0;
    return [...huruf.toLowerCase()].reduce((hasil, satu) => hasil * 26 + satu.charCodeAt(0) - 96, 0);
  };
  const hurufKe = (angka) => {
    let teks = "";
    for (let sisa = angka; sisa > 0; sisa = Math.floor((sisa - 1) / 26)) {
      teks = String.fromCharCode(97 + ((sisa - 1) % 26)) + teks;
    }
    return teks;
  };
  const terpakai = (daftar, kecuali) => [
    ...baris
      .filter((tr) => tr !== kecuali && bagian(tr).pilih.value === daftar)
      .map((tr) => bagian(tr).huruf.value.trim()),
    ...[...form.querySelectorAll(`input[data-huruf-lain="${daftar}"]`)].map((satu) => satu.value),
  ];
  const berikut = (semua) => {
    const berlabel = semua.filter(Boolean);
    if (semua.length && !berlabel.length) return "";
    const angka = Math.max(0, ...berlabel.map(nomor)) + 1;
    return berlabel.length && berlabel.every((satu) => /^[0-9]+$/.test(satu)) ? String(angka) : hurufKe(angka);
  };
  const tulis = (tr) => {
    const { pilih, huruf, dasar, tanda } = bagian(tr);
    const label = huruf.value.trim();
    const tetap = pilih.value === tr.dataset.semula;
    const sama = tetap && label === tr.dataset.huruf;
    const medan = pilih.value === "" ? null : form.elements[`d${pilih.value}-pangkal`];
    const pangkal = medan ? medan.value.trim() : "";
    if (pilih.value === "") dasar.textContent = "–";
    else if ("bebas" in tr.dataset && tetap) dasar.textContent = tr.dataset.rujukan;
    else if (sama && medan.value === medan.defaultValue) dasar.textContent = tr.dataset.rujukan || pangkal || "–";
    else if (!pangkal) dasar.textContent = "dasar belum diisi";
    else dasar.textContent = label ? `${pangkal} ${/^[0-9]+$/.test(label) ? "angka" : "huruf"} ${label}` : pangkal;
    const berubah = pilih.value === "" ? tr.dataset.semula !== "" : !sama;
    tr.classList.toggle("berubah", berubah);
    tanda.hidden = !berubah;
    if (berubah) {
      const kata = `huruf ${tr.dataset.huruf || "kosong"} menjadi ${label || "kosong"}`;
      tanda.textContent = tetap ? kata : pilih.value === "" ? "dilepas" : tr.dataset.semula === "" ? "ditambahkan" : "pindah";
    }
  };
  const kotak = document.getElementById("belum-simpan");
  let kotor = "kotor" in form.dataset;
  const hitung = () => {
    const banyak = baris.filter((tr) => tr.classList.contains("berubah")).length;
    kotak.querySelector("[data-jumlah]").textContent = String(banyak);
    kotak.hidden = banyak === 0;
  };
  const centang = () => {
    const banyak = form.querySelectorAll("input[name=pilih]:checked").length;
    document.getElementById("jumlah-centang").textContent = banyak ? ` (${banyak})` : "";
  };
  form.addEventListener("change", (kejadian) => {
    const sasaran = kejadian.target;
    if (sasaran.name === "pilih") return centang();
    if (sasaran.name === "masal") return undefined;
    kotor = true;
    const tr = sasaran.closest("tr[data-unit]");
    if (tr && sasaran.type === "radio") {
      const { huruf } = bagian(tr);
      huruf.value =
        sasaran.value === tr.dataset.semula || sasaran.value === "" ? tr.dataset.huruf : berikut(terpakai(sasaran.value, tr));
    }
    if (tr) tulis(tr);
    else if (/^d\d+-pangkal$/.test(sasaran.name)) baris.forEach(tulis);
    return hitung();
  });
  form.addEventListener("input", (kejadian) => {
    const tr = kejadian.target.closest("tr[data-unit]");
    if (!tr || kejadian.target.type !== "text") return;
    kotor = true;
    tulis(tr);
    hitung();
  });
  form.addEventListener("submit", () => {
    kotor = false;
  });
  window.addEventListener("beforeunload", (kejadian) => {
    if (kotor) kejadian.preventDefault();
  });
  centang();
})();
