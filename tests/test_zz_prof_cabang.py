import cProfile, pstats, time, pytest
from tests import pabrik
from registry import services
pytestmark=pytest.mark.django_db
def test_p():
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(287)}
    besar = pabrik.kabupaten("97.01", "Kabupaten Besar", bagan={**pabrik.BAGAN, **tambahan}, rentang={**pabrik.RENTANG, **dict.fromkeys(tambahan, ("asisten-2","b"))})
    kota=pabrik.daerah("98.71","Kota Maju",jenis="kota")
    t=time.process_time()
    services.buat_rancangan(daerah=kota,templat=besar.edisi,dengan_rentang=True,oleh=None)
    print("TEMPLAT cpu ms",(time.process_time()-t)*1000)
    kota=pabrik.daerah("98.72","Kota Maju2",jenis="kota")
    w=[]
    for i in range(5):
        t=time.perf_counter(); d=services.buat_rancangan(daerah=besar.daerah,asal=besar.edisi,oleh=None); w.append((time.perf_counter()-t)*1000)
    print("KLON ms",sorted(w))

