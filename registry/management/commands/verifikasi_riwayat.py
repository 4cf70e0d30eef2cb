"""`manage.py verifikasi_riwayat`: is the record what was sealed? (docs/segel.md)"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.segel.ekspor import acuan as sebut_acuan
from registry.segel.periksa import ACUAN_TERPENDEK, Hasil, periksa
from registry.templatetags.rentang import angka, saat_rinci


class Command(BaseCommand):
    help = "Memeriksa semua catatan terhadap segelnya; keluar dengan 1 dan menyebut baris pertama yang tidak cocok."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--acuan",
            metavar="NOMOR:KEPALA",
            type=baca_acuan,
            action="append",
            default=[],
            help="segel yang Anda simpan di luar (cetakan, surel); boleh berkali-kali",
        )
        parser.add_argument("--sejak", metavar="NOMOR", type=int, default=1, help="hanya hitung baris sejak segel ini")
        parser.add_argument("--json", action="store_true", help="tulis sebagai JSON")

    def handle(self, *args: Any, acuan: list[tuple[int, str]], sejak: int, **options: Any) -> None:
        try:
            hasil = periksa(acuan=acuan, sejak=sejak)
        except OSError as galat:
            raise CommandError(f"Buku segel tidak terbaca: {galat}.") from galat
        if hasil.terakhir is not None and sejak > hasil.terakhir.nomor:
            raise CommandError(f"--sejak {sejak}: segel terakhir {hasil.terakhir.nomor}.")
        if options["json"]:
            self.stdout.write(json.dumps(sebagai_json(hasil), ensure_ascii=False, indent=2))
        else:
            for baris in sebagai_teks(hasil, acuan):
                self.stdout.write(baris)
        if not hasil.cocok:
            raise SystemExit(1)


def baca_acuan(teks: str) -> tuple[int, str]:
    """ "12:ab34 cd56 …" as (12, "ab34cd56…"); spaces of a print are allowed."""
    cocok = re.fullmatch(rf"([1-9][0-9]*):([0-9a-f]{{{ACUAN_TERPENDEK},64}})", re.sub(r"\s", "", teks).lower())
    if cocok is None:
        raise argparse.ArgumentTypeError(
            f"tulis NOMOR:KEPALA, dengan sedikitnya {ACUAN_TERPENDEK} huruf dan angka pertama: 12:ab34cd56ef78"
        )
    return int(cocok[1]), cocok[2]


def sebagai_teks(hasil: Hasil, acuan: list[tuple[int, str]]) -> list[str]:
    """The report, in lines: what does not fit first, or one paragraph."""
    if not hasil.cocok:
        lain = [satu.kalimat for satu in hasil.temuan[1:]]
        # The missing triggers stand last, also after findings that are only counted.
        pemicu = [f"Dan {_awal_kecil(lain.pop())}"] if lain and hasil.pemicu_hilang else []
        banyak = hasil.banyak - 1 - len(pemicu)
        lebih = [f"… dan {banyak - len(lain)} lagi."] if banyak > len(lain) else []
        juga = [f"Juga ({banyak}):", *(f"- {satu}" for satu in lain), *lebih] if banyak else []
        return [f"TIDAK COCOK. {hasil.temuan[0].kalimat}", *juga, *pemicu, _belum(hasil)]
    if hasil.terakhir is None:
        return ["Belum ada segel. Jalankan: manage.py segel", _belum(hasil)]
    kalimat = (
        f"COCOK. {angka(hasil.segel)} segel menyambung; {angka(hasil.baris)} baris, juga isi {angka(hasil.edisi)} "
        f"edisi terbit, sama dengan saat disegel; {angka(hasil.hidup)} baris di luar edisi dan "
        f"{angka(hasil.rancangan)} rancangan sesuai dengan riwayatnya. "
        f"Segel terakhir {sebut_acuan(hasil.terakhir)}, {saat_rinci(hasil.terakhir.pada)}."
    )
    luar = f" Buku di luar basis data: {angka(hasil.tercatat_buku)} segel cocok." if hasil.tercatat_buku else ""
    luar += f" Acuan: {len(acuan)} cocok." if acuan else ""
    if not luar:
        luar = " Tanpa buku dan acuan dari luar, yang terbukti hanya bahwa basis data cocok dengan dirinya sendiri."
    if hasil.tercatat_buku and hasil.tanpa_buku:
        luar += f" {angka(hasil.tanpa_buku)} segel belum ada dalam buku; segel berikutnya mencatatnya."
    if hasil.lain_buku:
        luar += f" Buku juga memuat {angka(hasil.lain_buku)} segel pemasangan lain."
    return [kalimat + luar, _belum(hasil)]


def _awal_kecil(kalimat: str) -> str:
    return kalimat[:1].lower() + kalimat[1:]


def _belum(hasil: Hasil) -> str:
    edisi = f" dan {angka(hasil.belum_edisi)} edisi terbit" if hasil.belum_edisi else ""
    if not hasil.belum and not edisi:
        return "Semua baris sudah disegel."
    sejak = f" sejak {saat_rinci(hasil.terakhir.pada)}" if hasil.terakhir else ""
    return f"{angka(hasil.belum)} baris{edisi} belum disegel{sejak}; itu bukan kesalahan."


def sebagai_json(hasil: Hasil) -> dict[str, Any]:
    """The report as data."""
    return {
        "cocok": hasil.cocok,
        "segel": hasil.segel,
        "segel_terakhir": None
        if hasil.terakhir is None
        else {"nomor": hasil.terakhir.nomor, "kepala": hasil.terakhir.kepala},
        "baris": hasil.baris,
        "edisi": hasil.edisi,
        "baris_di_luar_edisi": hasil.hidup,
        "rancangan": hasil.rancangan,
        "belum_disegel": hasil.belum,
        "edisi_belum_disegel": hasil.belum_edisi,
        "banyak_temuan": hasil.banyak,
        "temuan": [asdict(satu) for satu in hasil.temuan],
        "pemicu_hilang": hasil.pemicu_hilang,
    }
