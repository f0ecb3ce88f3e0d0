"""What is kept of people and of what is decided, told, as one."""

from fastapi import APIRouter

from service.pages.records import letter, looks, overrides, own

router = APIRouter()
for part in (letter, looks, overrides, own):
    router.include_router(part.router)
