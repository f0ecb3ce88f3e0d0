"""The browser of the tests of pages."""

from tests.browser import browser as browser
from tests.browser import kept_page as kept_page
from tests.browser import window as window
