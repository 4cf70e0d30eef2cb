from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CoordinationConfig(AppConfig):
    """Who coordinates whom."""

    name = "coordination"
    verbose_name = "Rentang koordinasi"

    def ready(self) -> None:
        from coordination import aturan  # noqa: F401  registers the rules
        from coordination.models import RentangKoordinasi
        from registry import beku
        from registry.isi_edisi import DASAR, IsiEdisi, daftarkan

        daftarkan(
            IsiEdisi(
                RentangKoordinasi,
                kunci=("unit_id", "sebutan_ke"),
                nilai=("koordinator_id", "utama", "urutan", "huruf", "verba", "makna", *DASAR),
                penanda="utama",
                utuh=True,
                templat=True,
            )
        )

        from registry.audit import ruas

        ruas.daftarkan_isi(RentangKoordinasi)

        from coordination import dokumen
        from registry.dokumen import bagian

        bagian.daftarkan(dokumen.RENTANG)

        from coordination.tabel import TabelRentang
        from registry.tabel import resource

        resource.daftarkan(TabelRentang)

        pre_migrate.connect(beku.sebelum_migrasi, sender=self, dispatch_uid="beku")
        # This app is the last to be migrated: all tables that the triggers guard exist by then.
        post_migrate.connect(beku.sesudah_migrasi, sender=self, dispatch_uid="beku")

        from coordination import banding, panel

        panel.daftarkan()
        banding.banding()
