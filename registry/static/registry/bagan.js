// Zoom and pan of the chart in place: buttons, keys, wheel with Ctrl, two fingers, dragging. Without this script the
// buttons are links and the frame scrolls.
(() => {
  const bingkai = document.querySelector(".bagan-bingkai");
  const gambar = bingkai && bingkai.querySelector("svg");
  if (!gambar) return;
  const TERKECIL = 0.5, TERBESAR = 6, LANGKAH = 1.25;
  const ukuran = document.querySelector('[data-bagan="ukuran"]');
  let zum = parseFloat(getComputedStyle(bingkai).getPropertyValue("--zum")) || 1;

  // Change the size; what lies under (x, y) of the frame stays there.
  const perbesar = (baru, x = bingkai.clientWidth / 2, y = bingkai.clientHeight / 2) => {
    baru = Math.min(TERBESAR, Math.max(TERKECIL, baru));
    const kali = baru / zum;
    const kiri = (bingkai.scrollLeft + x) * kali - x, atas = (bingkai.scrollTop + y) * kali - y;
    zum = baru;
    bingkai.style.setProperty("--zum", String(zum));
    bingkai.classList.toggle("membesar", zum > 1);
    bingkai.scrollLeft = kiri;
    bingkai.scrollTop = atas;
    if (ukuran) ukuran.textContent = `${Math.round(zum * 100)}%`;
  };
  const seluruhnya = () => {
    // As much as the frame shows at once, also on a phone.
    const lebar = gambar.getBoundingClientRect().width / zum;
    perbesar(Math.min(1, bingkai.clientWidth / lebar));
    bingkai.scrollTo(0, 0);
  };

  const perbuatan = {
    besar: () => perbesar(zum * LANGKAH),
    kecil: () => perbesar(zum / LANGKAH),
    semula: seluruhnya,
    penuh: () => bingkai.requestFullscreen(),
  };
  for (const tombol of document.querySelectorAll("a[data-bagan]")) {
    const nama = tombol.dataset.bagan;
    if (nama === "penuh" && !bingkai.requestFullscreen) continue;
    tombol.addEventListener("click", (kejadian) => {
      if (kejadian.ctrlKey || kejadian.metaKey || kejadian.shiftKey) return;
      kejadian.preventDefault();
      perbuatan[nama]();
    });
  }

  const tuts = {
    "+": perbuatan.besar,
    "=": perbuatan.besar,
    "-": perbuatan.kecil,
    "_": perbuatan.kecil,
    "0": seluruhnya,
    ArrowLeft: () => bingkai.scrollBy(-80, 0),
    ArrowRight: () => bingkai.scrollBy(80, 0),
    ArrowUp: () => bingkai.scrollBy(0, -80),
    ArrowDown: () => bingkai.scrollBy(0, 80),
  };
  bingkai.addEventListener("keydown", (kejadian) => {
    if (kejadian.ctrlKey || kejadian.metaKey || kejadian.altKey || !(kejadian.key in tuts)) return;
    // A chart that shows itself whole leaves the arrows to the page.
    const tegak = kejadian.key === "ArrowUp" || kejadian.key === "ArrowDown";
    if (tegak && bingkai.scrollHeight <= bingkai.clientHeight) return;
    kejadian.preventDefault();
    tuts[kejadian.key]();
  });

  const letak = (titik) => {
    const kotak = bingkai.getBoundingClientRect();
    return [titik.clientX - kotak.left, titik.clientY - kotak.top];
  };
  bingkai.addEventListener("wheel", (kejadian) => {
    if (!kejadian.ctrlKey) return;
    kejadian.preventDefault();
    perbesar(zum * Math.exp(-kejadian.deltaY / 300), ...letak(kejadian));
  }, { passive: false });

  let jarak = 0;
  const dua = ([a, b]) => [Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), letak({
    clientX: (a.clientX + b.clientX) / 2,
    clientY: (a.clientY + b.clientY) / 2,
  })];
  bingkai.addEventListener("touchstart", (kejadian) => {
    if (kejadian.touches.length === 2) jarak = dua(kejadian.touches)[0];
  }, { passive: true });
  bingkai.addEventListener("touchmove", (kejadian) => {
    if (kejadian.touches.length !== 2) return;
    kejadian.preventDefault();
    const [baru, tengah] = dua(kejadian.touches);
    if (jarak) perbesar(zum * (baru / jarak), ...tengah);
    jarak = baru;
  }, { passive: false });

  // Dragging with the mouse; a click that ended a drag opens nothing.
  let awal = null, tergeser = false;
  bingkai.classList.add("geser");
  bingkai.addEventListener("pointerdown", (kejadian) => {
    if (kejadian.pointerType !== "mouse" || kejadian.button !== 0) return;
    awal = [kejadian.clientX, kejadian.clientY, bingkai.scrollLeft, bingkai.scrollTop];
    tergeser = false;
  });
  window.addEventListener("pointermove", (kejadian) => {
    if (!awal) return;
    const x = kejadian.clientX - awal[0], y = kejadian.clientY - awal[1];
    if (!tergeser && Math.hypot(x, y) < 5) return;
    tergeser = true;
    bingkai.classList.add("menggeser");
    bingkai.scrollLeft = awal[2] - x;
    bingkai.scrollTop = awal[3] - y;
  });
  window.addEventListener("pointerup", () => {
    awal = null;
    bingkai.classList.remove("menggeser");
  });
  bingkai.addEventListener("click", (kejadian) => {
    if (!tergeser) return;
    kejadian.preventDefault();
    tergeser = false;
  }, true);
  bingkai.addEventListener("dragstart", (kejadian) => kejadian.preventDefault());
})();
