// One procedure: its figures, its days, its wards.

import {get} from '/web/api.js';
import {notes} from '/web/cards.js';
import {loadMeasures} from '/web/cells.js';
import {daysTable} from '/web/days.js';
import {make} from '/web/dom.js';
import {pageHead, printButton} from '/web/frame.js';
import {dayOf} from '/web/numbers.js';
import {picker, spanWords} from '/web/period.js';
import {api} from '/web/place.js';
import {procedureTable} from '/web/procedure_table.js';
import {kGroups, wardsTable} from '/web/wards.js';
import {groupBoxes} from '/web/table.js';
import {say} from '/web/words.js';

export async function load(code) {
    const [answer, overview] = await Promise.all([
        get(api(`/api/procedures/${encodeURIComponent(code)}`)), get(api('/api/overview')),
        loadMeasures()]);
    return {...answer, overview};
}
const nameOf = (procedure) => procedure.name || procedure.code;
export const title = ({procedure}) => nameOf(procedure);

export function show(data, session) {
    const {procedure, period, as_of, overview} = data;
    const wards = wardsTable({...overview, wards: data.wards}, session, {keep: false,
        hiddenGroups: ['shown', 'doubt', 'reported']});
    const part = (heading, ...inside) => make('section', {class: 'box wide'},
        make('div', {class: 'box-head'}, make('h2', {}, heading), inside[1] ?? null), inside[0]);
    return [
        pageHead(nameOf(procedure), {
            asOf: as_of,
            lead: [procedure.code, procedure.field, spanWords(period)].filter(Boolean).join(' · '),
            period: picker(period, overview.today), actions: [printButton()],
        }),
        notes(overview),
        part(say('procedure.figures'), procedureTable([procedure], overview.indicators,
            {sums: false, few: null}).element),
        part(say('procedure.wards'), wards.element, groupBoxes(wards, kGroups)),
        part(say('days.title'), daysTable({days: data.days, period, until: dayOf(as_of),
            indicators: overview.indicators, wards: overview.wards.length,
            without: 'visits'}).element),  // They belong to no procedure.
    ];
}
