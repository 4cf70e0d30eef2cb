from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Who exists, by which law."""

    name = "registry"
    verbose_name = "Registri"

    def ready(self) -> None:
        from registry import akses, pemeriksaan  # noqa: F401  registers the checks
        from registry.isi_edisi import DASAR, IsiEdisi, daftarkan
        from registry.models import Kedudukan, PesertaSuksesi, Suksesi

        akses.hubungkan()

        daftarkan(
            IsiEdisi(
                Kedudukan,
                kunci=("perangkat_daerah_id",),
                nilai=(
                    "induk",
                    "urutan",
                    "nama",
                    "singkatan",
                    "jenis",
                    "tipe",
                    "kontak",
                    *DASAR,
                    "disebut_peraturan_id",
                    "disebut_rujukan",
                ),
                berpohon=True,
            )
        )
        daftarkan(IsiEdisi(Suksesi, kunci=("nomor",), nilai=("jenis", "keterangan", *DASAR), ikut_klon=False))
        daftarkan(IsiEdisi(PesertaSuksesi, kunci=("nomor", "peran", "perangkat_daerah_id"), nilai=(), ikut_klon=False))

        from registry.dokumen import bagian, isi

        bagian.daftarkan(isi.STRUKTUR, isi.SUKSESI)

        from registry.tabel import resource
        from registry.tabel.unit import TabelUnit

        resource.daftarkan(TabelUnit)

        from registry.banding import daftarkan as daftarkan_banding
        from registry.banding.kepala import KEPALA
        from registry.banding.susunan import SUSUNAN

        daftarkan_banding(SUSUNAN)
        daftarkan_banding(KEPALA)
