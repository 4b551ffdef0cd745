// One ward: how it stands, its days, its procedures, its kiosks, and what did not count.

import {get} from '/web/api.js';
import {cards, notes} from '/web/cards.js';
import {loadMeasures} from '/web/cells.js';
import {trend} from '/web/chart.js';
import {daysTable} from '/web/days.js';
import {make} from '/web/dom.js';
import {download, files, pageHead, printButton} from '/web/frame.js';
import {icon} from '/web/icons.js';
import {kioskTable} from '/web/kiosk_table.js';
import {day, whole} from '/web/numbers.js';
import {picker, spanWords} from '/web/period.js';
import {api, file, to} from '/web/place.js';
import {procedureTable} from '/web/procedure_table.js';
import {kGroups} from '/web/wards.js';
import {groupBoxes, Table} from '/web/table.js';
import {has, say, said} from '/web/words.js';

export async function load(code) {
    const [answer] = await Promise.all([
        get(api(`/api/wards/${encodeURIComponent(code)}`)), loadMeasures()]);
    return answer;
}
const wardOf = (answer) => answer.overview.wards[0];
export const title = (answer) => wardOf(answer).name;

const part = (heading, inside, beside, kind = '') => make('section', {class: `box ${kind}`},
    make('div', {class: 'box-head'}, make('h2', {}, heading), beside ?? null), inside);

/// What did not count, by its reason; and what counted on a day that is not certain.
function uncounted(answer) {
    const words = (key, otherwise) => has(key) ? say(key) : otherwise;
    const table = new Table({
        caption: say('filtered.caption'), quiet: true, rows: answer.filtered, sums: true,
        sort: {key: 'rows', way: -1},
        columns: [
            {key: 'kind', label: say('filtered.kind'), head: true,
                value: (row) => words(`event.${row.kind}`, row.kind)},
            {key: 'reason', label: say('filtered.reason'),
                value: (row) => words(`reason.${row.reason}`, row.reason)},
            {key: 'rows', label: say('filtered.rows'), numeric: true, value: (row) => row.rows,
                sum: (rows) => rows.reduce((total, row) => total + row.rows, 0)},
        ],
    });
    return [
        make('p', {}, say('untrusted', {n: whole(answer.untrusted)})),
        answer.filtered.length ? table.element
            : make('p', {class: 'empty'}, say('filtered.none')),
    ];
}

function unknownDays(answer) {
    if (!answer.unknown_days.length) return make('p', {class: 'empty'}, say('unknown_days.none'));
    return [
        make('p', {}, say('unknown_days', {n: whole(answer.unknown_days.length)})),
        make('ul', {class: 'day-list'}, answer.unknown_days.map((one) =>
            make('li', {class: 'tag'}, day(one)))),
    ];
}

export function show(answer, session) {
    const overview = answer.overview, ward = wardOf(answer);
    const procedures = procedureTable(answer.procedures, overview.indicators,
        {hiddenGroups: ['doubt', 'reported']});
    const query = {ward: ward.code};
    const both = (name) => files(file(`${name}.csv`, query), file(`${name}.xlsx`, query));
    return [
        pageHead(ward.name, {
            asOf: answer.as_of,
            lead: [ward.code, ward.place ? say('ward.place', {n: whole(ward.place),
                indicator: said(overview.indicators[0].name)}) : null,
                spanWords(overview.period)].filter(Boolean).join(' · '),
            period: picker(overview.period, overview.today),
            actions: [
                session?.officer.ward ? null : make('a', {class: 'button', href: to('/wards')},
                    icon('undo', 18), say('ward.all')),
                download(file('days.csv', query), 'CSV'),
                download(file('days.xlsx', query), 'XLSX'), printButton()],
        }),
        notes(overview), cards(overview),
        make('div', {class: 'pair'}, trend(overview),
            make('div', {class: 'column'},
                part(say('filtered.title'), uncounted(answer)),
                part(say('unknown_days.title'), unknownDays(answer)))),
        part(say('kiosks.caption'), kioskTable(answer.kiosks, answer.as_of, 0, false).element,
            both('kiosks'), 'wide'),
        part(say('ward.procedures'), procedures.element,
            [groupBoxes(procedures, kGroups), both('procedures')], 'wide'),
        part(say('days.title'), daysTable({days: overview.days, period: overview.period,
            until: overview.today, indicators: overview.indicators, wards: 1}).element,
        both('days'), 'wide'),
    ];
}
