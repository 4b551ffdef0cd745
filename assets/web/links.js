// The check list of the codes: a person taps each with a phone and says whether it leads where it
// should. A program cannot: the portal answers 200 to everything.

import {get, send} from '/web/api.js';
import {unknown} from '/web/cells.js';
import {fresh, make} from '/web/dom.js';
import {pageHead, printButton} from '/web/frame.js';
import {icon} from '/web/icons.js';
import {moment, plain, whole} from '/web/numbers.js';
import {choice, searchField} from '/web/table.js';
import {say} from '/web/words.js';

const kOldDays = 90;  // Twice a year is too seldom: the portal changed within four months.
const kPage = 24;     // Codes are pictures: so many are asked for at a time.
const kNoteMax = 200;

export const load = () => get('/api/links');
export const title = () => say('page.links');

const address = (link) => `/api/qr.svg?${new URLSearchParams(
    {procedure: link.procedure, kind: link.kind})}`;

/// "unchecked", "bad", "old", "good": by the last mark of today's address.
function stateOf(link, now) {
    if (!link.last || !link.current) return 'unchecked';
    if (!link.last.good) return 'bad';
    return now - Date.parse(link.last.at) > kOldDays * 86400000 ? 'old' : 'good';
}
const kSigns = {unchecked: ['plain', 'info'], bad: ['bad', 'cross'], old: ['warn', 'clock'],
    good: ['good', 'check']};

function nameOf(link) {
    return link.name || link.procedure || say(`link.${link.kind}.all`);
}

function card(link, now, acts, changed) {
    const state = stateOf(link, now), [kind, sign] = kSigns[state], heading = fresh('link');
    const fault = make('p', {class: 'fault', role: 'alert'});
    const note = make('input', {type: 'text', maxlength: kNoteMax, autocomplete: 'off'});
    const tell = async (good, button) => {
        fault.textContent = '';
        if (!good && !note.value.trim()) {
            fault.textContent = say('link.why');
            note.focus();
            return;
        }
        button.disabled = true;
        try {
            await send('POST', '/api/links', {procedure: link.procedure, kind: link.kind,
                address: link.address, good, note: note.value.trim()});
            acts.say(say(good ? 'link.marked_good' : 'link.marked_bad', {name: nameOf(link)}));
            link.last = {good, at: new Date(now).toISOString(), officer: acts.me,
                note: note.value.trim(), address: link.address};
            if (good) link.last_good_at = link.last.at;
            link.current = true;
            changed(link);
        } catch (error) {
            fault.textContent = acts.errorWords(error);
        }
        button.disabled = false;
    };
    const mark = (good) => make('button', {
        type: 'button', class: 'button', 'data-good': String(good),
        onclick: (event) => tell(good, event.currentTarget),
    },
    icon(good ? 'check' : 'cross', 18), say(good ? 'link.good' : 'link.bad'));
    return make('article', {class: 'box link', 'aria-labelledby': heading},
        make('img', {class: 'qr', src: address(link), loading: 'lazy', width: 180, height: 180,
            alt: say('link.qr', {name: nameOf(link), kind: say(`link.${link.kind}`)})}),
        make('div', {class: 'link-words'},
            make('h2', {id: heading}, nameOf(link)),
            link.procedure ? make('p', {class: 'quiet'},
                `${link.procedure} · ${say(`link.${link.kind}`)}`) : null,
            make('p', {class: 'address'}, link.address),
            make('p', {}, make('span', {class: `tag ${kind}`}, icon(sign, 16),
                say(`link.state.${state}`)), ' ', link.last
                ? make('span', {}, say('link.last', {moment: moment(link.last.at),
                    officer: link.last.officer}), link.last.note ? `: ${link.last.note}` : '')
                : null),
            link.last && !link.current ? make('p', {}, say('link.moved')) : null,
            make('p', {class: 'quiet'}, say('link.last_good'), ' ', link.last_good_at
                ? moment(link.last_good_at) : unknown()),
            make('div', {class: 'form-row no-print'}, make('label', {}, say('link.note'), note),
                mark(true), mark(false)),
            fault));
}

export function show({links}, session, acts) {
    const now = Date.now(), grid = make('div', {class: 'links'});
    const count = make('p', {role: 'status'});
    const me = {...acts, me: session.officer.name};
    let wanted = 'all', text = '', shown = kPage;
    const more = make('button', {type: 'button', class: 'button no-print', onclick: () => {
        const at = shown;
        shown += kPage;
        draw();
        grid.children[at]?.querySelector('button')?.focus();
    }}, say('link.more'));
    const keys = new Map(links.map((link) =>
        [link, plain(`${nameOf(link)} ${link.procedure} ${link.address}`)]));
    const draw = () => {
        const parts = plain(text).split(/\s+/).filter(Boolean);
        const found = links.filter((link) => (wanted === 'all' || stateOf(link, now) === wanted) &&
            parts.every((part) => keys.get(link).includes(part)));
        count.textContent = say('shown_links', {n: whole(Math.min(shown, found.length)),
            all: whole(found.length)});
        more.hidden = found.length <= shown;
        grid.replaceChildren(...found.slice(0, shown).map((link) => {
            const build = () => {
                const one = card(link, now, me, () => {
                    const next = build();
                    one.replaceWith(next);
                    next.querySelector('button').focus();
                });
                return one;
            };
            return build();
        }));
    };
    draw();
    const number = (state) => whole(links.filter((link) => stateOf(link, now) === state).length);
    return [
        pageHead(say('page.links'), {lead: say('links.lead', {days: kOldDays}),
            actions: [printButton()]}),
        make('div', {class: 'box-head'},
            searchField(say('procedures.search'), (typed) => {
                text = typed;
                shown = kPage;
                draw();
            }),
            choice(say('health'), [['all', say('all')], ...['unchecked', 'bad', 'old', 'good'].map(
                (state) => [state, `${say(`link.state.${state}`)} (${number(state)})`])], wanted,
            (key) => {
                wanted = key;
                shown = kPage;
                draw();
            })),
        count, grid, make('div', {}, more),
    ];
}
