// The choice of the period: the campaign, the last days, a month, or any two days.

import {make, fresh} from '/web/dom.js';
import {day, daysBetween, plusDays} from '/web/numbers.js';
import {go, over} from '/web/place.js';
import {say} from '/web/words.js';

const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/// The ready-made periods as of `today`. The first is the default and needs no query.
function ready(today) {
    const year = Number(today.slice(0, 4)), month = Number(today.slice(5, 7));
    const before = month === 1 ? [year - 1, 12] : [year, month - 1];
    const first = (y, m) => `${y}-${String(m).padStart(2, '0')}-01`;
    return [
        ['campaign', null, null],
        ['week', plusDays(today, -6), today],
        ['month', plusDays(today, -29), today],
        ['this_month', first(year, month), today],
        ['last_month', first(...before), lastOf(...before)],
    ];
}

/// "01/10/2026 – 10/11/2026 (41 ngày)"
export const spanWords = (span) => say('period.span', {
    from: day(span.from), to: day(span.to),
    days: span.days ?? daysBetween(span.from, span.to),
});

const kDaysMax = 1000;  // The server's limit (sync/web/README.md).

/// A field for a day and its label. Browsers write a day in their own way, which may not be the
/// page's: 09/07 is in July here. So the page writes it again beside it.
export function dayField(label, name, value, max) {
    const input = make('input', {type: 'date', name, value, max, required: true});
    const told = make('output', {class: 'quiet'}, day(value));
    input.addEventListener('input', () => {
        told.textContent = input.value ? day(input.value) : '';
    });
    return {input, element: make('label', {}, make('span', {}, label), input, told)};
}

function dates(span, today, apply) {
    const {input: from, element: first} =
        dayField(say('period.from'), 'from', span.from, today);
    const {input: to, element: last} = dayField(say('period.to'), 'to', span.to, today);
    const check = () => {
        const wrong = from.value && to.value &&
            (from.value > to.value || daysBetween(from.value, to.value) > kDaysMax);
        to.setCustomValidity(wrong ? say('period.wrong', {days: kDaysMax}) : '');
    };
    from.addEventListener('input', check);
    to.addEventListener('input', check);
    return make('form', {class: 'dates', onsubmit: (event) => {
        event.preventDefault();
        apply(from.value, to.value);
    }},
    first, last,
    make('button', {class: 'button', type: 'submit'}, say('period.apply')));
}

/// `span`: the period of the figures that are shown; `today` by the server.
export function picker(span, today) {
    const name = fresh('period'), choices = ready(today);
    const asked = new URLSearchParams(location.search);
    const current = asked.get('from')
        ? choices.find(([, from, to]) => from === span.from && to === span.to)?.[0] ?? 'custom'
        : 'campaign';
    const open = (from, to) => go(over({from, to}));
    const custom = dates(span, today, open);
    custom.hidden = current !== 'custom';
    const select = make('select', {id: name, onchange: () => {
        custom.hidden = select.value !== 'custom';
        const choice = choices.find(([key]) => key === select.value);
        if (choice) open(choice[1], choice[2]);
        else custom.querySelector('input').focus();
    }}, [...choices.map(([key]) => key), 'custom'].map((key) =>
        make('option', {value: key, selected: key === current}, say(`period.${key}`))));
    return make('div', {class: 'period no-print'},
        make('label', {for: name}, say('period.label')), select, custom);
}
