from django.apps import AppConfig


class RelationsConfig(AppConfig):
    """How bodies work together."""

    name = "relations"
    verbose_name = "Hubungan kerja"

    def ready(self) -> None:
        from registry.isi_edisi import DASAR, IsiEdisi, daftarkan
        from registry.lingkup import daftarkan_nasional
        from relations import aturan  # noqa: F401  registers the rules
        from relations.models import (
            BidangStafAhli,
            HubunganKerja,
            KetentuanHubungan,
            KetentuanPelaksanaan,
            Urusan,
            UrusanPerangkat,
        )

        daftarkan(
            IsiEdisi(
                KetentuanHubungan,
                kunci=("subjek", "jenis"),
                nilai=("subjek_tertulis", "urutan", "maksud", "pelaksana", "rincian", *DASAR),
            )
        )
        daftarkan(
            IsiEdisi(
                KetentuanPelaksanaan,
                kunci=("urutan",),
                nilai=("topik", "subjek", "judul", "isi", "butir", "terbuka", *DASAR),
            )
        )
        daftarkan(IsiEdisi(BidangStafAhli, kunci=("staf_ahli_id", "urusan_id"), nilai=("huruf", "urutan", *DASAR)))
        daftarkan(IsiEdisi(UrusanPerangkat, kunci=("perangkat_daerah_id", "urusan_id"), nilai=DASAR))
        daftarkan(
            IsiEdisi(HubunganKerja, kunci=("dari_id", "ke_id", "jenis", "subjenis"), nilai=("keterangan", *DASAR))
        )

        daftarkan_nasional(Urusan)

        from registry.audit import ruas

        ruas.daftarkan(Urusan, "kode", "nama", "kelompok", "rujukan", "bagian_dari_id")
        ruas.daftarkan_isi(KetentuanHubungan, KetentuanPelaksanaan, BidangStafAhli, UrusanPerangkat, HubunganKerja)

        from registry.dokumen import bagian
        from relations import dokumen, dokumen_urusan

        bagian.daftarkan(*dokumen.BAGIAN)
        bagian.daftarkan_katalog(dokumen_urusan.URUSAN, dokumen_urusan.KATALOG_URUSAN)

        from relations import banding, banding_urusan, panel, urusan_unit

        panel.daftarkan()
        banding.banding()
        banding_urusan.banding()
        urusan_unit.daftarkan()
