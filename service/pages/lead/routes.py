"""All pages of the programme lead's hour as one."""

from fastapi import APIRouter

from service.pages.lead import changes, decided, lists, meeting, proposals, release, rounds, work

router = APIRouter()
for part in (rounds, work, lists, decided, changes, meeting, proposals, release):
    router.include_router(part.router)
