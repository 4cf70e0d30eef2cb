"""Reads a question: each typed word becomes a slot with the words, regions and classes that can fill it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Length

from registry.models import Daerah
from registry.models.pencarian import Kata, Penunjuk, PenunjukDaerah, Trigram
from registry.pencarian.indeks import TANDA_KELAS
from registry.pencarian.jarak import JAUH, jarak, toleransi, trigram
from registry.pencarian.normalisasi import MAKS_HURUF, MAKS_KATA, SERING, UMUM, Ketikan, pecah, urai
from registry.pencarian.setara import KELAS, Kelas

#: Most words that begin like a typed one, look like it, and are compared letter by letter.
MAKS_AWALAN = 400
MAKS_MIRIP = 300
MAKS_BANDING = 60

#: How well a region is named: by its whole name, its capital, or a part of its name.
NAMA_PENUH, IBU_KOTA, NAMA_SEBAGIAN = 90, 60, 40

_ABJAD = "0123456789abcdefghijklmnopqrstuvwxyz"


class Dekat(IntEnum):
    """How a found word relates to the typed one; a nearer one outranks a farther one."""

    SALAH_DUA = 0
    SALAH_SATU = 1
    AWALAN = 2
    TEPAT = 3


@dataclass(slots=True)
class _Kata:
    """A word of the index. `berbadan`: some body has it. `daerah`: regions whose name or capital has it."""

    pk: int
    kata: str
    berbadan: bool
    daerah: list[tuple[Daerah, PenunjukDaerah.Asal]] = field(default_factory=list)


@dataclass(slots=True)
class Ruang:
    """A slot: one typed word and everything that fills it.

    kata: word id → nearness; `teks` are these words · daerah: region id → (nearness, how well it is named) ·
    daerah_salah: regions of this name that are of another kind than asked ("kota banjar") · kelas, kelompok: the
    class that the word names, and the class words of the bodies that stand for its members · umum: a word like
    "dinas" · sering: one that counts but is too frequent to look for first.
    """

    ketikan: Ketikan
    kata: dict[int, Dekat] = field(default_factory=dict)
    teks: set[str] = field(default_factory=set)
    daerah: dict[int, tuple[Dekat, int]] = field(default_factory=dict)
    daerah_salah: set[int] = field(default_factory=set)
    kelas: Kelas | None = None
    kelompok: frozenset[int] = frozenset()
    umum: bool = False
    sering: bool = False

    @property
    def kosong(self) -> bool:
        """Nothing in the registry is like this word."""
        return not (self.kata or self.daerah or self.daerah_salah or self.kelompok)

    @property
    def menamai_daerah(self) -> bool:
        """The word stands for a region, by its whole name or its capital."""
        return bool(self.daerah_salah) or any(mutu != NAMA_SEBAGIAN for _, mutu in self.daerah.values())

    @property
    def langka(self) -> bool:
        """The word is in few names: it chooses the candidates."""
        return bool(self.kata) and not (self.umum or self.sering or self.menamai_daerah)


@dataclass(slots=True)
class Tafsir:
    """A question that was read.

    dinamai: the regions that it names, misspelled or not · disebut: those of them that it names letter by letter ·
    asing: regions of another kind than the recorded one of that name ("Kota Banjar"), which nobody entered.
    """

    ruang: list[Ruang]
    dinamai: set[int]
    disebut: dict[int, Daerah] = field(default_factory=dict)
    asing: list[str] = field(default_factory=list)

    @property
    def wajib(self) -> list[Ruang]:
        """Slots that a full hit fills: all but words like "dinas", or these too where nothing else is asked
        ("dinas banjar")."""
        inti = [ruang for ruang in self.ruang if not ruang.umum]
        if all(ruang.menamai_daerah for ruang in inti):
            return [ruang for ruang in self.ruang if not (ruang.umum and ruang.kosong)]
        return inti

    @property
    def tempat(self) -> set[int]:
        """The regions that are meant: those that are named, else those of which a word is part of the name."""
        return self.dinamai or {pk for ruang in self.ruang if not ruang.kata for pk in ruang.daerah}

    @property
    def tak_dikenal(self) -> list[str]:
        """Words, as typed, that are like nothing in the registry."""
        return [ruang.ketikan.asli for ruang in self.ruang if ruang.kosong and not ruang.umum]

    @property
    def sebutan(self) -> str:
        """What is asked for besides the regions, as typed; a class by its name ("camat" is Kecamatan)."""
        return " ".join(
            KELAS[ruang.ketikan.kata].sebutan if ruang.ketikan.kata in KELAS else ruang.ketikan.asli
            for ruang in self.ruang
            if not (ruang.daerah_salah or ruang.daerah.keys() & self.disebut.keys())
        )

    def penyebut(self, daerah: int) -> frozenset[int]:
        """The slots that name a region; two regions of one name share them."""
        return frozenset(letak for letak, ruang in enumerate(self.ruang) if daerah in ruang.daerah)

    @property
    def kelompok(self) -> frozenset[int]:
        """Class words of the classes that are named."""
        return frozenset().union(*(ruang.kelompok for ruang in self.ruang))


def tafsirkan(pertanyaan: str) -> Tafsir:
    """Read a question; 1 query, 2 where a word is in no name. No query for a question without words.

    Only the first 200 characters and 8 words are read.
    """
    ketikan = urai(pertanyaan[:MAKS_HURUF])[:MAKS_KATA]
    if not ketikan:
        return Tafsir([], set())
    dikenal = _cari_tepat(ketikan)
    ketikan = list(_sambung_pisah(ketikan, dikenal))
    kata_ruang = [
        _isi_tepat(satu.kata, dikenal, terakhir=letak == len(ketikan) - 1) for letak, satu in enumerate(ketikan)
    ]
    tak_dikenal = [
        satu.kata
        for satu, kata in zip(ketikan, kata_ruang, strict=True)
        if not kata and satu.kata not in KELAS.keys() | UMUM and toleransi(satu.kata)
    ]
    mirip = _cari_mirip(tak_dikenal) if tak_dikenal else {}
    for satu, kata in zip(ketikan, kata_ruang, strict=True):
        kata += mirip.get(satu.kata, [])
    ruang = [_ruang(satu, kata, dikenal) for satu, kata in zip(ketikan, kata_ruang, strict=True)]
    dinamai, asing = _kenali_daerah(ruang, kata_ruang)
    berkelas = any(satu.kelompok and not satu.umum for satu in ruang)
    if ruang[-1].kosong and len(ruang[-1].ketikan.kata) == 1 and not berkelas:
        ruang.pop()  # still being typed
    return Tafsir(ruang, set(dinamai), _disebut(ruang, dinamai), asing)


def _cari_tepat(ketikan: list[Ketikan]) -> dict[str, _Kata]:
    """Words of the index that equal a typed word, two of them joined or one of them split, or begin with one."""
    kata = [satu.kata for satu in ketikan]
    dicari = {*kata, *(a + b for a, b in pairwise(kata))}
    dicari |= {bagian for satu in kata for pisah in _pisahan(satu) for bagian in pisah}
    dicari |= {TANDA_KELAS + satu for satu in kata} | {TANDA_KELAS + kelas.kelas for kelas in KELAS.values()}
    dicari |= {KELAS[satu].kelas for satu in kata if satu in KELAS}
    tepat = Q(kata__in=sorted(dicari))
    semua = tepat
    for urutan, satu in enumerate(kata):
        if len(satu) >= (2 if urutan == len(kata) - 1 else 3):
            semua |= _berawalan(satu)
    urut = Case(When(tepat, then=Value(0)), default=Value(1))
    return _baca(Kata.objects.filter(semua).order_by(urut, Length("kata"), "kata"), MAKS_AWALAN + len(dicari))


def _berawalan(awalan: str) -> Q:
    """Words that begin so, as a range: LIKE cannot use the index on SQLite, nor on PostgreSQL under a locale.

    Words consist of a–z and 0–9 alone, which every collation puts in this order.
    """
    batas = awalan.rstrip("z")
    syarat = Q(kata__gte=awalan)
    if batas:
        syarat &= Q(kata__lt=batas[:-1] + _ABJAD[_ABJAD.index(batas[-1]) + 1])
    return syarat


def _pisahan(kata: str) -> Iterator[tuple[str, str]]:
    """Ways to split a word in two: "satpolpp"."""
    if 5 <= len(kata) <= 24:
        for letak in range(2, len(kata) - 1):
            yield kata[:letak], kata[letak:]


def _baca(kata: QuerySet[Kata], batas: int) -> dict[str, _Kata]:
    """Read words with their regions, keeping the order; words that lead nowhere are left out; 1 query."""
    semua: dict[str, _Kata] = {}
    baris = kata.annotate(berbadan=Exists(Penunjuk.objects.filter(kata=OuterRef("pk")))).values_list(
        "pk",
        "kata",
        "berbadan",
        "penunjuk_daerah__asal",
        "penunjuk_daerah__daerah",
        "penunjuk_daerah__daerah__kode",
        "penunjuk_daerah__daerah__nama",
        "penunjuk_daerah__daerah__jenis",
        "penunjuk_daerah__daerah__ibu_kota",
    )
    for pk, teks, berbadan, asal, daerah, kode, nama, jenis, ibu_kota in baris[:batas]:
        if berbadan or daerah is not None:
            satu = semua.setdefault(teks, _Kata(pk, teks, berbadan))
            if daerah is not None:
                milik = Daerah(pk=daerah, kode=kode, nama=nama, jenis=jenis, ibu_kota=ibu_kota)
                satu.daerah.append((milik, PenunjukDaerah.Asal(asal)))
    return semua


def _sambung_pisah(ketikan: list[Ketikan], dikenal: dict[str, _Kata]) -> Iterator[Ketikan]:
    """Join "dpm ptsp", split "satpolpp", where that makes known words of an unknown one.

    Two known words are joined only to a region's name: "banjar baru".
    """
    lewati = False
    for urutan, satu in enumerate(ketikan):
        if lewati:
            lewati = False
            continue
        berikut = ketikan[urutan + 1] if urutan + 1 < len(ketikan) else None
        gabung = dikenal.get(satu.kata + berikut.kata) if berikut else None
        if berikut and gabung:
            keduanya = satu.kata in dikenal and berikut.kata in dikenal
            if not keduanya or gabung.daerah:
                yield Ketikan(gabung.kata, f"{satu.asli} {berikut.asli}")
                lewati = True
                continue
        pisahan = [] if satu.kata in dikenal else list(_pisahan(satu.kata))
        pisahan = [(a, b) for a, b in pisahan if a in dikenal and b in dikenal]
        if pisahan:
            for bagian in max(pisahan, key=lambda dua: len(dua[0])):
                yield Ketikan(bagian, bagian)
        else:
            yield satu


def _isi_tepat(kata: str, dikenal: dict[str, _Kata], *, terakhir: bool) -> list[tuple[_Kata, Dekat]]:
    """The word itself, else the words that begin with it."""
    if kata in dikenal:
        return [(dikenal[kata], Dekat.TEPAT)]
    if len(kata) < (2 if terakhir else 3):
        return []
    return [(satu, Dekat.AWALAN) for satu in dikenal.values() if satu.kata.startswith(kata)]


def _cari_mirip(kata: list[str]) -> dict[str, list[tuple[_Kata, Dekat]]]:
    """For each word the nearest words of the index, and those one slip farther; 1 query.

    The database lets trigrams vote among words of about the same length; the distance is computed here, for
    the best few.
    """
    syarat = Q()
    for satu in kata:
        longgar = toleransi(satu)
        panjang = (len(satu) - longgar, len(satu) + longgar)
        syarat |= Q(tri__in=sorted(trigram(satu)), panjang__range=panjang)
    suara = Trigram.objects.filter(syarat).values("kata").annotate(suara=Count("pk")).order_by("-suara", "kata")
    calon = _baca(Kata.objects.filter(pk__in=suara.values("kata")[:MAKS_MIRIP]), MAKS_MIRIP * 4)
    tri_calon = [(satu, trigram(satu.kata)) for satu in calon.values()]
    hasil: dict[str, list[tuple[_Kata, Dekat]]] = {}
    for ketikan in kata:
        tri, maks = trigram(ketikan), toleransi(ketikan)
        terdekat = sorted(tri_calon, key=lambda satu: (-len(tri & satu[1]), satu[0].kata))[:MAKS_BANDING]
        jauh = [(satu, jarak(ketikan, satu.kata, maks)) for satu, _ in terdekat]
        paling_dekat = min((nilai for _, nilai in jauh), default=JAUH)
        hasil[ketikan] = [
            (satu, Dekat.SALAH_SATU if nilai == 1 else Dekat.SALAH_DUA)
            for satu, nilai in jauh
            if nilai <= min(maks, paling_dekat + 1)
        ]
    return hasil


def _ruang(ketikan: Ketikan, kata: list[tuple[_Kata, Dekat]], dikenal: dict[str, _Kata]) -> Ruang:
    """A slot with its words, and the class that it names."""
    ruang = Ruang(
        ketikan, kata={satu.pk: dekat for satu, dekat in kata if satu.berbadan}, teks={satu.kata for satu, _ in kata}
    )
    ruang.umum = ruang.teks <= UMUM if ruang.teks else ketikan.kata in UMUM
    terdekat = kata[0][0].kata if len(kata) == 1 else ketikan.kata
    kelas = KELAS.get(terdekat) or Kelas(terdekat, terdekat.capitalize())
    baku = dikenal.get(kelas.kelas)
    if baku and baku.berbadan and kelas.sebutan == KELAS.get(kelas.kelas, kelas).sebutan:
        # "camat" also finds a Kecamatan that is recorded.
        ruang.kata.setdefault(baku.pk, Dekat.AWALAN)
        ruang.teks.add(baku.kata)
    if penanda := dikenal.get(TANDA_KELAS + kelas.kelas):
        ruang.kelas, ruang.kelompok = kelas, frozenset({penanda.pk})
    ruang.sering = bool(ruang.teks) and ruang.teks <= SERING
    return ruang


def _kenali_daerah(
    ruang: list[Ruang], kata_ruang: list[list[tuple[_Kata, Dekat]]]
) -> tuple[dict[int, Daerah], list[str]]:
    """Enter the regions that the words name; those that are named by their whole name or capital, by id, and the
    names of those that are not recorded.

    "kota banjar" names Kota Banjar alone: the kind before a name is used up, and a region of another kind that
    has the name is kept apart.
    """
    cocok, daerah_menurut_id = _kata_daerah(kata_ruang)
    dinamai: dict[int, Daerah] = {}
    asing: dict[str, int] = {}
    jenis_terpakai: set[int] = set()
    for (pk, asal), menurut_kata in cocok.items():
        daerah = daerah_menurut_id[pk]
        mutu = _mutu(daerah, asal, menurut_kata.keys())
        if not mutu:
            continue
        depan = min(letak for letak, _ in menurut_kata.values()) - 1
        jenis = ruang[depan].ketikan.kata if depan >= 0 and mutu != NAMA_SEBAGIAN else ""
        if jenis in Daerah.Jenis.values:
            jenis_terpakai.add(depan)
        salah = jenis in Daerah.Jenis.values and jenis != daerah.jenis
        if (
            salah
            and asal == PenunjukDaerah.Asal.NAMA
            and all(dekat == Dekat.TEPAT for _, dekat in menurut_kata.values())
        ):
            asing[f"{jenis.title()} {daerah.nama_pendek}"] = depan + 1
        for letak, dekat in menurut_kata.values():
            if salah:
                ruang[letak].daerah_salah.add(pk)
            else:
                ruang[letak].daerah[pk] = max((dekat, mutu), ruang[letak].daerah.get(pk, (dekat, mutu)))
        if mutu != NAMA_SEBAGIAN and not salah:
            dinamai[pk] = daerah
    tak_tercatat = [nama for nama, letak in asing.items() if not ruang[letak].daerah.keys() & dinamai.keys()]
    ruang[:] = [satu for letak, satu in enumerate(ruang) if letak not in jenis_terpakai]
    return dinamai, tak_tercatat


_Cocok = dict[tuple[int, PenunjukDaerah.Asal], dict[str, tuple[int, Dekat]]]


def _kata_daerah(kata_ruang: list[list[tuple[_Kata, Dekat]]]) -> tuple[_Cocok, dict[int, Daerah]]:
    """By region and kind of name, the words that are of it: where they stand and how near they are; the regions."""
    cocok: _Cocok = defaultdict(dict)
    menurut_id: dict[int, Daerah] = {}
    for letak, kata in enumerate(kata_ruang):
        for satu, dekat in kata:
            for daerah, asal in satu.daerah:
                menurut_id[daerah.pk] = daerah
                cocok[daerah.pk, asal][satu.kata] = (letak, dekat)
    return cocok, menurut_id


def _disebut(ruang: list[Ruang], dinamai: dict[int, Daerah]) -> dict[int, Daerah]:
    """Of the regions that are named, those of which no word is misspelled or still being typed."""
    return {
        pk: daerah
        for pk, daerah in dinamai.items()
        if all(satu.daerah[pk][0] == Dekat.TEPAT for satu in ruang if pk in satu.daerah)
    }


def _mutu(daerah: Daerah, asal: PenunjukDaerah.Asal, kata: Set[str]) -> int:
    """How well these words name a region; a capital counts only whole ("muara teweh"), else 0."""
    if asal == PenunjukDaerah.Asal.IBU_KOTA:
        return IBU_KOTA if kata >= set(pecah(daerah.ibu_kota)) else 0
    return NAMA_PENUH if kata >= set(pecah(daerah.nama_pendek)) else NAMA_SEBAGIAN
