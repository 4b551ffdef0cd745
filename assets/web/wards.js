// The full table of the wards: every measure with who says so, in groups of columns.

import {get} from '/web/api.js';
import {doubtColumns, heatLegend, loadMeasures, measureColumns, rateCell, rateColumn, rateOf,
    rateOfWard, wardLink} from '/web/cells.js';
import {notes} from '/web/cards.js';
import {make} from '/web/dom.js';
import {download, pageHead, printButton} from '/web/frame.js';
import {whole} from '/web/numbers.js';
import {picker, spanWords} from '/web/period.js';
import {api, file} from '/web/place.js';
import {choice, groupBoxes, searchField, Table} from '/web/table.js';
import {say} from '/web/words.js';

export async function load() {
    const [overview] = await Promise.all([get(api('/api/overview')), loadMeasures()]);
    return overview;
}
export const kWide = true;
export const title = () => say('page.wards');

const known = (ward) => ward.known_days ? ward.sum : null;

export function wardsTable(overview, session, more = {}) {
    const total = (read) => (rows) => rows.reduce((sum, ward) => sum + read(ward), 0);
    return new Table({
        caption: say('wards.caption'), quiet: true, rows: overview.wards, tall: true, sums: true,
        keep: true, few: 15, sort: {key: 'place', way: 1},
        mine: (ward) => ward.code === session?.officer.ward,
        search: (ward) => `${ward.name} ${ward.code}`,
        columns: [
            {key: 'place', label: say('place'), numeric: true, best: 'low',
                value: (ward) => ward.place},
            {key: 'name', label: say('ward'), head: true, value: (ward) => ward.name,
                cell: wardLink},
            ...overview.indicators.map((indicator) => ({
                ...rateColumn(indicator, (ward) => rateOfWard(ward, indicator),
                    (ward) => ward.rates[indicator.id].heat), group: 'rates',
                sumTd: (rows) => rateCell(rateOf(rows.map((ward) => rateOfWard(ward, indicator)))),
            })),
            ...measureColumns(known), ...doubtColumns(known),
            {key: 'known_days', label: say('known_days'), group: 'reported', numeric: true,
                value: (ward) => ward.known_days, sum: total((ward) => ward.known_days)},
            {key: 'kiosks', label: say('page.kiosks'), group: 'reported', numeric: true,
                value: (ward) => ward.kiosks, sum: total((ward) => ward.kiosks)},
            {key: 'silent', label: say('silent'), group: 'reported', numeric: true, best: 'low',
                value: (ward) => ward.silent, sum: total((ward) => ward.silent)},
            {key: 'alarms', label: say('alarms'), group: 'reported', numeric: true, best: 'low',
                value: (ward) => ward.alarms, sum: total((ward) => ward.alarms)},
        ],
        ...more,
    });
}

export const kGroups = ['rates', 'shown', 'said', 'confirmed', 'doubt', 'reported'];

export function show(overview, session) {
    const kinds = new Map();
    for (const ward of overview.wards) kinds.set(ward.kind, (kinds.get(ward.kind) ?? 0) + 1);
    const table = wardsTable(overview, session);
    let kind = 'all', text = '';
    const filter = () => table.filter((ward) => kind === 'all' || ward.kind === kind, text);
    return [
        pageHead(say('wards.title', {n: whole(overview.wards.length)}), {
            asOf: overview.as_of, lead: spanWords(overview.period),
            period: picker(overview.period, overview.today),
            actions: [download(file('wards.csv'), 'CSV'), download(file('wards.xlsx'), 'XLSX'),
                printButton()],
        }),
        notes(overview),
        make('section', {class: 'box wide'},
            make('div', {class: 'box-head no-print'},
                searchField(say('ranking.search'), (typed) => {
                    text = typed;
                    filter();
                }),
                choice(say('kind'), [['all', say('all')], ...[...kinds].map(([key, count]) =>
                    [key, `${whole(count)} ${key}`])], kind, (key) => {
                    kind = key;
                    filter();
                }),
                groupBoxes(table, kGroups)),
            table.element,
            overview.period.of_campaign ? heatLegend() : null),
    ];
}
