// What the page says: assets/lang/province, one file for each language, asked for by key.

import {get} from '/web/api.js';

export const kLanguages = ['vi', 'en'];
export let language = document.documentElement.lang === 'en' ? 'en' : 'vi';
let words = {};

/// The files are small and asked for again whenever the language changes.
export async function load(wanted = language) {
    words = await get(`/web/lang/${wanted}.json`);
    language = wanted;
    document.documentElement.lang = wanted;
    keep('language', wanted);
}

/// say('card.day', {day: 41}). A missing key shows itself.
export function say(key, values) {
    const text = words[key] ?? key;
    if (!values) return text;
    return text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

export const has = (key) => key in words;

/// A text that came in every language: {"vi": …, "en": …}.
export const said = (both) => both?.[language] ?? both?.vi ?? '';

/// What this browser remembers; where it may not, it forgets at the end of the page.
export function keep(name, value) {
    try {
        localStorage.setItem(`motcua.${name}`, value);
    } catch {
        // Nothing is kept; the page works all the same.
    }
}
