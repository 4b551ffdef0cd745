#!/usr/bin/env python3
"""What run.py makes of figures: medians, ratios pair by pair, promises, and how commits compare."""

import json
import os
import subprocess
import sys
import unittest

import figures
from figures import Figure

HERE = os.path.dirname(os.path.abspath(__file__))


def figure(**more):
    return Figure({'group': 'frame', 'name': 'home', 'unit': 'ms', 'ours': [2, 4, 3], **more})


class Figures(unittest.TestCase):
    def test_median_and_quantiles(self):
        self.assertEqual(figure().median(), 3)
        self.assertEqual(figures.quantile([1, 2, 3, 4, 5], 0.1), 1.4)
        self.assertEqual(figures.quantile([7], 0.9), 7)

    def test_ratios_are_of_neighbours(self):
        # The machine became slow after the first turn: the ratio stays.
        one = figure(ours=[1, 10, 10], peer=[2, 20, 20])
        self.assertEqual(one.ratio(), (0.5, 0.5, 0.5))

    def test_without_pairs_the_peers_median_counts(self):
        self.assertEqual(figure(peer=[4, 8]).ratio()[0], 0.5)

    def test_no_ratio_to_nothing(self):
        self.assertIsNone(figure().ratio())
        self.assertIsNone(figure(peer=[0, 0, 0]).ratio())

    def test_promises(self):
        self.assertIsNone(figure().promises())
        self.assertEqual(figure(ours_at_most=3).promises(), ('≤ 3 ms', True))
        self.assertEqual(figure(ours_at_most=2.9).promises(), ('≤ 2.9 ms', False))
        kept = figure(peer=[8, 16, 12], ratio_at_most=0.25, ours_at_most=3)
        self.assertEqual(kept.promises(), ('≤ 0.25×, ≤ 3 ms', True))
        self.assertFalse(figure(peer=[8, 8, 8], ratio_at_most=0.25).promises()[1])
        # A promise about a ratio is not kept by having none.
        self.assertFalse(figure(ratio_at_most=5).promises()[1])

    def test_what_is_no_figure_is_refused(self):
        for text in ('hello', '{}', '[1]', '{"group":"a","name":"b","unit":"c","ours":[]}',
                     '{"group":"a","name":"b","unit":"c","ours":["x"]}'):
            with self.assertRaises(figures.Malformed, msg=text):
                figures.read(text)
        self.assertEqual(figures.read('\n \n'), [])

    def test_json_comes_back(self):
        one = figure(peer=[8, 16, 12], peer_name='Chromium', ratio_at_most=0.25, note='warm')
        again = Figure(json.loads(json.dumps(one.as_json())))
        self.assertEqual(again.as_json(), one.as_json())

    def test_commits_compare_by_their_ratios(self):
        # Twice as fast against the same peer, on a machine that is twice as slow.
        here = figure(ours=[2, 2, 2], peer=[8, 8, 8])
        there = figure(ours=[2, 2, 2], peer=[4, 4, 4])
        self.assertEqual(figures.change(here, there), (0.5, 0.5, 0.5))
        rows = figures.compared([here], {there.key: there})
        self.assertEqual(rows[-1][-1], 'faster')
        self.assertEqual(figures.compared([there], {here.key: here})[-1][-1], 'slower')
        self.assertEqual(figures.compared([here], {})[-1][2], 'absent')

    def test_what_overlaps_is_neither(self):
        here, there = figure(ours=[1, 2, 3]), figure(ours=[1.1, 2.2, 3.3])
        self.assertEqual(figures.compared([here], {there.key: there})[-1][-1], '')

    def test_the_table_stands_in_columns(self):
        rows = figures.rows_of([figure(peer=[8, 16, 12], peer_name='Chromium', ratio_at_most=0.2)])
        lines = figures.laid_out(rows).splitlines()
        self.assertEqual(lines[1], 'frame')
        self.assertIn('0.250×', lines[2])
        self.assertTrue(lines[2].endswith('MISSED'))
        self.assertEqual(lines[0].index('peer'), lines[2].index('12.0 Chromium'))

    def test_numbers_keep_three_digits(self):
        said = [figures.number(value) for value in (0, 0.1234, 1.234, 12.34, 123.4)]
        self.assertEqual(said, ['0', '0.123', '1.23', '12.3', '123'])


class Program(unittest.TestCase):
    def test_an_unknown_group_is_named(self):
        done = subprocess.run([os.path.join(HERE, 'run.py'), 'glas'], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn('no group is called glas; there are frame', done.stderr)


if __name__ == '__main__':
    sys.exit(unittest.main())
