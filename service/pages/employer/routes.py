"""What firms are shown and what they answer, as one."""

from fastapi import APIRouter

from service.pages.employer import answers, names, sheet

router = APIRouter()
for part in (answers, names, sheet):
    router.include_router(part.router)
