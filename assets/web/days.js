// The days of a period in one table: what was told of each, and what is not known.

import {doubtColumns, measureColumns, rateCell, rateOf, unknown} from '/web/cells.js';
import {day, daysBetween, plusDays, whole} from '/web/numbers.js';
import {Table} from '/web/table.js';
import {say, said} from '/web/words.js';

/// Every day of the period up to `until`, the known ones with their sums. A day that nobody told
/// of is a row without figures. `without`: a measure that does not belong here. `indicators`:
/// [{id, name, numerator_measure, …}].
export function daysTable({days, period, until, indicators = [], wards, without}) {
    const known = new Map(days.map((one) => [one.day, one])), rows = [];
    const last = until < period.to ? until : period.to;
    for (let at = 0, count = daysBetween(period.from, last); at < count; ++at) {
        const iso = plusDays(period.from, at);
        rows.push(known.get(iso) ?? {day: iso, known: 0, sum: null});
    }
    const rate = (indicator, row) => row.sum && rateOf([{
        numerator: row.sum[indicator.numerator_measure],
        denominator: row.sum[indicator.denominator_measure],
    }]);
    return new Table({
        caption: say('days.caption'), quiet: true, rows, tall: true, sums: true, few: 15,
        sort: {key: 'day', way: -1},
        columns: [
            {key: 'day', label: say('day'), head: true, value: (row) => row.day,
                cell: (row) => day(row.day)},
            wards > 1 ? {key: 'known', label: say('days.known'), numeric: true,
                title: say('days.known.long'), value: (row) => row.known,
                cell: (row) => row.known ? `${whole(row.known)}/${whole(wards)}` : unknown(),
            } : null,
            ...indicators.map((indicator) => ({
                key: indicator.id, label: said(indicator.name), group: 'rates', numeric: true,
                value: (row) => rate(indicator, row)?.hundredths ?? null,
                td: (row) => rateCell(rate(indicator, row)),
                sumTd: (all) => rateCell(rateOf(all.map((row) => rate(indicator, row)))),
            })),
            ...measureColumns((row) => row.sum).filter(({measure}) => measure !== without),
            ...doubtColumns((row) => row.sum),
        ].filter(Boolean),
    });
}
