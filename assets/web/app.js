// The page begins here: who is signed in, which page the address names, and how one leads to
// another. Every page is a module with title(data), load(part, session) and show(data, session);
// its data and its code are asked for at the same time.

import {carry, get, Refused, send} from '/web/api.js';
import {make} from '/web/dom.js';
import {Frame, pageHead} from '/web/frame.js';
import {onGo} from '/web/place.js';
import {keep, language, load, say, has} from '/web/words.js';

const kPages = [
    [/^\/$/, () => import('/web/overview.js')],
    [/^\/wards$/, () => import('/web/wards.js')],
    [/^\/wards\/([0-9]{1,8})$/, () => import('/web/ward.js')],
    [/^\/procedures$/, () => import('/web/procedures.js')],
    [/^\/procedures\/([0-9A-Za-z.%-]{1,120})$/, () => import('/web/procedure.js')],
    [/^\/kiosks$/, () => import('/web/kiosks.js')],
    [/^\/compare$/, () => import('/web/compare.js')],
    [/^\/publishing$/, () => import('/web/publishing.js')],
    [/^\/links$/, () => import('/web/links.js')],
    [/^\/officers$/, () => import('/web/officers.js')],
    [/^\/trail$/, () => import('/web/trail.js')],
    [/^\/sign-in$/, () => import('/web/sign_in.js')],
];

let session = null, frame = null, turn = 0;

/// The module for an address and the part of it that varies; nothing for one that is no page.
async function pageAt(path) {
    for (const [pattern, module] of kPages) {
        const found = pattern.exec(path);
        if (found) return {module: await module(), part: found[1] && decodeURIComponent(found[1])};
    }
    throw new Refused('not_found', 404, path);
}

function failure(error) {
    if (!(error instanceof Refused)) console.error(error);
    const word = error instanceof Refused ? error.word : 'page';
    const key = has(`error.${word}`) ? `error.${word}` : 'error.other';
    return {
        title: say('error.title'),
        nodes: [pageHead(say('error.title')),
            make('div', {class: 'box', role: 'alert'}, make('p', {}, say(key, {word})),
                make('p', {}, make('button', {type: 'button', class: 'button',
                    onclick: () => open(location.href, false)}, say('again'))))],
    };
}

/// Signed out, or a password that must be changed first: to the one page that helps.
function sentAway(error) {
    if (!(error instanceof Refused) || location.pathname === '/sign-in') return false;
    if (error.word !== 'signed_out' && error.word !== 'must_change') return false;
    if (error.word === 'signed_out') {
        session = null;
        frame.draw(null);
    }
    const back = location.pathname + location.search;
    const query = new URLSearchParams(back === '/' ? {} : {back});
    history.replaceState(null, '', `/sign-in${query.size ? `?${query}` : ''}`);
    return true;
}

/// `ready`: words and head are there; `who`: it is known who is signed in. Both run beside what the
/// page itself asks, and what fails of them is told as its own failures are.
async function fill(ready, who, focus, mine) {
    try {
        const {module, part} = await pageAt(location.pathname);
        const [data] = await Promise.all([module.load(part, session), ready, who]);
        if (mine !== turn) return;  // Somebody has gone on meanwhile.
        frame.show(module.title(data), module.show(data, session, acts), focus, module.kWide);
    } catch (error) {
        await ready;
        if (mine !== turn) return;
        if (sentAway(error)) return fill(undefined, undefined, focus, mine);
        const shown = failure(error);
        frame.show(shown.title, shown.nodes, focus);
    }
    frame.say(document.title);
    performance.mark('motcua-ready');
    document.documentElement.dataset.ready = String(turn);
}

/// Another page, or this one again.
function open(address, push = true) {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return;
    const mine = ++turn;
    if (push) history.pushState(null, '', url);
    frame.busy();
    return fill(undefined, undefined, true, mine);
}

async function recall() {
    try {
        session = await get('/api/session');
        carry(session.csrf);
    } catch (error) {
        if (error.word !== 'signed_out') throw error;
        session = null;
    }
}

/// What pages may ask of the whole: after signing in, on an error, to draw themselves again.
const acts = {
    async signedIn(back) {
        await recall();
        frame.draw(session);
        return open(back);
    },
    say: (words) => frame.say(words),
    again: () => open(location.href, false),
    errorWords: (error) => {
        if (!(error instanceof Refused)) console.error(error);
        const key = `error.${error.word}`;
        return has(key) ? say(key, {wait: error.wait})
            : say('error.other', {word: error.word ?? ''});
    },
};

async function begin() {
    frame = new Frame({
        async language(code) {
            keep('language', code);
            await load(code);
            frame.draw(session);
            await open(location.href, false);
            frame.head.querySelector('[data-button=language]')?.focus();
        },
        async signOut() {
            await send('DELETE', '/api/session').catch(() => null);
            session = null;
            frame.draw(null);
            open('/sign-in');
        },
    });
    onGo((address) => open(address));
    document.addEventListener('click', (event) => {
        const link = event.target.closest?.('a[href]');
        if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey ||
            event.shiftKey || link.hasAttribute('download') || link.target) return;
        const url = new URL(link.href);
        if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
        event.preventDefault();
        open(link.href);
    });
    addEventListener('popstate', () => open(location.href, false));
    const mine = ++turn;
    const who = recall(), told = who.catch(() => null);
    const ready = Promise.all([load(language), told]).then(() => frame.draw(session));
    ready.catch(() => null);  // Whoever waits for it hears of it.
    await fill(ready, who, false, mine);
}

begin();
