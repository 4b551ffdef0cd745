// How a figure stands in a table: with numerator and denominator, with its certainty, and with
// words where there is none.

import {make, unseen} from '/web/dom.js';
import {percent, plain, points, whole} from '/web/numbers.js';
import {get} from '/web/api.js';
import {to} from '/web/place.js';
import {has, say, said} from '/web/words.js';

/// "—", and why.
export const unknown = (why = 'unknown') =>
    make('span', {class: 'unknown', title: say(why)},
        make('span', {'aria-hidden': 'true'}, '—'), unseen(say(why)));

/// A number, or that it is not known.
export const number = (value) =>
    value === null || value === undefined ? unknown() : whole(value);

/// "12.345/22.160"
export const part = (rate) =>
    make('span', {class: 'part'}, `${whole(rate.numerator)}/`, make('wbr'),
        whole(rate.denominator));

/// A rate with what it is made of. With `heat`, its standing by shape and by word.
export function rateCell(rate, heat = 'none') {
    if (!rate || rate.hundredths === null)
        return make('td', {class: 'rate heat-unknown'},
            unknown(rate ? 'rate.none' : 'unknown'), ' ', rate ? part(rate) : '');
    const words = heat === 'none' ? null : say(`heat.${heat}`);
    return make('td', {class: `rate heat-${heat}`, title: words},
        make('b', {}, percent(rate.hundredths)), ' ', part(rate),
        words ? unseen(` (${words})`) : null);
}

export const rateColumn = (indicator, read, heat) => ({
    key: indicator.id, label: said(indicator.name), numeric: true, best: 'high',
    value: (row) => read(row)?.hundredths ?? null,
    td: (row) => rateCell(read(row), heat ? heat(row) : 'none'),
});

/// What the shapes and colours of the rates mean.
export function heatLegend() {
    return make('ul', {class: 'legend'}, ['last', 'next', 'near', 'far'].map((heat) =>
        make('li', {}, make('i', {class: `swatch heat-${heat}`, 'aria-hidden': 'true'}),
            say(`heat.${heat}`))));
}

/// "+1,80" with an arrow that says the same; nothing where one of the two is not known.
export function difference(now, before) {
    if (!now || !before || now.hundredths === null || before.hundredths === null) return null;
    return now.hundredths - before.hundredths;
}
export function differenceCell(now, before) {
    const change = difference(now, before);
    if (change === null) return make('td', {class: 'number'}, unknown());
    const way = change > 0 ? 'rise' : change < 0 ? 'fall' : 'same';
    return make('td', {class: `number ${way}`}, points(change),
        unseen(` ${say('unit.points')}`));
}

let measures = null;
/// The measures and how certain each is: asked once, they do not change.
export async function loadMeasures() {
    measures ??= (await get('/api/measures')).measures;
    return measures;
}

/// The sum of what is known; nothing where nothing is.
export function sumOf(rows, read) {
    const known = rows.map(read).filter((value) => value !== null && value !== undefined);
    return known.length ? known.reduce((total, value) => total + value, 0) : null;
}

/// A ward's rate, or nothing for a ward that told nothing of the period.
export const rateOfWard = (ward, indicator) => ward.known_days ? ward.rates[indicator.id] : null;

/// Words that stand alone at the head of a column.
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/// Columns of measures, grouped by who says so: machine, citizen, officer.
export function measureColumns(read) {
    return (measures ?? []).map(({name, certainty}) => ({
        // An indicator may have a measure's name: "online".
        key: `count_${name}`, measure: name, label: capital(say(`measure.${name}`)),
        group: certainty,
        numeric: true, best: 'high',
        value: (row) => read(row)?.[name] ?? null,
        sum: (rows) => sumOf(rows, (row) => read(row)?.[name]),
    }));
}

/// Counted, but on an uncertain day; and what did not count.
export const doubtColumns = (read) => ['untrusted', 'filtered'].map((name) => ({
    key: `count_${name}`, label: capital(say(`measure.${name}`)), group: 'doubt', numeric: true,
    best: 'low',
    value: (row) => read(row)?.[name] ?? null,
    sum: (rows) => sumOf(rows, (row) => read(row)?.[name]),
}));

/// A ward's page under its name. Kinds are shortened for the eye: "P. An Nhơn", "X. Ia Hrú".
export function wardLink(ward) {
    const short = `kind.${plain(ward.kind)}`, long = `${ward.kind} `;
    const starts = has(short) && ward.name.toLowerCase().startsWith(long);
    return make('a', {
        class: 'ward-link', lang: 'vi', href: to(`/wards/${ward.code}`), title: ward.code,
        'aria-label': starts ? ward.name : null,
    }, starts ? `${say(short)} ${ward.name.slice(long.length)}` : ward.name);
}

/// The rate of several rows together, for a row of sums; nothing if none of them is known.
export function rateOf(rates) {
    const known = rates.filter(Boolean);
    if (!known.length) return null;
    const numerator = known.reduce((total, rate) => total + rate.numerator, 0);
    const denominator = known.reduce((total, rate) => total + rate.denominator, 0);
    // Rounded half up, as the server does (kiosk/campaign/rate.h); exact below 2^53 / 20,000.
    const hundredths = denominator > 0
        ? Math.floor((numerator * 20000 + denominator) / (2 * denominator)) : null;
    return {numerator, denominator, hundredths};
}

/// Who vouches for a figure.
export const certainty = (kind) =>
    make('span', {class: 'certainty', title: say(`certainty.${kind}.long`)},
        say(`certainty.${kind}`));
