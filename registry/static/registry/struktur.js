// The Struktur screen: forms sent and shown without leaving the page, the tree folded, searched and moved about by
// mouse and by keyboard. Every act is the same post that the page makes without this script.
(() => {
  const lembar = () => document.getElementById("lembar");
  const pohon = () => document.querySelector("#pohon[data-ubah]");
  const siarkan = (teks) => {
    const tempat = document.getElementById("siaran");
    if (!tempat) return;
    tempat.textContent = "";
    window.setTimeout(() => (tempat.textContent = teks), 30);
  };

  // Tree in the page -----------------------------------------------------------------------------------------------
  const simpul = (unsur) => unsur && unsur.closest("li[data-unit]");
  const nomor = (li) => li.dataset.unit;
  const nama = (li) => li.querySelector(":scope > .pohon-baris .pohon-nama").textContent;
  const tautan = (li) => li.querySelector(":scope > .pohon-baris .pohon-nama");
  const anak = (li) => [...li.querySelectorAll(":scope > ul > li[data-unit]")];
  const induk = (li) => simpul(li.parentElement);
  const tampak = (li) => li.offsetParent !== null;
  const terlipat = new Set();

  const lipat = (li, tutup) => {
    const tombol = li.querySelector(":scope > .pohon-baris > .pohon-lipat");
    if (!tombol) return;
    li.classList.toggle("terlipat", tutup);
    tombol.setAttribute("aria-expanded", String(!tutup));
    terlipat[tutup ? "add" : "delete"](nomor(li));
  };

  const pasangPohon = () => {
    const akar = document.getElementById("pohon");
    if (!akar) return;
    for (const li of akar.querySelectorAll("li[data-unit]")) {
      const baris = li.querySelector(":scope > .pohon-baris");
      if (li.querySelector(":scope > ul")) {
        const tombol = document.createElement("button");
        tombol.type = "button";
        tombol.className = "pohon-lipat";
        tombol.setAttribute("aria-label", `Bawahan ${nama(li)}`);
        tombol.setAttribute("aria-expanded", "true");
        baris.prepend(tombol);
        if (terlipat.has(nomor(li))) lipat(li, true);
      }
      if (akar.matches("[data-ubah]") && induk(li)) {
        baris.draggable = true;
        const pegang = document.createElement("button");
        pegang.type = "button";
        pegang.className = "pohon-geser";
        pegang.textContent = "Geser";
        pegang.setAttribute("aria-label", `Geser ${nama(li)}`);
        baris.insertBefore(pegang, baris.querySelector(".pohon-menu"));
      }
    }
    pasangAlat(akar);
  };

  const pasangAlat = (akar) => {
    const hitung = document.getElementById("hitung");
    if (!hitung || !akar.querySelector("ul")) return;
    for (const [teks, tutup] of [["Buka semua", false], ["Lipat semua", true]]) {
      const tombol = document.createElement("button");
      tombol.type = "button";
      tombol.className = "pohon-semua";
      tombol.textContent = teks;
      tombol.addEventListener("click", () => {
        for (const li of akar.querySelectorAll("li[data-unit]")) lipat(li, tutup && Boolean(induk(li)));
      });
      hitung.append(" ", tombol);
    }
    hitung.insertAdjacentHTML("beforeend", ' <span id="cocok"></span>');
  };

  const saring = (dicari) => {
    const akar = document.getElementById("pohon");
    if (!akar) return;
    const semua = [...akar.querySelectorAll("li[data-unit]")];
    const teks = dicari.trim().toLocaleLowerCase("id");
    let cocok = 0;
    for (const li of semua) li.classList.toggle("disaring", Boolean(teks));
    for (const li of semua) {
      const singkat = li.querySelector(":scope > .pohon-baris .pohon-singkat");
      const kena = teks && `${nama(li)} ${singkat ? singkat.textContent : ""}`.toLocaleLowerCase("id").includes(teks);
      li.classList.toggle("cocok", Boolean(kena));
      if (!kena) continue;
      cocok += 1;
      for (let atas = li; atas; atas = induk(atas)) atas.classList.remove("disaring");
    }
    const keterangan = document.getElementById("cocok");
    if (keterangan) keterangan.textContent = teks ? `${cocok} unit cocok.` : "";
  };

  // Sending --------------------------------------------------------------------------------------------------------
  let sibuk = false;
  const ambil = async (alamat, pilihan) => {
    const jawaban = await fetch(alamat, { credentials: "same-origin", ...pilihan });
    const teks = await jawaban.text();
    return { jawaban, laman: new DOMParser().parseFromString(teks, "text/html") };
  };

  const gantiPesan = (laman) => {
    const baru = laman.querySelector("ul.messagelist");
    const lama = document.querySelector("ul.messagelist");
    if (lama) lama.remove();
    if (baru) {
      const isi = document.getElementById("content-start") || document.getElementById("content").parentElement;
      isi.prepend(baru);
      siarkan(baru.textContent.trim().replace(/\s+/g, " "));
    }
  };

  const gantiLembar = (laman, fokus) => {
    const cari = document.getElementById("cari-unit");
    const ketik = cari ? cari.value : "";
    lembar().replaceWith(laman.getElementById("lembar"));
    pasangPohon();
    const baru = document.getElementById("cari-unit");
    if (baru && ketik) {
      baru.value = ketik;
      saring(ketik);
    }
    gantiPesan(laman);
    const gagal = document.getElementById("gagal");
    const li = fokus && document.getElementById(`u${fokus}`);
    if (gagal) gagal.focus();
    else if (li) {
      tautan(li).focus({ preventScroll: true });
      li.querySelector(".pohon-baris").scrollIntoView({ block: "nearest" });
      li.classList.add("baru-berubah");
    }
    if (gagal) siarkan(gagal.textContent.trim().replace(/\s+/g, " "));
    document.dispatchEvent(new CustomEvent("rentang:lembar"));
  };

  // A log-in that has run out meanwhile: what was typed stays; the person logs in beside it and sends once more.
  let sesiHabis = false;
  const pesanKirim = (teks, tautan) => {
    const wadah = dialog().open ? dialog().querySelector(".pohon-dialog-isi") : lembar();
    for (const lama of wadah.querySelectorAll(":scope > .gagal-kirim")) lama.remove();
    const pesan = document.createElement("p");
    pesan.className = "meja-catatan galat gagal-kirim";
    pesan.setAttribute("role", "alert");
    pesan.textContent = teks;
    if (tautan) {
      const masuk = document.createElement("a");
      masuk.href = tautan;
      masuk.target = "_blank";
      masuk.rel = "noopener";
      masuk.textContent = "Masuk lagi di tab baru";
      pesan.append(" ", masuk);
    }
    wadah.prepend(pesan);
    pesan.scrollIntoView({ block: "nearest" });
    siarkan(pesan.textContent);
  };
  const mintaMasuk = (alamat) => {
    sesiHabis = true;
    pesanKirim("Sesi masuk Anda berakhir. Belum ada yang tersimpan; isian Anda masih ada di sini. Masuk lagi, lalu kirim sekali lagi.", alamat);
  };
  // Logging in gives a new token, which forms opened before do not know.
  const segarkanSesi = async (data) => {
    const { jawaban, laman } = await ambil(window.location.href);
    const token = laman.querySelector("[name=csrfmiddlewaretoken]");
    if (laman.getElementById("login-form") || !token) {
      mintaMasuk(jawaban.url);
      return false;
    }
    for (const satu of document.querySelectorAll("[name=csrfmiddlewaretoken]")) satu.value = token.value;
    data.set("csrfmiddlewaretoken", token.value);
    sesiHabis = false;
    return true;
  };

  const kirim = async (alamat, data, fokus) => {
    if (sibuk) return;
    sibuk = true;
    const kini = lembar() || document.getElementById("lembar-unit");
    kini.setAttribute("aria-busy", "true");
    try {
      if (sesiHabis && !(await segarkanSesi(data))) return;
      const { jawaban, laman } = await ambil(alamat, { method: "POST", body: data });
      if (laman.getElementById("login-form")) mintaMasuk(jawaban.url);
      else if (laman.getElementById("lembar") && lembar()) {
        tutupDialog();
        gantiLembar(laman, fokus || new URL(jawaban.url).hash.replace("#u", ""));
      } else if (laman.getElementById("lembar-unit") && dialog().open) isiDialog(laman);
      else window.location.assign(jawaban.redirected ? jawaban.url : window.location.href);
    } catch {
      pesanKirim("Gagal mengirim. Periksa sambungan, lalu ulangi. Yang Anda isi masih ada.");
    } finally {
      sibuk = false;
      kini.removeAttribute("aria-busy");
    }
  };

  const pindahkan = (isian, fokus) => {
    const data = new FormData(document.getElementById("pindah"));
    for (const [ruas, nilai] of Object.entries(isian)) data.set(ruas, nilai);
    kirim(document.getElementById("pindah").action, data, fokus);
  };

  // Dialog for the forms of one unit -------------------------------------------------------------------------------
  let kotak = null;
  const dialog = () => {
    if (kotak) return kotak;
    kotak = document.createElement("dialog");
    kotak.className = "pohon-dialog";
    kotak.setAttribute("aria-labelledby", "judul-dialog");
    kotak.innerHTML = '<div class="pohon-dialog-kepala"><h2 id="judul-dialog"></h2><button type="button" class="button" data-tutup>Tutup</button></div><div class="pohon-dialog-isi"></div>';
    document.body.append(kotak);
    return kotak;
  };
  let pembuka = null;
  const tutupDialog = () => {
    if (!kotak || !kotak.open) return;
    kotak.close();
    if (pembuka && document.contains(pembuka)) pembuka.focus();
  };

  const isiDialog = (laman) => {
    const isi = laman.getElementById("lembar-unit");
    for (const satu of isi.querySelectorAll(".di-luar-dialog, script")) satu.remove();
    dialog().querySelector("#judul-dialog").textContent = isi.dataset.judul;
    dialog().querySelector(".pohon-dialog-isi").replaceChildren(isi);
    if (!dialog().open) dialog().showModal();
    pasangPilihan(isi);
    const salah = isi.querySelector(".errornote, [role=alert], .errorlist");
    if (salah) siarkan(salah.textContent.trim());
    const ruas = isi.querySelector(".errors input, .errors select, #calon input:enabled, input:not([type=hidden]), select");
    if (ruas) ruas.focus();
  };

  const bukaDialog = async (alamat) => {
    try {
      const { jawaban, laman } = await ambil(alamat);
      if (!jawaban.ok || !laman.getElementById("lembar-unit")) throw new Error("bukan unit");
      isiDialog(laman);
      const jangkar = new URL(alamat, window.location.href).hash;
      const bagian = jangkar && dialog().querySelector(jangkar);
      if (bagian) {
        bagian.scrollIntoView();
        const ruas = bagian.querySelector(".select2-selection, select, input:not([type=hidden])");
        if (ruas) ruas.focus();
      }
    } catch {
      window.location.assign(alamat);
    }
  };

  // A long <select> becomes one that is searched; the plain one works as well.
  const pasangPilihan = (wadah) => {
    const $ = window.django && window.django.jQuery;
    if (!$ || !$.fn.select2) return;
    const kotakInduk = wadah.closest("dialog");
    for (const satu of wadah.querySelectorAll("select.pilih-cari")) {
      $(satu).select2({ language: "id", width: "100%", dropdownParent: kotakInduk ? $(kotakInduk) : $(document.body) });
    }
  };

  // Names that are typed are looked for at once.
  let tunda = 0;
  const cariCalon = (form) => {
    window.clearTimeout(tunda);
    tunda = window.setTimeout(async () => {
      const ketik = form.elements.nama.value;
      const { laman } = await ambil(`${form.getAttribute("action")}?nama=${encodeURIComponent(ketik)}`);
      const baru = laman.getElementById("calon");
      const lama = form.querySelector("#calon");
      if (!baru || !lama || form.elements.nama.value !== ketik) return;
      const terpilih = form.querySelector("#calon input:checked");
      lama.replaceWith(baru);
      const sama = terpilih && baru.querySelector(`input[value="${terpilih.value}"]`);
      if (sama) sama.checked = true;
    }, 350);
  };

  // Places where a unit can be put: before a child, or last under a unit -------------------------------------------
  const tempat = (diangkat) => {
    const hasil = [];
    const telusur = (li) => {
      const lipatan = li.classList.contains("terlipat");
      for (const satu of lipatan ? [] : anak(li)) {
        if (satu === diangkat || !tampak(satu)) continue;
        hasil.push({ ke: li, sebelum: satu });
        telusur(satu);
      }
      hasil.push({ ke: li, sebelum: null });
    };
    const akar = pohon().querySelector(":scope > li");
    if (akar) telusur(akar);
    return hasil;
  };
  const saudaraLain = (ke, kecuali) => anak(ke).filter((satu) => satu !== kecuali);
  const kataTempat = ({ ke, sebelum }, diangkat) => {
    const semua = saudaraLain(ke, diangkat);
    const sesudah = sebelum ? semua[semua.indexOf(sebelum) - 1] : semua[semua.length - 1];
    return `di bawah ${nama(ke)}${sebelum ? `, sebelum ${nama(sebelum)}` : sesudah ? `, sesudah ${nama(sesudah)}` : ""}`;
  };
  const bersihkanTanda = () => {
    for (const satu of document.querySelectorAll(".sasaran-dalam, .sasaran-atas, .sasaran-akhir")) {
      satu.classList.remove("sasaran-dalam", "sasaran-atas", "sasaran-akhir");
    }
  };
  const tandai = ({ ke, sebelum }, langsung) => {
    bersihkanTanda();
    ke.classList.add("sasaran-dalam");
    if (sebelum) sebelum.classList.add("sasaran-atas");
    else if (!langsung) (anak(ke).filter(tampak).pop() || ke).classList.add("sasaran-akhir");
  };
  const taruh = (li, { ke, sebelum }) =>
    pindahkan({ unit: nomor(li), ke: nomor(ke), sebelum: sebelum ? nomor(sebelum) : "" }, nomor(li));

  // Keyboard -------------------------------------------------------------------------------------------------------
  let angkatan = null;
  const papan = () => document.getElementById("papan-geser");
  const tunjuk = (indeks) => {
    angkatan.kini = Math.max(0, Math.min(angkatan.semua.length - 1, indeks));
    const satu = angkatan.semua[angkatan.kini];
    tandai(satu, false);
    const kata = kataTempat(satu, angkatan.li);
    papan().querySelector("output").textContent = `${nama(angkatan.li)}: ${kata}`;
    siarkan(kata);
    (satu.sebelum || satu.ke).querySelector(".pohon-baris").scrollIntoView({ block: "nearest" });
  };
  const angkat = (li) => {
    batal();
    const semua = tempat(li);
    const saudara = saudaraLain(induk(li), null);
    const berikut = saudara[saudara.indexOf(li) + 1] || null;
    angkatan = { li, semua, kini: 0 };
    li.classList.add("diangkat");
    const kotakPapan = document.createElement("div");
    kotakPapan.id = "papan-geser";
    kotakPapan.setAttribute("role", "group");
    kotakPapan.setAttribute("aria-label", `Memindahkan ${nama(li)}`);
    kotakPapan.innerHTML = '<output></output><span><button type="button" data-gerak="-1">Ke atas</button><button type="button" data-gerak="1">Ke bawah</button><button type="button" data-gerak="taruh">Taruh</button><button type="button" data-gerak="batal">Batal</button></span>';
    document.body.append(kotakPapan);
    siarkan(`${nama(li)} diangkat. Panah memilih tempat, Enter menaruh, Escape membatalkan.`);
    const awal = semua.findIndex((satu) => satu.ke === induk(li) && satu.sebelum === berikut);
    tunjuk(awal < 0 ? 0 : awal);
    li.querySelector(":scope > .pohon-baris .pohon-geser").focus();
  };
  const batal = (kata) => {
    if (!angkatan) return;
    angkatan.li.classList.remove("diangkat");
    const { li } = angkatan;
    angkatan = null;
    papan().remove();
    bersihkanTanda();
    if (kata) {
      siarkan(kata);
      const pegang = li.querySelector(":scope > .pohon-baris .pohon-geser");
      if (pegang) pegang.focus();
    }
  };
  const jatuhkan = () => {
    const { li, semua, kini } = angkatan;
    batal();
    taruh(li, semua[kini]);
  };
  const keluarTempat = () => {
    const { ke } = angkatan.semua[angkatan.kini];
    const atas = induk(ke);
    if (!atas) return angkatan.kini;
    const semua = saudaraLain(atas, angkatan.li);
    const sesudah = semua[semua.indexOf(ke) + 1] || null;
    return angkatan.semua.findIndex((satu) => satu.ke === atas && satu.sebelum === sesudah);
  };
  const masukTempat = () => {
    const { ke, sebelum } = angkatan.semua[angkatan.kini];
    const semua = saudaraLain(ke, angkatan.li);
    const atas = sebelum ? semua[semua.indexOf(sebelum) - 1] : semua[semua.length - 1];
    const ada = atas ? angkatan.semua.findIndex((satu) => satu.ke === atas && satu.sebelum === null) : -1;
    return ada < 0 ? angkatan.kini : ada;
  };
  const LANGKAH = { ArrowUp: "naik", ArrowDown: "turun", ArrowRight: "masuk", ArrowLeft: "keluar" };

  document.addEventListener("keydown", (peristiwa) => {
    if (angkatan) {
      const gerak = {
        ArrowDown: () => tunjuk(angkatan.kini + 1),
        ArrowUp: () => tunjuk(angkatan.kini - 1),
        ArrowLeft: () => tunjuk(keluarTempat()),
        ArrowRight: () => tunjuk(masukTempat()),
        PageDown: () => tunjuk(angkatan.kini + 10),
        PageUp: () => tunjuk(angkatan.kini - 10),
        Home: () => tunjuk(0),
        End: () => tunjuk(angkatan.semua.length - 1),
        Escape: () => batal("Batal; tidak ada yang berubah."),
      }[peristiwa.key];
      const diTombol = peristiwa.target.closest("#papan-geser");
      if (gerak) gerak();
      else if (peristiwa.key === "Enter" && !diTombol) jatuhkan();
      else return;
      peristiwa.preventDefault();
      return;
    }
    const li = simpul(peristiwa.target);
    if (li && pohon() && peristiwa.altKey && peristiwa.shiftKey && LANGKAH[peristiwa.key]) {
      peristiwa.preventDefault();
      pindahkan({ langkah: `${nomor(li)}:${LANGKAH[peristiwa.key]}` }, nomor(li));
    }
    if (peristiwa.key === "Escape") {
      const menu = peristiwa.target.closest && peristiwa.target.closest(".pohon-menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  // Mouse ----------------------------------------------------------------------------------------------------------
  let seretan = null;
  const sasaran = (baris, y) => {
    const li = simpul(baris);
    const kotakBaris = baris.getBoundingClientRect();
    const bagian = (y - kotakBaris.top) / kotakBaris.height;
    const atas = induk(li);
    if (!atas || (bagian > 0.28 && bagian < 0.72)) return { ke: li, sebelum: null, dalam: true };
    if (bagian <= 0.28) return { ke: atas, sebelum: li };
    const terbuka = anak(li).filter(tampak);
    if (terbuka.length) return { ke: li, sebelum: terbuka[0] };
    const semua = anak(atas);
    return { ke: atas, sebelum: semua[semua.indexOf(li) + 1] || null };
  };
  const terlarang = (tujuan) => seretan.contains(tujuan.ke) || tujuan.sebelum === seretan;
  document.addEventListener("dragstart", (peristiwa) => {
    const baris = peristiwa.target.closest && peristiwa.target.closest(".pohon-baris");
    if (!baris || !pohon()) return;
    seretan = simpul(baris);
    peristiwa.dataTransfer.effectAllowed = "move";
    peristiwa.dataTransfer.setData("text/plain", nama(seretan));
    seretan.classList.add("diangkat");
    siarkan(`${nama(seretan)} diangkat.`);
  });
  let terakhir = "";
  document.addEventListener("dragover", (peristiwa) => {
    const baris = seretan && peristiwa.target.closest && peristiwa.target.closest(".pohon-baris");
    if (!baris) return;
    const tujuan = sasaran(baris, peristiwa.clientY);
    if (terlarang(tujuan)) {
      bersihkanTanda();
      return;
    }
    peristiwa.preventDefault();
    peristiwa.dataTransfer.dropEffect = "move";
    tandai(tujuan, tujuan.dalam);
    const kata = kataTempat(tujuan, seretan);
    if (kata !== terakhir) siarkan(kata);
    terakhir = kata;
  });
  document.addEventListener("drop", (peristiwa) => {
    const baris = seretan && peristiwa.target.closest && peristiwa.target.closest(".pohon-baris");
    if (!baris) return;
    const tujuan = sasaran(baris, peristiwa.clientY);
    if (terlarang(tujuan)) return;
    peristiwa.preventDefault();
    taruh(seretan, tujuan);
  });
  document.addEventListener("dragend", () => {
    if (seretan) seretan.classList.remove("diangkat");
    seretan = null;
    bersihkanTanda();
  });

  // One listener for all that is clicked, sent and typed -----------------------------------------------------------
  document.addEventListener("click", (peristiwa) => {
    const kena = (pola) => peristiwa.target.closest(pola);
    for (const menu of document.querySelectorAll(".pohon-menu[open]")) {
      if (!menu.contains(peristiwa.target)) menu.open = false;
    }
    const gerak = kena("#papan-geser button");
    if (gerak) {
      if (gerak.dataset.gerak === "taruh") jatuhkan();
      else if (gerak.dataset.gerak === "batal") batal("Batal; tidak ada yang berubah.");
      else tunjuk(angkatan.kini + Number(gerak.dataset.gerak));
      return;
    }
    const lipatan = kena(".pohon-lipat");
    if (lipatan) {
      const li = simpul(lipatan);
      lipat(li, !li.classList.contains("terlipat"));
      return;
    }
    const geser = kena(".pohon-geser");
    if (geser) {
      angkat(simpul(geser));
      return;
    }
    if (kotak && kotak.open && kena("[data-tutup]")) {
      peristiwa.preventDefault();
      tutupDialog();
      return;
    }
    const pembukaDialog = kena("a[data-dialog]");
    if (pembukaDialog && lembar() && !(peristiwa.ctrlKey || peristiwa.metaKey || peristiwa.shiftKey)) {
      peristiwa.preventDefault();
      const menu = pembukaDialog.closest(".pohon-menu");
      if (menu) menu.open = false;
      if (!pembukaDialog.closest("dialog")) pembuka = menu ? menu.querySelector("summary") : pembukaDialog;
      bukaDialog(pembukaDialog.href);
    }
  });
  document.addEventListener("submit", (peristiwa) => {
    const form = peristiwa.target;
    if (form.matches(".pohon-cari")) {
      peristiwa.preventDefault();
      saring(form.elements.q.value);
      return;
    }
    if (!lembar() || !form.matches("[data-lembar], #lembar [data-urung]")) return;
    peristiwa.preventDefault();
    const unit = peristiwa.submitter && simpul(peristiwa.submitter);
    kirim(form.getAttribute("action"), new FormData(form, peristiwa.submitter), unit && nomor(unit));
  });
  document.addEventListener("input", (peristiwa) => {
    if (peristiwa.target.id === "cari-unit") saring(peristiwa.target.value);
    const form = peristiwa.target.form;
    if (form && form.matches("[data-calon]") && peristiwa.target.name === "nama") cariCalon(form);
  });

  pasangPohon();
  if (document.getElementById("lembar-unit")) pasangPilihan(document.getElementById("lembar-unit"));
})();
