"""What programs do with rounds that are kept, as one."""

from fastapi import APIRouter

from service.api import entries, imports, jobs, log, lookups, rows

router = APIRouter()
for part in (entries, imports, jobs, log, lookups, rows):
    router.include_router(part.router)
