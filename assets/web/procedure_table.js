// The procedures in one table.

import {doubtColumns, measureColumns, rateCell, rateColumn, rateOf} from '/web/cells.js';
import {make} from '/web/dom.js';
import {to} from '/web/place.js';
import {Table} from '/web/table.js';
import {say, said} from '/web/words.js';

const nameCell = (one) => [
    make('a', {lang: 'vi', href: to(`/procedures/${encodeURIComponent(one.code)}`)},
        one.name || one.code),
    make('span', {class: 'under', lang: 'vi'}, [one.code, one.field].filter(Boolean).join(' · ')),
];

/// Rates come by the campaign's ids; `indicators` names them.
export function procedureTable(procedures, indicators, more = {}) {
    const arrivals = procedures.some((one) => one.arrivals !== null);
    return new Table({
        caption: say('procedures.caption'), quiet: true, rows: procedures, tall: true, sums: true,
        few: 15, sort: {key: 'count_received', way: -1},
        search: (one) => `${one.name} ${one.code} ${one.field}`,
        columns: [
            {key: 'name', label: say('procedure'), head: true,
                value: (one) => one.name || one.code || say('procedure.none'),
                cell: (one) => one.code ? nameCell(one) : say('procedure.none')},
            ...indicators.map((indicator) => ({
                ...rateColumn(indicator, (one) => one.rates[indicator.id]), group: 'rates',
                label: said(indicator.name),
                sumTd: (rows) => rateCell(rateOf(rows.map((one) => one.rates[indicator.id]))),
            })),
            ...measureColumns((one) => one.sum)
                .filter(({measure}) => measure !== 'visits'),  // Of none.
            arrivals ? {key: 'arrivals', label: say('arrivals'), group: 'arrived', numeric: true,
                title: say('arrivals.long'), value: (one) => one.arrivals} : null,
            ...doubtColumns((one) => one.sum),
            {key: 'wards', label: say('page.wards'), group: 'reported', numeric: true,
                value: (one) => one.wards},
        ].filter(Boolean),
        ...more,
    });
}
