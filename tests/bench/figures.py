"""What the benchmark programs hand over (figures.h), and what is made of it: medians, ratios with
their spread, whether a promise is kept, and how two commits compare."""

import json
import statistics


class Malformed(Exception):
    """A program said something that is no figure."""


def quantile(values, share):
    """Linear between the two neighbours, as NumPy does it; of one value, that one."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


class Figure:
    """One row. `ours` and `peer` are costs; where they were taken turn by turn there are as many of
    both, and the ratios are of neighbours, so that what disturbed the machine disturbed both."""

    def __init__(self, said):
        try:
            self.group, self.name, self.unit = said['group'], said['name'], said['unit']
            self.ours = [float(value) for value in said['ours']]
            self.peer = [float(value) for value in said.get('peer', [])]
            self.peer_name = said.get('peer_name', '')
            self.note = said.get('note', '')
            self.ratio_at_most = said.get('ratio_at_most')
            self.ours_at_most = said.get('ours_at_most')
        except (KeyError, TypeError, ValueError) as error:
            raise Malformed(f'no figure: {said!r}: {error!r}') from error
        if not self.ours:
            raise Malformed(f'{self.name}: no samples')

    @property
    def key(self):
        return self.group, self.name

    def median(self):
        return statistics.median(self.ours)

    def peer_median(self):
        return statistics.median(self.peer) if self.peer else None

    def ratios(self):
        """Ours against the peer; none where the peer costs nothing that can be measured."""
        if not self.peer or statistics.median(self.peer) <= 0:
            return []
        if len(self.peer) == len(self.ours):
            return [ours / peer for ours, peer in zip(self.ours, self.peer) if peer > 0]
        return [ours / statistics.median(self.peer) for ours in self.ours]

    def ratio(self):
        """Median, and the tenth and ninetieth of a hundred."""
        ratios = self.ratios()
        if not ratios:
            return None
        return tuple(quantile(ratios, share) for share in (0.5, 0.1, 0.9))

    def promises(self):
        """What was promised, in words, and whether it is kept; None where nothing was."""
        words, kept = [], True
        if self.ratio_at_most is not None:
            words.append(f'≤ {self.ratio_at_most:g}×')
            ratio = self.ratio()
            kept = ratio is not None and ratio[0] <= self.ratio_at_most
        if self.ours_at_most is not None:
            words.append(f'≤ {self.ours_at_most:g} {self.unit}')
            kept = kept and self.median() <= self.ours_at_most
        return (', '.join(words), kept) if words else None

    def add(self, other):
        """More samples of the same figure, from another run."""
        self.ours += other.ours
        self.peer += other.peer

    def as_json(self):
        ratio, promise = self.ratio(), self.promises()
        said = {'group': self.group, 'name': self.name, 'unit': self.unit,
                'median': self.median(), 'ours': self.ours}
        if self.peer:
            said |= {'peer_name': self.peer_name, 'peer_median': self.peer_median(),
                     'peer': self.peer}
        if ratio:
            said['ratio'] = dict(zip(('median', 'p10', 'p90'), ratio))
        if promise:
            said |= {'promised': promise[0], 'kept': promise[1]}
            said |= {name: value for name, value in (('ratio_at_most', self.ratio_at_most),
                                                     ('ours_at_most', self.ours_at_most))
                     if value is not None}
        if self.note:
            said['note'] = self.note
        return said


def read(text):
    """The figures of what a program wrote to standard output, one JSON object a line."""
    figures = []
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            figures.append(Figure(json.loads(line)))
        except json.JSONDecodeError as error:
            raise Malformed(f'no JSON: {line[:120]!r}: {error}') from error
    return figures


def hand_over(said):
    """A figure to standard output, as figures.cpp does it."""
    print(json.dumps(said, ensure_ascii=False), flush=True)


def number(value):
    """Three digits that mean something."""
    if value == 0:
        return '0'
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f'{value:.{digits}f}'


def rows_of(figures):
    """The cells of the table, a list a row, under their heads."""
    rows = [['figure', 'ours', 'peer', 'ratio (10 – 90 %)', 'promised', '']]
    group = None
    for figure in figures:
        if figure.group != group:
            group = figure.group
            rows.append([group])
        ratio, promise = figure.ratio(), figure.promises()
        rows.append([
            f'  {figure.name}',
            f'{number(figure.median())} {figure.unit}',
            f'{number(figure.peer_median())} {figure.peer_name}' if figure.peer else '',
            f'{number(ratio[0])}× ({number(ratio[1])} – {number(ratio[2])})' if ratio else '',
            promise[0] if promise else '',
            ('kept' if promise[1] else 'MISSED') if promise else ''])
    return rows


def laid_out(rows):
    """Rows as lines with columns under one another. A row of one cell is a heading."""
    widths = [max((len(row[i]) for row in rows if len(row) > 1), default=0)
              for i in range(max(len(row) for row in rows))]
    lines = []
    for row in rows:
        cells = row if len(row) == 1 else [cell.ljust(width) for cell, width in zip(row, widths)]
        lines.append('  '.join(cells).rstrip())
    return '\n'.join(lines)


def change(ours, theirs):
    """How the cost of a figure went from another commit's to ours: the median, and its spread by
    the quartiles of both. Where both have a peer, what counts is the cost against it."""
    mine, other = ours.ratios(), theirs.ratios()
    if not mine or not other:
        mine, other = ours.ours, theirs.ours
    base = statistics.median(other)
    if base <= 0:
        return None
    low, high = quantile(mine, 0.25) / quantile(other, 0.75), None
    if quantile(other, 0.25) > 0:
        high = quantile(mine, 0.75) / quantile(other, 0.25)
    return statistics.median(mine) / base, low, high


def compared(figures, others):
    """Rows that say what another commit's figures were; `others` by their key."""
    rows = [['figure', 'here', 'there', 'here / there (quartiles)', '']]
    group = None
    for figure in figures:
        if figure.group != group:
            group = figure.group
            rows.append([group])
        other = others.get(figure.key)
        went = change(figure, other) if other else None
        here = f'{number(figure.median())} {figure.unit}'
        if not went:
            rows.append([f'  {figure.name}', here, number(other.median()) if other else 'absent',
                         '', ''])
            continue
        median, low, high = went
        verdict = 'slower' if low > 1 else 'faster' if high is not None and high < 1 else ''
        spread = f'{number(low)} – {number(high)}' if high is not None else number(low)
        rows.append([f'  {figure.name}', here, number(other.median()),
                     f'{number(median)}× ({spread})', verdict])
    return rows
