"""What people say for what regulations write: general abbreviations, and words that name a class of bodies.

For finding only; nothing here is shown as a fact of a region, and nothing is stored as a body's alias. What one
region alone says belongs in its `NamaLain`.
"""

from __future__ import annotations

from typing import NamedTuple

from registry.pencarian.normalisasi import pecah

#: Short and long for the same, also in printed names ("Dinas PU Bina Marga"): each finds the other.
_TIMBAL_BALIK = (
    ("Setda", "Sekretariat Daerah"),
    ("Sekda", "Sekretaris Daerah"),
    ("Setwan", "Sekretariat DPRD"),
    ("DPRD", "Dewan Perwakilan Rakyat Daerah"),
    ("Kesra", "Kesejahteraan Rakyat"),
    ("SDA", "Sumber Daya Alam"),
    ("Humas", "Hubungan Masyarakat"),
    ("Bappeda", "Badan Perencanaan Pembangunan Daerah"),
    ("Litbang", "Penelitian Pengembangan"),
    ("Kesbangpol", "Kesatuan Bangsa Politik"),
    ("Linmas", "Perlindungan Masyarakat"),
    ("BPBD", "Badan Penanggulangan Bencana Daerah"),
    ("BKD", "Badan Kepegawaian Daerah"),
    ("Diklat", "Pendidikan Pelatihan"),
    ("SDM", "Sumber Daya Manusia"),
    ("PU", "Pekerjaan Umum"),
    ("PUPR", "Pekerjaan Umum Penataan Ruang"),
    ("Satpol PP", "Satuan Polisi Pamong Praja"),
    ("Damkar", "Pemadam Kebakaran"),
    ("Capil", "Catatan Sipil"),
    ("Catatan Sipil", "Pencatatan Sipil"),
    ("KB", "Keluarga Berencana"),
    ("Ketenagakerjaan", "Tenaga Kerja"),
    ("Kominfo", "Komunikasi Informatika"),
    ("PTSP", "Pelayanan Terpadu Satu Pintu"),
    ("UMKM", "Usaha Mikro Kecil Menengah"),
    ("UKM", "Usaha Kecil Menengah"),
    ("LH", "Lingkungan Hidup"),
    ("Pemuda", "Kepemudaan"),
    ("Arsip", "Kearsipan"),
    ("RSUD", "Rumah Sakit Umum Daerah"),
    ("RS", "Rumah Sakit"),
    ("UPTD", "Unit Pelaksana Teknis Daerah"),
    ("UPT", "Unit Pelaksana Teknis"),
    ("BUMD", "Badan Usaha Milik Daerah"),
    ("Perusahaan Daerah", "PD"),
    ("BPR", "Bank Perkreditan Rakyat"),
)

#: What is typed for a wording in names. One way: "kominfo" finds "Perhubungan dan Komunikasi".
_SEBUTAN = (
    ("Puskesmas", "Pusat Kesehatan Masyarakat"),
    ("Setdakab", "Sekretariat Daerah"),
    ("Setdako", "Sekretariat Daerah"),
    ("Setwan", "Sekretariat Dewan Perwakilan Rakyat Daerah"),
    ("Sekwan", "Sekretariat Dewan Perwakilan Rakyat Daerah"),
    ("Sekwan", "Sekretariat DPRD"),
    ("Pemkab", "Pemerintah Kabupaten"),
    ("Pemda", "Pemerintah Kabupaten"),
    ("Pemkot", "Pemerintah Kota"),
    ("Pemda", "Pemerintah Kota"),
    ("Pemprov", "Pemerintah Provinsi"),
    ("Pemda", "Pemerintah Daerah"),
    ("Wabup", "Wakil Bupati"),
    ("Wawali", "Wakil Wali Kota"),
    ("SAB", "Staf Ahli Bupati"),
    ("Itda", "Inspektorat Daerah"),
    ("Itkab", "Inspektorat Kabupaten"),
    ("Pemkesra", "Pemerintahan Kesejahteraan Rakyat"),
    ("Ekbang", "Perekonomian Pembangunan"),
    ("Tapem", "Tata Pemerintahan"),
    ("Adpem", "Administrasi Pembangunan"),
    ("Barjas", "Barang Jasa"),
    ("PBJ", "Pengadaan Barang Jasa"),
    ("UKPBJ", "Pengadaan Barang Jasa"),
    ("Prokopim", "Protokol Komunikasi Pimpinan"),
    ("Ekonomi", "Perekonomian"),
    ("Bapeda", "Badan Perencanaan Pembangunan Daerah"),
    ("Bapperida", "Badan Perencanaan Pembangunan Riset Inovasi Daerah"),
    ("Bapperida", "Badan Perencanaan Pembangunan, Riset dan Inovasi"),
    ("Bappedalitbang", "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan"),
    ("Bappelitbang", "Badan Perencanaan Pembangunan, Penelitian dan Pengembangan"),
    ("Bappelitbangda", "Badan Perencanaan Pembangunan, Penelitian dan Pengembangan"),
    ("Balitbang", "Badan Penelitian Pengembangan"),
    ("Balitbangda", "Badan Penelitian Pengembangan"),
    ("Kesbang", "Kesatuan Bangsa"),
    ("Bakesbangpol", "Badan Kesatuan Bangsa Politik"),
    ("BKPSDM", "Badan Kepegawaian Pengembangan Sumber Daya Manusia"),
    ("BKPSDM", "Badan Kepegawaian Pengembangan SDM"),
    ("BKPP", "Badan Kepegawaian Pendidikan Pelatihan"),
    ("Bapenda", "Badan Pendapatan Daerah"),
    ("Dispenda", "Dinas Pendapatan"),
    ("DPPKAD", "Dinas Pendapatan Pengelola Keuangan Aset Daerah"),
    ("DPPKAD", "Dinas Pendapatan Pengelolaan Keuangan Aset Daerah"),
    ("BPKAD", "Badan Pengelolaan Keuangan Aset Daerah"),
    ("BPKAD", "Badan Pengelola Keuangan Aset Daerah"),
    ("BPKPAD", "Badan Pengelolaan Keuangan Pendapatan Aset Daerah"),
    ("BKAD", "Badan Keuangan Aset Daerah"),
    ("Disdik", "Dinas Pendidikan"),
    ("Disdikbud", "Dinas Pendidikan Kebudayaan"),
    ("Diknas", "Dinas Pendidikan"),
    ("Disbud", "Dinas Kebudayaan"),
    ("Dinkes", "Dinas Kesehatan"),
    ("Dinsos", "Dinas Sosial"),
    ("DPUPR", "Dinas Pekerjaan Umum Penataan Ruang"),
    ("PUPRP", "Pekerjaan Umum Penataan Ruang Pertanahan"),
    ("Perkim", "Perumahan Rakyat Kawasan Permukiman"),
    ("Disperkim", "Dinas Perumahan Rakyat Kawasan Permukiman"),
    ("Disperakim", "Dinas Perumahan Rakyat Kawasan Permukiman"),
    ("DPRKP", "Dinas Perumahan Rakyat Kawasan Permukiman"),
    ("Pol PP", "Polisi Pamong Praja"),
    ("Disdamkar", "Dinas Pemadam Kebakaran"),
    ("Damkarmat", "Pemadam Kebakaran Penyelamatan"),
    ("Disdukcapil", "Dinas Kependudukan Pencatatan Sipil"),
    ("Disdukcapil", "Dinas Kependudukan Catatan Sipil"),
    ("Dukcapil", "Kependudukan Pencatatan Sipil"),
    ("Dukcapil", "Kependudukan Catatan Sipil"),
    ("Capil", "Pencatatan Sipil"),
    ("PMD", "Pemberdayaan Masyarakat Desa"),
    ("DPMD", "Dinas Pemberdayaan Masyarakat Desa"),
    ("Dispermasdes", "Dinas Pemberdayaan Masyarakat Desa"),
    ("BPMPD", "Badan Pemberdayaan Masyarakat Pemerintahan Desa"),
    ("PPPA", "Pemberdayaan Perempuan Perlindungan Anak"),
    ("P3A", "Pemberdayaan Perempuan Perlindungan Anak"),
    ("DP3A", "Dinas Pemberdayaan Perempuan Perlindungan Anak"),
    ("DPPPA", "Dinas Pemberdayaan Perempuan Perlindungan Anak"),
    ("P2KB", "Pengendalian Penduduk Keluarga Berencana"),
    ("PPKB", "Pengendalian Penduduk Keluarga Berencana"),
    ("DPPKB", "Dinas Pengendalian Penduduk Keluarga Berencana"),
    ("Dalduk", "Pengendalian Penduduk"),
    ("Disnaker", "Dinas Tenaga Kerja"),
    ("Naker", "Tenaga Kerja"),
    ("Disnakertrans", "Dinas Tenaga Kerja Transmigrasi"),
    ("Nakertrans", "Tenaga Kerja Transmigrasi"),
    ("Dishub", "Dinas Perhubungan"),
    ("Dishubkominfo", "Dinas Perhubungan Komunikasi"),
    ("Diskominfo", "Dinas Komunikasi Informatika"),
    ("Diskominfotik", "Dinas Komunikasi Informatika"),
    ("Diskominfosantik", "Dinas Komunikasi Informatika Statistik Persandian"),
    ("Infokom", "Informasi Komunikasi"),
    ("DPMPTSP", "Dinas Penanaman Modal Pelayanan Terpadu Satu Pintu"),
    ("DPM PTSP", "Dinas Penanaman Modal Pelayanan Terpadu Satu Pintu"),
    ("BPPT", "Badan Pelayanan Perizinan Terpadu"),
    ("Diskop", "Dinas Koperasi"),
    ("Diskopukm", "Dinas Koperasi Usaha Kecil Menengah"),
    ("Diskopumkm", "Dinas Koperasi Usaha Mikro Kecil Menengah"),
    ("Diskumperindag", "Dinas Koperasi Usaha Mikro Perindustrian Perdagangan"),
    ("Disperindag", "Dinas Perindustrian Perdagangan"),
    ("Perindag", "Perindustrian Perdagangan"),
    ("Disdag", "Dinas Perdagangan"),
    ("Disperin", "Dinas Perindustrian"),
    ("DLH", "Dinas Lingkungan Hidup"),
    ("DLH", "Lingkungan Hidup"),
    ("BLH", "Badan Lingkungan Hidup"),
    ("DPLH", "Dinas Pertanahan Lingkungan Hidup"),
    ("DPRKPLH", "Dinas Perumahan Rakyat Kawasan Permukiman Lingkungan Hidup"),
    ("DKP", "Dinas Ketahanan Pangan"),
    ("Distan", "Dinas Pertanian"),
    ("Dispertan", "Dinas Pertanian"),
    ("TPH", "Tanaman Pangan Hortikultura"),
    ("DTPH", "Dinas Tanaman Pangan Hortikultura"),
    ("Disbun", "Dinas Perkebunan"),
    ("Disbunnak", "Dinas Perkebunan Peternakan"),
    ("Disnak", "Dinas Peternakan"),
    ("Disnakkan", "Dinas Peternakan Perikanan"),
    ("Diskan", "Dinas Perikanan"),
    ("Dishut", "Dinas Kehutanan"),
    ("Dishutbun", "Dinas Kehutanan Perkebunan"),
    ("Dispora", "Dinas Pemuda Olahraga"),
    ("Dispora", "Dinas Kepemudaan Olahraga"),
    ("Disparpora", "Dinas Pariwisata Pemuda Olahraga"),
    ("Disporapar", "Dinas Pemuda Olahraga"),
    ("Dispar", "Dinas Pariwisata"),
    ("Disbudpar", "Dinas Kebudayaan Pariwisata"),
    ("Disbudporapar", "Dinas Kebudayaan Kepemudaan Olahraga Pariwisata"),
    ("Disporabudpar", "Dinas Pemuda Olahraga Kebudayaan Pariwisata"),
    ("Perpus", "Perpustakaan"),
    ("Perpusda", "Perpustakaan"),
    ("Dispersip", "Dinas Perpustakaan Kearsipan"),
    ("Dispusip", "Dinas Perpustakaan Kearsipan"),
    ("Disperpusip", "Dinas Perpustakaan Kearsipan"),
    ("Disarpus", "Dinas Kearsipan Perpustakaan"),
    ("PDAM", "Perusahaan Daerah Air Minum"),
    ("PDAM", "PD Air Minum"),
)

#: What is typed where something near is meant: found after all that is called so.
_MENDEKATI = (
    ("Kominfo", "Perhubungan dan Komunikasi"),
    ("Perizinan", "Pelayanan Terpadu Satu Pintu"),
    ("Investasi", "Penanaman Modal"),
    ("UKM", "Usaha Mikro"),
    ("Ortala", "Organisasi"),
    ("Bencana", "Penanggulangan Bencana"),
    ("BKD", "Badan Kepegawaian"),
)


class Setara(NamedTuple):
    """A name with the words `dari` is also found by the words `ke`, shown as `tampil`; `tepat`: they are the same."""

    tampil: str
    dari: tuple[str, ...]
    ke: tuple[str, ...]
    tepat: bool = True


def _setara(ke: str, dari: str, *, tepat: bool = True) -> Setara:
    return Setara(ke, tuple(pecah(dari)), tuple(pecah(ke)), tepat)


SETARA = (
    *(_setara(pendek, panjang) for pendek, panjang in (*_TIMBAL_BALIK, *_SEBUTAN)),
    *(_setara(panjang, pendek) for pendek, panjang in _TIMBAL_BALIK),
    *(_setara(dicari, frasa, tepat=False) for dicari, frasa in _MENDEKATI),
)


class Kelas(NamedTuple):
    """`kelas`: the class of the kelompok; `sebutan`: how a member is called in an answer."""

    kelas: str
    sebutan: str


#: Typed words that name a member of a class, or its head. Kelurahan is a class of its own: its answer through
#: the kecamatan holds under PP 18/2016 (Pasal 52 ayat (3)) but did not under PP 41/2007: it is not assumed.
KELAS = {
    "kecamatan": Kelas("kecamatan", "Kecamatan"),
    "kec": Kelas("kecamatan", "Kecamatan"),
    "camat": Kelas("kecamatan", "Kecamatan"),
    "kelurahan": Kelas("kelurahan", "Kelurahan"),
    "lurah": Kelas("kelurahan", "Kelurahan"),
    "desa": Kelas("desa", "Desa"),
    "kades": Kelas("desa", "Desa"),
    "bumd": Kelas("bumd", "BUMD"),
    "pdam": Kelas("bumd", "PDAM"),
    "perumda": Kelas("bumd", "Perumda"),
    "perumdam": Kelas("bumd", "Perumdam"),
    "perseroda": Kelas("bumd", "Perseroda"),
    "perusda": Kelas("bumd", "Perusda"),
    "uptd": Kelas("uptd", "UPTD"),
    "puskesmas": Kelas("puskesmas", "Puskesmas"),
}
