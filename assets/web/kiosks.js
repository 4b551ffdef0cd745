// The kiosks' health: a map, and the table with the worst first.

import {get} from '/web/api.js';
import {capital} from '/web/cells.js';
import {make} from '/web/dom.js';
import {download, pageHead, printButton} from '/web/frame.js';
import {health} from '/web/health.js';
import {kHealths, kioskTable} from '/web/kiosk_table.js';
import {whole} from '/web/numbers.js';
import {file} from '/web/place.js';
import {choice, searchField} from '/web/table.js';
import {say} from '/web/words.js';

export const load = () => get('/api/kiosks');
export const kWide = true;
export const title = () => say('page.kiosks');

export function show(answer) {
    const table = kioskTable(answer.kiosks, answer.as_of, answer.published);
    let wanted = 'all', text = '';
    const filter = () => table.filter((kiosk) => wanted === 'all' ||
        (wanted === 'alarms' ? kiosk.alarms.length : kiosk.health === wanted), text);
    const there = kHealths.filter((one) => answer.kiosks.some((kiosk) => kiosk.health === one));
    return [
        pageHead(say('kiosks.title', {n: whole(answer.kiosks.length)}), {
            asOf: answer.as_of,
            lead: answer.published ? say('kiosks.newest', {version: whole(answer.published)})
                : say('kiosks.nothing_published'),
            actions: [download(file('kiosks.csv'), 'CSV'), download(file('kiosks.xlsx'), 'XLSX'),
                printButton()],
        }),
        health(answer, answer.as_of, false),
        make('section', {class: 'box wide'},
            make('div', {class: 'box-head no-print'},
                searchField(say('kiosks.search'), (typed) => {
                    text = typed;
                    filter();
                }),
                choice(say('health'), [['all', say('all')], ...there.map((one) =>
                    [one, capital(say(`health.${one}`))]), ['alarms', say('alarms')]], wanted,
                (key) => {
                    wanted = key;
                    filter();
                })),
            table.element),
    ];
}
