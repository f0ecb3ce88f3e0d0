"""Follow-up of those who hold a place, as one."""

from fastapi import APIRouter

from service.pages.followup import overview, run

router = APIRouter()
for part in (overview, run):
    router.include_router(part.router)
