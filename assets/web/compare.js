// Two periods side by side: for each indicator, each measure and each ward.

import {get} from '/web/api.js';
import {difference, differenceCell, loadMeasures, measureColumns, number, rateCell, rateOf,
    wardLink} from '/web/cells.js';
import {make} from '/web/dom.js';
import {pageHead, printButton} from '/web/frame.js';
import {daysBetween, plusDays, signed} from '/web/numbers.js';
import {picker, spanWords} from '/web/period.js';
import {api, chosen, go, over} from '/web/place.js';
import {choice, searchField, Table} from '/web/table.js';
import {say, said} from '/web/words.js';

/// The period before, of the same length: what one most often wants beside a period.
function before(period) {
    const days = daysBetween(period.from, period.to);
    return {compare_from: plusDays(period.from, -days), compare_to: plusDays(period.from, -1)};
}

export async function load() {
    let [overview] = await Promise.all([get(api('/api/overview')), loadMeasures()]);
    if (!overview.comparison)
        overview = await get(api('/api/overview', before(overview.period)));
    return overview;
}
export const title = () => say('page.compare');

function otherDates(overview) {
    const field = (name, value) => make('input', {type: 'date', name, value, required: true,
        max: overview.today});
    const from = field('compare_from', overview.comparison.from);
    const until = field('compare_to', overview.comparison.to);
    return make('form', {class: 'dates no-print', onsubmit: (event) => {
        event.preventDefault();
        go(over({compare_from: from.value, compare_to: until.value}));
    }},
    make('strong', {}, say('compare.with')),
    make('label', {}, make('span', {}, say('period.from')), from),
    make('label', {}, make('span', {}, say('period.to')), until),
    make('button', {class: 'button', type: 'submit'}, say('period.apply')),
    chosen('compare_from') ? make('button', {class: 'button', type: 'button',
        onclick: () => go(over({compare_from: null, compare_to: null}))},
    say('compare.before')) : null);
}

const columns = () => ({now: say('compare.now'), then: say('compare.then')});

function indicatorTable(overview) {
    const words = columns();
    return new Table({
        caption: say('compare.indicators'), rows: overview.indicators,
        columns: [
            {key: 'name', label: say('indicator'), head: true, value: (one) => said(one.name)},
            {key: 'now', label: words.now, numeric: true, value: (one) => one.rate.hundredths,
                td: (one) => rateCell(one.rate)},
            {key: 'then', label: words.then, numeric: true,
                value: (one) => one.compared?.hundredths ?? null,
                td: (one) => rateCell(one.compared)},
            {key: 'change', label: say('compare.points'), numeric: true,
                value: (one) => difference(one.rate, one.compared),
                td: (one) => differenceCell(one.rate, one.compared)},
        ],
    }).element;
}

function measureTable(overview) {
    const words = columns();
    const rows = measureColumns(() => null).map(({key, label, group}) => ({
        label, group, now: overview.sum[key], then: overview.compared_sum?.[key] ?? null,
    }));
    return new Table({
        caption: say('compare.measures'), rows,
        columns: [
            {key: 'label', label: say('measure'), head: true, value: (row) => row.label},
            {key: 'group', label: say('certainty'),
                value: (row) => say(`certainty.${row.group}`)},
            {key: 'now', label: words.now, numeric: true, value: (row) => row.now},
            {key: 'then', label: words.then, numeric: true, value: (row) => row.then},
            {key: 'change', label: say('compare.change'), numeric: true,
                value: (row) => row.then === null ? null : row.now - row.then,
                cell: (row) => row.then === null ? number(null) : signed(row.now - row.then)},
        ],
    }).element;
}

function wardTable(overview, indicator, session) {
    const words = columns(), now = (ward) => ward.rates[indicator.id];
    const then = (ward) => now(ward).compared;
    return new Table({
        caption: say('compare.wards', {name: said(indicator.name)}), quiet: true,
        rows: overview.wards, tall: true, few: 15, sums: true, sort: {key: 'change', way: -1},
        mine: (ward) => ward.code === session?.officer.ward,
        search: (ward) => `${ward.name} ${ward.code}`,
        columns: [
            {key: 'name', label: say('ward'), head: true, value: (ward) => ward.name,
                cell: wardLink},
            {key: 'now', label: words.now, numeric: true, value: (ward) => now(ward).hundredths,
                td: (ward) => rateCell(now(ward)),
                sumTd: (rows) => rateCell(rateOf(rows.map(now)))},
            {key: 'then', label: words.then, numeric: true,
                value: (ward) => then(ward)?.hundredths ?? null,
                td: (ward) => rateCell(then(ward)),
                sumTd: (rows) => rateCell(rateOf(rows.map(then)))},
            {key: 'change', label: say('compare.points'), numeric: true,
                value: (ward) => difference(now(ward), then(ward)),
                td: (ward) => differenceCell(now(ward), then(ward)),
                sumTd: (rows) => differenceCell(rateOf(rows.map(now)), rateOf(rows.map(then)))},
        ],
    });
}

function wards(overview, session) {
    const holder = make('div');
    let table, text = '';
    const draw = (id) => {
        table = wardTable(overview, overview.indicators.find((one) => one.id === id), session);
        if (text) table.filter(() => true, text);
        holder.replaceChildren(table.element);
    };
    const first = overview.indicators[0].id;
    draw(first);
    return make('section', {class: 'box'},
        make('div', {class: 'box-head'}, make('h2', {}, say('compare.by_ward')),
            choice(say('indicator'), overview.indicators.map((one) => [one.id, said(one.name)]),
                first, draw)),
        searchField(say('ranking.search'), (typed) => {
            text = typed;
            table.filter(() => true, text);
        }),
        holder);
}

export function show(overview, session) {
    return [
        pageHead(say('compare.title'), {
            asOf: overview.as_of,
            lead: say('compare.spans', {now: spanWords(overview.period),
                then: spanWords(overview.comparison)}),
            period: picker(overview.period, overview.today), actions: [printButton()],
        }),
        make('div', {class: 'box no-print'}, otherDates(overview)),
        make('div', {class: 'pair'},
            make('section', {class: 'box'}, indicatorTable(overview)),
            make('section', {class: 'box'}, measureTable(overview))),
        overview.indicators.length ? wards(overview, session) : null,
    ].filter(Boolean);
}
