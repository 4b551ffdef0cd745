// Two periods side by side: for each indicator, each measure and each ward.

import {get} from '/web/api.js';
import {difference, differenceCell, loadMeasures, measureColumns, number, rateCell, rateOf,
    rateOfWard, wardLink} from '/web/cells.js';
import {make} from '/web/dom.js';
import {download, pageHead, printButton} from '/web/frame.js';
import {icon} from '/web/icons.js';
import {daysBetween, plusDays, signed, whole} from '/web/numbers.js';
import {dayField, picker, spanWords} from '/web/period.js';
import {chosen, file, go, over, period} from '/web/place.js';
import {choice, searchField, Table} from '/web/table.js';
import {say, said} from '/web/words.js';

const kUneven = 0.1;  // A tenth of the days: more than holidays make.

/// The period before, of the same length: what one most often wants beside a period.
function before(period) {
    const days = daysBetween(period.from, period.to);
    return {from: plusDays(period.from, -days), to: plusDays(period.from, -1)};
}

/// Each period as an overview of its own: it also says what of the other one is not known.
export async function load() {
    const asked = period();
    const overviewOf = (from, to) => get(`/api/overview${from ? `?from=${from}&to=${to}` : ''}`);
    const [now] = await Promise.all([
        overviewOf(asked.get('from'), asked.get('to')), loadMeasures()]);
    const other = asked.get('compare_from')
        ? {from: asked.get('compare_from'), to: asked.get('compare_to')} : before(now.period);
    return {now, then: await overviewOf(other.from, other.to)};
}
export const title = () => say('page.compare');

function otherDates({now, then}) {
    const {input: from, element: first} =
        dayField(say('period.from'), 'compare_from', then.period.from, now.today);
    const {input: until, element: last} =
        dayField(say('period.to'), 'compare_to', then.period.to, now.today);
    return make('form', {class: 'dates no-print', onsubmit: (event) => {
        event.preventDefault();
        until.setCustomValidity(from.value > until.value ? say('period.wrong', {days: 1000}) : '');
        if (until.reportValidity()) go(over({compare_from: from.value, compare_to: until.value}));
    }, oninput: () => until.setCustomValidity('')},
    make('strong', {}, say('compare.with')),
    first, last,
    make('button', {class: 'button', type: 'submit'}, say('period.apply')),
    chosen('compare_from') ? make('button', {class: 'button', type: 'button',
        onclick: () => go(over({compare_from: null, compare_to: null}))},
    say('compare.before')) : null);
}

/// Now, then and the difference of a rate.
function rateColumns(now, then) {
    return [
        {key: 'now', label: say('compare.now'), numeric: true,
            value: (row) => now(row)?.hundredths ?? null, td: (row) => rateCell(now(row)),
            sumTd: (rows) => rateCell(rateOf(rows.map(now)))},
        {key: 'then', label: say('compare.then'), numeric: true,
            value: (row) => then(row)?.hundredths ?? null, td: (row) => rateCell(then(row)),
            sumTd: (rows) => rateCell(rateOf(rows.map(then)))},
        {key: 'change', label: say('compare.points'), numeric: true,
            value: (row) => difference(now(row), then(row)),
            td: (row) => differenceCell(now(row), then(row)),
            sumTd: (rows) => differenceCell(rateOf(rows.map(now)), rateOf(rows.map(then)))},
    ];
}

function indicatorTable({now, then}) {
    const rate = (overview, one) => overview.known_ward_days ? one.rate : null;
    const other = new Map(then.indicators.map((one) => [one.id, rate(then, one)]));
    return new Table({
        caption: say('compare.indicators'), rows: now.indicators,
        columns: [
            {key: 'name', label: say('indicator'), head: true, value: (one) => said(one.name)},
            ...rateColumns((one) => rate(now, one), (one) => other.get(one.id)),
        ],
    }).element;
}

function measureTable({now, then}) {
    const sum = (overview, key) => overview.known_ward_days ? overview.sum[key] : null;
    const rows = measureColumns(() => null).map(({measure, label, group}) => ({
        label, group, now: sum(now, measure), then: sum(then, measure),
    }));
    const change = (row) => row.now === null || row.then === null ? null : row.now - row.then;
    return new Table({
        caption: say('compare.measures'), rows,
        columns: [
            {key: 'label', label: say('measure'), head: true, value: (row) => row.label},
            {key: 'group', label: say('certainty'),
                value: (row) => say(`certainty.${row.group}`)},
            {key: 'now', label: say('compare.now'), numeric: true, value: (row) => row.now},
            {key: 'then', label: say('compare.then'), numeric: true, value: (row) => row.then},
            {key: 'change', label: say('compare.change'), numeric: true, value: change,
                cell: (row) => change(row) === null ? number(null) : signed(change(row))},
        ],
    }).element;
}

function wardTable({now, then}, indicator, session) {
    const other = new Map(then.wards.map((ward) => [ward.code, rateOfWard(ward, indicator)]));
    return new Table({
        caption: say('compare.wards', {name: said(indicator.name)}), quiet: true,
        rows: now.wards, tall: true, few: 15, sums: true, sort: {key: 'change', way: -1},
        mine: (ward) => ward.code === session?.officer.ward,
        search: (ward) => `${ward.name} ${ward.code}`,
        columns: [
            {key: 'name', label: say('ward'), head: true, value: (ward) => ward.name,
                cell: wardLink},
            ...rateColumns((ward) => rateOfWard(ward, indicator),
                (ward) => other.get(ward.code)),
        ],
    });
}

function wards(data, session) {
    const indicators = data.now.indicators, holder = make('div');
    let table, text = '';
    const draw = (id) => {
        table = wardTable(data, indicators.find((one) => one.id === id), session);
        if (text) table.filter(() => true, text);
        holder.replaceChildren(table.element);
    };
    draw(indicators[0].id);
    return make('section', {class: 'box'},
        make('div', {class: 'box-head'}, make('h2', {}, say('compare.by_ward')),
            choice(say('indicator'), indicators.map((one) => [one.id, said(one.name)]),
                indicators[0].id, draw)),
        searchField(say('ranking.search'), (typed) => {
            text = typed;
            table.filter(() => true, text);
        }),
        holder);
}

/// Counts over days that were told of unequally say little of what happened.
function uneven({now, then}) {
    const share = (overview) => overview.known_ward_days / Math.max(1, overview.ward_days);
    if (Math.abs(share(now) - share(then)) <= kUneven) return null;
    const words = (overview) => `${Math.round(share(overview) * 100)}\u00a0%`;
    return make('p', {class: 'fault'}, icon('warning', 18), ' ',
        say('compare.uneven', {now: words(now), then: words(then)}));
}

export function show(data, session) {
    const {now, then} = data;
    const both = {from: now.period.from, to: now.period.to, compare_from: then.period.from,
        compare_to: then.period.to};
    const coverage = (overview) => say('compare.coverage', {
        known: whole(overview.known_ward_days), all: whole(overview.ward_days)});
    return [
        pageHead(say('compare.title'), {
            asOf: now.as_of,
            lead: say('compare.spans', {now: spanWords(now.period), then: spanWords(then.period)}),
            period: picker(now.period, now.today), actions: [
                download(file('wards.csv', both), 'CSV'),
                download(file('wards.xlsx', both), 'XLSX'), printButton()],
        }),
        make('div', {class: 'box no-print'}, otherDates(data)),
        make('p', {class: 'quiet'}, `${say('compare.now')}: ${coverage(now)} · ` +
            `${say('compare.then')}: ${coverage(then)}`),
        uneven(data),
        make('div', {class: 'pair'},
            make('section', {class: 'box'}, indicatorTable(data)),
            make('section', {class: 'box'}, measureTable(data))),
        now.indicators.length ? wards(data, session) : null,
    ].filter(Boolean);
}
