// Brocade (thổ cẩm): every figure is a grid of thread letters; one run of equal letters in a row
// is one rectangle. Colours are the classes of style.css. Nothing here carries information.

import {svg} from '/web/dom.js';

function weave(rows, cell, height, attributes) {
    const element = svg('svg', {
        width: rows[0].length * cell, height: rows.length * height,
        viewBox: `0 0 ${rows[0].length * cell} ${rows.length * height}`,
        'shape-rendering': 'crispEdges', 'aria-hidden': 'true', focusable: 'false', ...attributes,
    });
    const paths = new Map();  // One path a colour: a cloth is eight elements, not six hundred.
    rows.forEach((row, y) => {
        for (const run of row.matchAll(/([a-z])\1*/g)) {
            const box = `M${run.index * cell} ${y * height}h${run[0].length * cell}v${height}` +
                `h-${run[0].length * cell}z`;
            paths.set(run[1], (paths.get(run[1]) ?? '') + box);
        }
    });
    for (const [thread, d] of paths) element.append(svg('path', {class: `thread-${thread}`, d}));
    return element;
}

const kMark = [
    '......gg......',
    '......gg......',
    '.....gwwg.....',
    '.....gwwg.....',
    '....gwwwwg....',
    '....gwrrwg....',
    '...gwwrrwwg...',
    '...gwrrrrwg...',
    '..gwwwwwwwwg..',
    '.gwwwwwwwwwwg.',
    'gggggggggggggg',
    '..ww......ww..',
    '..ww......ww..',
    '.gggggggggggg.',
];
/// The nhà rông with its one door.
export const mark = (cell) => weave(kMark, cell, cell, {class: 'mark'});

// One diamond of 10 columns by distance from its middle; ten of them are the hundred days.
const kRings = 'gwrrigrkk';
const kMotif = Array.from({length: 9}, (_, y) => Array.from({length: 10}, (_, x) =>
    y === 0 || y === 8 ? 'g'
        : kRings[Math.min(Math.floor(Math.abs(x - 4.5) + Math.abs(y - 4)), 8)]).join(''));

/// The campaign's cloth: one column woven a day, the rest is warp. It scales to its box.
export function cloth(day, days) {
    const rows = kMotif.map((row, y) => {
        let threads = '';
        for (let x = 0; x < days; ++x) threads += x < day ? row[x % 10] : y % 2 ? 'n' : 'm';
        return threads;
    });
    return weave(rows, 5, 10, {class: 'cloth', preserveAspectRatio: 'none'});
}
