// Where the page is: its address, and the period that travels in the address's query.

import {language} from '/web/words.js';

const kPeriodKeys = ['from', 'to', 'compare_from', 'compare_to'];

/// The period's part of the query, as it stands in the address.
export function period() {
    const here = new URLSearchParams(location.search), kept = new URLSearchParams();
    for (const key of kPeriodKeys) if (here.get(key)) kept.set(key, here.get(key));
    return kept;
}

function joined(path, query) {
    const text = query.toString();
    return text ? `${path}?${text}` : path;
}

/// Another page, over the same period.
export const to = (path) => joined(path, period());

/// This page over another period: {from, to, compare_from, compare_to}; null takes one out.
export function over(change) {
    const query = new URLSearchParams(location.search);
    for (const key in change)
        if (change[key]) query.set(key, change[key]);
        else query.delete(key);
    return joined(location.pathname, query);
}

/// An address of the API with the page's period, and what else it is asked.
export function api(path, more = {}) {
    const query = period();
    for (const key in more) if (more[key]) query.set(key, more[key]);
    return joined(path, query);
}

/// A file of the same figures, in the language of the page.
export const file = (name, more = {}) => api(`/api/tables/${name}`, {...more, lang: language});

/// A small choice that belongs to the address (sorting, a filter) without being a new page.
export const chosen = (key) => new URLSearchParams(location.search).get(key);
export function choose(key, value) {
    history.replaceState(history.state, '', over({[key]: value}));
}

let visit = null;
/// app.js says how another page is opened.
export function onGo(open) {
    visit = open;
}
export const go = (address) => visit(address);
