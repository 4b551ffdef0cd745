// Signing in, and the change of a password: one's own wish, or asked for before anything else.

import {get, send} from '/web/api.js';
import {fresh, make} from '/web/dom.js';
import {pageHead} from '/web/frame.js';
import {chosen} from '/web/place.js';
import {say} from '/web/words.js';

export async function load() {
    return get('/api/session').catch(() => null);
}
const changing = (session) =>
    Boolean(session) && (session.officer.must_change || chosen('change') !== null);
export const title = (session) => say(changing(session) ? 'password.change' : 'sign_in');

/// Where one wanted to go: a page of this server, whatever the address says. The browser's own
/// reading of it decides ("/\t/elsewhere" is another server to it).
function back() {
    const wanted = chosen('back');
    let url;
    try {
        url = new URL(wanted ?? '/', location.origin);
    } catch {
        return '/';
    }
    const ours = url.origin === location.origin && !/^\/(\/|api\/|sign-in)/.test(url.pathname);
    return ours ? url.pathname + url.search : '/';
}

function field(label, attributes, hint) {
    const id = fresh('field'), note = hint ? fresh('hint') : null;
    return make('div', {class: 'field'}, make('label', {for: id}, label),
        make('input', {id, required: true, 'aria-describedby': note, ...attributes}),
        hint ? make('p', {id: note, class: 'quiet'}, hint) : null);
}

/// A form that says what went wrong beside its button, and is not sent twice.
function form(submitWords, fields, act, acts) {
    const fault = make('p', {class: 'fault', role: 'alert'});
    const button = make('button', {class: 'button primary', type: 'submit'}, submitWords);
    return make('form', {class: 'form', method: 'post', onsubmit: async (event) => {
        event.preventDefault();
        fault.textContent = '';
        button.disabled = true;
        try {
            await act(new FormData(event.target), fault);
        } catch (error) {
            fault.textContent = acts.errorWords(error);
        }
        button.disabled = false;
    }}, fields, fault, make('div', {}, button));
}

function signIn(acts) {
    return form(say('sign_in'), [
        field(say('sign_in.name'), {name: 'username', type: 'text', autocomplete: 'username',
            autocapitalize: 'none', spellcheck: 'false', maxlength: 40}),
        field(say('sign_in.password'), {name: 'password', type: 'password',
            autocomplete: 'current-password', maxlength: 128}),
    ], async (typed) => {
        const session = await send('POST', '/api/session', {
            name: typed.get('username').trim(), password: typed.get('password')});
        await acts.signedIn(session.officer.must_change ? location.href : back());
    }, acts);
}

function changePassword(session, acts) {
    return form(say('password.change'), [
        make('input', {type: 'text', name: 'username', autocomplete: 'username', hidden: true,
            value: session.officer.name, 'aria-hidden': 'true', tabindex: -1}),
        field(say('password.old'), {name: 'old', type: 'password',
            autocomplete: 'current-password', maxlength: 128}),
        field(say('password.new'), {name: 'new', type: 'password', minlength: 12,
            autocomplete: 'new-password', maxlength: 128}, say('password.rules')),
        field(say('password.again'), {name: 'again', type: 'password',
            autocomplete: 'new-password', maxlength: 128}),
    ], async (typed, fault) => {
        if (typed.get('new') !== typed.get('again')) {
            fault.textContent = say('password.differ');
            return;
        }
        await send('POST', '/api/password', {old: typed.get('old'), new: typed.get('new')});
        await acts.signedIn(back());
    }, acts);
}

export function show(session, _, acts) {
    const change = changing(session);
    const lead = change ? (session.officer.must_change ? say('password.must') : null)
        : say('sign_in.lead');
    return [
        make('div', {class: 'sign-in'}, make('div', {class: 'box'},
            pageHead(say(change ? 'password.change' : 'sign_in'), {lead}),
            change ? changePassword(session, acts) : signIn(acts))),
    ];
}
