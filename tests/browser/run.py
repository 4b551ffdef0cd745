"""Runs the tests of the page: run.py PROGRAM SOURCE BUILD [TEST…]"""

import sys
import unittest

import given

MODULES = ["walk_test", "access_test", "keys_test", "paper_test", "safety_test", "desk_test"]

if __name__ == "__main__":
    given.program, given.source, given.build = sys.argv[1:4]
    names = sys.argv[4:] or MODULES
    found = unittest.defaultTestLoader.loadTestsFromNames(names)
    result = unittest.TextTestRunner(verbosity=2, failfast=False).run(found)
    sys.exit(0 if result.wasSuccessful() else 1)
