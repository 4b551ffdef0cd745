// The kiosks in one table: when each was heard, and what it said of itself.

import {number, unknown, wardLink} from '/web/cells.js';
import {make} from '/web/dom.js';
import {icon} from '/web/icons.js';
import {ago, bytes, moment, whole} from '/web/numbers.js';
import {Table} from '/web/table.js';
import {alarmWords} from '/web/health.js';
import {say} from '/web/words.js';

export const kHealths = ['silent', 'never', 'late', 'well', 'revoked'];
const kSigns = {well: ['good', 'check'], late: ['warn', 'clock'], silent: ['bad', 'silent'],
    never: ['plain', 'info'], revoked: ['plain', 'cross']};

function healthTag(kiosk) {
    const [kind, sign] = kSigns[kiosk.health] ?? kSigns.never;
    return make('span', {class: `tag ${kind}`}, icon(sign, 16), say(`health.${kiosk.health}`));
}

function clock(kiosk) {
    if (kiosk.clock_off_s === null) return unknown();
    const off = Math.abs(kiosk.clock_off_s);
    const words = off < 60 ? say('clock.right')
        : say('clock.off', {n: whole(Math.round(off / 60))});
    return kiosk.clock_trusted ? words : `${words} · ${say('clock.untrusted')}`;
}

/// `newest`: the publication that kiosks should run; 0 or nothing: none was ever published.
export function kioskTable(kiosks, now, newest, wards = true) {
    const published = (kiosk) => {
        if (kiosk.published === null) return unknown();
        const current = !newest || kiosk.published === newest;
        return current ? whole(kiosk.published)
            : [whole(kiosk.published), ' ',
                make('span', {class: 'quiet'}, say('published.behind'))];
    };
    return new Table({
        caption: say('kiosks.caption'), quiet: true, rows: kiosks, tall: true, few: 15, keep: wards,
        search: (kiosk) => `${kiosk.ward_name} ${kiosk.ward} ${kiosk.name} ${kiosk.words} ` +
            kiosk.device,
        sort: {key: 'health', way: 1},
        columns: [
            wards ? {key: 'ward', label: say('ward'), head: true, value: (one) => one.ward_name,
                cell: (one) => wardLink({code: one.ward, name: one.ward_name, kind: ''})} : null,
            {key: 'name', label: say('kiosk'), head: !wards, value: (one) => one.name,
                cell: (one) => make('span', {title: one.device},
                    one.name || one.device.slice(0, 8))},
            {key: 'health', label: say('health'), value: (one) => kHealths.indexOf(one.health),
                cell: healthTag},
            {key: 'heard', label: say('health.heard'), kind: 'heard', value: (one) => one.heard,
                cell: (one) => one.heard
                    ? make('span', {title: moment(one.heard)}, ago(one.heard, now)) : unknown()},
            {key: 'alarms', label: say('alarms'), value: (one) => -one.alarms.length,
                cell: (one) => one.alarms.length ? make('ul', {class: 'alarms'},
                    one.alarms.map((alarm) => make('li', {}, icon('warning', 16), ' ',
                        alarmWords(alarm)))) : say('none')},
            {key: 'unsent', label: say('unsent'), numeric: true, best: 'low',
                value: (one) => one.unsent},
            {key: 'clock', label: say('clock'), cell: clock,
                value: (one) => one.clock_off_s === null ? null : -Math.abs(one.clock_off_s)},
            {key: 'published', label: say('published'), value: (one) => one.published,
                cell: published},
            {key: 'version', label: say('version'), value: (one) => one.version},
            {key: 'rows', label: say('journal_rows'), numeric: true, value: (one) => one.rows},
            {key: 'disk_free', label: say('disk_free'), numeric: true, best: 'low',
                value: (one) => one.disk_free,
                cell: (one) => one.disk_free === null ? number(null) : bytes(one.disk_free)},
            {key: 'words', label: say('four_words'), kind: 'four-words', value: (one) => one.words},
        ].filter(Boolean),
    });
}
