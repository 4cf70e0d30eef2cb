"""`/sehat/`: does the server reach its database, migrated and guarded?"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from registry import beku
from registry.models import Daerah


@require_safe
@never_cache
def sehat(request: HttpRequest) -> JsonResponse:
    """200 {"status": "sehat"}; 503 with a sentence where the database or its guards fail. 2 queries."""
    try:
        Daerah.objects.exists()
        hilang = beku.hilang()
    except DatabaseError:
        return _sakit("Basis data tidak menjawab atau belum disiapkan.")
    if hilang:
        return _sakit("Pengaman edisi terbit hilang; jalankan migrate.")
    return JsonResponse({"status": "sehat", "basis_data": connection.vendor})


def _sakit(pesan: str) -> JsonResponse:
    return JsonResponse({"status": "sakit", "pesan": pesan}, status=503, json_dumps_params={"ensure_ascii": False})
