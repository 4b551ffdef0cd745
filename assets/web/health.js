// The kiosks' health: a square for each, and those that need somebody, in words.

import {make, fresh} from '/web/dom.js';
import {unknown} from '/web/cells.js';
import {icon} from '/web/icons.js';
import {ago, whole} from '/web/numbers.js';
import {to} from '/web/place.js';
import {say, has} from '/web/words.js';

const kWorst = 6;
const kOrder = ['silent', 'never', 'late', 'revoked', 'well'];
export const alarmWords = (alarm) => has(`alarm.${alarm}`) ? say(`alarm.${alarm}`) : alarm;

/// By how much somebody must go there: alarms first, then silence.
const trouble = (kiosk) => (kiosk.alarms.length ? 0 : 10) + kOrder.indexOf(kiosk.health);

export function tags(sums) {
    const shown = [['well', 'good', 'check'], ['late', 'warn', 'clock'],
        ['silent', 'bad', 'silent'], ['never', 'plain', 'info'], ['alarms', 'bad', 'warning']];
    return make('ul', {class: 'tags'}, shown.filter(([key]) => key === 'well' || sums[key])
        .map(([key, kind, sign]) => make('li', {class: `tag ${kind}`}, icon(sign, 16),
            say(`health.${key}.count`, {n: whole(sums[key])}))));
}

/// Why a kiosk stands in the list.
export function reasons(kiosk) {
    const words = kiosk.alarms.map(alarmWords);
    if (kiosk.clock_off_s !== null && Math.abs(kiosk.clock_off_s) >= 60)
        words.push(say('health.clock', {n: whole(Math.round(Math.abs(kiosk.clock_off_s) / 60))}));
    if (kiosk.unsent) words.push(say('health.unsent', {n: whole(kiosk.unsent)}));
    return words.length ? words.join(' · ') : say(`health.${kiosk.health}`);
}

/// `all`: with the way to the whole table.
export function health(answer, now, all = true) {
    const heading = fresh('health');
    const live = answer.kiosks.filter((kiosk) => kiosk.health !== 'revoked');
    const worst = live.filter((kiosk) => kiosk.health !== 'well' || kiosk.alarms.length)
        .sort((a, b) => trouble(a) - trouble(b)).slice(0, kWorst);
    const map = make('div', {class: 'health-map', role: 'img', 'aria-label': say('health.map', {
        n: whole(live.length), well: whole(answer.sums.well)})},
    [...live].sort((a, b) => a.ward < b.ward ? -1 : 1).map((kiosk) => make('i', {
        class: `square ${kiosk.alarms.length ? 'alarm' : kiosk.health}`,
        title: `${kiosk.ward_name}: ${reasons(kiosk)}`,
    })));
    return make('section', {class: 'box health', 'aria-labelledby': heading},
        make('div', {class: 'box-head'}, make('h2', {id: heading}, say('health.title')),
            tags(answer.sums)),
        make('div', {class: 'health-parts'}, map, worst.length
            ? make('table', {class: 'worst'},
                make('caption', {class: 'unseen'}, say('health.worst')),
                make('thead', {class: 'unseen'}, make('tr', {},
                    [say('ward'), say('health.why'), say('health.heard')].map((words) =>
                        make('th', {scope: 'col'}, words)))),
                make('tbody', {}, worst.map((kiosk) => make('tr', {},
                    make('th', {scope: 'row'}, make('i', {'aria-hidden': 'true',
                        class: `square ${kiosk.alarms.length ? 'alarm' : kiosk.health}`}),
                    make('a', {href: to(`/wards/${kiosk.ward}`)}, kiosk.ward_name)),
                    make('td', {}, reasons(kiosk)),
                    make('td', {class: 'number'}, kiosk.heard ? ago(kiosk.heard, now)
                        : unknown())))))
            : make('p', {class: 'empty'}, say('health.none'))),
        all ? make('p', {class: 'more'}, make('a', {href: to('/kiosks')}, say('health.all')))
            : null);
}
