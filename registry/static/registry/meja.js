// The tabs of an edition on a narrow screen: the one that is open is scrolled into sight. Without this they scroll by hand.
(() => {
  const tampak = () => {
    const kini = document.querySelector(".meja-layar nav [aria-current]");
    const jalur = kini && kini.closest("ul");
    if (jalur && jalur.scrollWidth > jalur.clientWidth) {
      jalur.scrollLeft = kini.offsetLeft - (jalur.clientWidth - kini.offsetWidth) / 2;
    }
  };
  tampak();
  document.addEventListener("rentang:lembar", tampak);
  document.addEventListener("click", (peristiwa) => {
    for (const satu of document.querySelectorAll("details.meja-lain[open]")) {
      if (!satu.contains(peristiwa.target)) satu.open = false;
    }
  });
  document.addEventListener("keydown", (peristiwa) => {
    if (peristiwa.key !== "Escape") return;
    const satu = document.querySelector("details.meja-lain[open]");
    if (!satu) return;
    satu.open = false;
    satu.querySelector("summary").focus();
  });
})();
