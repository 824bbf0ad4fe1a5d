"""Write the documents that are made from the code and from real runs.

``python -m docs pages``, ``picture``, ``first-minutes``; the tests compare them with what is there.
"""

import sys

from docs.making.pages import write_pages

COMMANDS = {"pages": write_pages}

if __name__ == "__main__":
    for name in sys.argv[1:] or COMMANDS:
        COMMANDS[name]()
