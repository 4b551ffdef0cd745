// What officers did, newest first.

import {get} from '/web/api.js';
import {make} from '/web/dom.js';
import {pageHead, printButton} from '/web/frame.js';
import {moment, whole} from '/web/numbers.js';
import {go, over, chosen} from '/web/place.js';
import {Table} from '/web/table.js';
import {has, say} from '/web/words.js';

const kPage = 100;  // As many as the server tells at a time.

export const load = () => {
    const before = Number(chosen('before'));
    return get(`/api/trail${before > 0 ? `?before=${before}` : ''}`);
};
export const title = () => say('page.trail');

/// "role viewer to editor; ward 23563 to -", as the trail keeps it, in words.
function detailWords(detail) {
    return detail.split('; ').map((part) => {
        const [, what, from, to] = /^(role|ward) (\S+)(?: to (\S+))?$/.exec(part) ?? [];
        if (!what) return part;
        const words = (value) => what === 'role' && has(`role.${value}`) ? say(`role.${value}`)
            : value === '-' ? say('scope.province') : value;
        return `${say(what === 'role' ? 'officers.role' : 'officers.ward')}: ${words(from)}` +
            (to ? ` → ${words(to)}` : '');
    }).join('; ');
}

const deedWords = (what) => has(`deed.${what}`) ? say(`deed.${what}`) : what;

export function show({deeds}) {
    const table = new Table({
        caption: say('trail.caption'), quiet: true, rows: deeds,
        columns: [
            {key: 'number', label: say('trail.number'), numeric: true, head: true,
                value: (deed) => deed.number},
            {key: 'at', label: say('trail.at'), value: (deed) => deed.at,
                cell: (deed) => moment(deed.at)},
            {key: 'officer', label: say('officer'),
                value: (deed) => deed.officer || say('trail.command_line')},
            {key: 'what', label: say('trail.what'), value: (deed) => deedWords(deed.what)},
            {key: 'subject', label: say('trail.subject'), kind: 'text',
                value: (deed) => deed.subject || '', cell: (deed) => deed.subject},
            {key: 'detail', label: say('trail.detail'), kind: 'text',
                value: (deed) => deed.detail || '',
                cell: (deed) => detailWords(deed.detail)},
        ],
    });
    const last = deeds.at(-1);
    return [
        pageHead(say('page.trail'), {lead: say('trail.lead'), actions: [printButton()]}),
        make('section', {class: 'box'}, table.element,
            make('div', {class: 'pages no-print'},
                chosen('before') ? make('button', {type: 'button', class: 'button',
                    onclick: () => go(over({before: null}))}, say('trail.newest')) : null,
                deeds.length === kPage && last.number > 1
                    ? make('button', {type: 'button', class: 'button',
                        onclick: () => go(over({before: String(last.number)}))},
                    say('trail.older', {n: whole(last.number)})) : null)),
    ];
}
