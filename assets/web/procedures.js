// The procedures across the wards.

import {get} from '/web/api.js';
import {notes} from '/web/cards.js';
import {loadMeasures} from '/web/cells.js';
import {make} from '/web/dom.js';
import {download, pageHead, printButton} from '/web/frame.js';
import {whole} from '/web/numbers.js';
import {picker, spanWords} from '/web/period.js';
import {api, file} from '/web/place.js';
import {procedureTable} from '/web/procedure_table.js';
import {kGroups} from '/web/wards.js';
import {groupBoxes, searchField} from '/web/table.js';
import {say} from '/web/words.js';

export async function load() {
    const [answer, overview] = await Promise.all([
        get(api('/api/procedures')), get(api('/api/overview')), loadMeasures()]);
    return {...answer, overview};
}
export const kWide = true;
export const title = () => say('page.procedures');

export function show({procedures, period, as_of, overview}) {
    const table = procedureTable(procedures, overview.indicators, {keep: true,
        hiddenGroups: ['doubt']});
    return [
        pageHead(say('procedures.title', {n: whole(procedures.length)}), {
            asOf: as_of, lead: spanWords(period), period: picker(period, overview.today),
            actions: [download(file('procedures.csv'), 'CSV'),
                download(file('procedures.xlsx'), 'XLSX'), printButton()],
        }),
        notes(overview),
        make('section', {class: 'box wide'},
            make('div', {class: 'box-head no-print'},
                searchField(say('procedures.search'), (typed) => table.filter(() => true, typed)),
                groupBoxes(table, kGroups)),
            table.element),
    ];
}
