"""Write the documents that are made from the code and from real runs.

``python -m docs`` writes all of them, ``python -m docs pages`` the pages of the codes, and so on.
The tests compare them with what is there.
"""

import sys

from docs.making.first_minutes import write_first_minutes
from docs.making.migration import write_migration
from docs.making.pages import write_pages
from docs.making.picture import write_picture

COMMANDS = {
    "pages": write_pages,
    "picture": write_picture,
    "migration": write_migration,
    "first-minutes": write_first_minutes,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or COMMANDS:
        COMMANDS[name]()
