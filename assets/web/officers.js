// Who may look, publish and keep: accounts with a role and a scope.

import {get, send} from '/web/api.js';
import {fresh, make} from '/web/dom.js';
import {pageHead} from '/web/frame.js';
import {icon} from '/web/icons.js';
import {moment} from '/web/numbers.js';
import {Table} from '/web/table.js';
import {say} from '/web/words.js';

const kRoles = ['viewer', 'editor', 'admin'];

export async function load() {
    const [answer, overview] = await Promise.all([get('/api/officers'), get('/api/overview')]);
    const wards = [...overview.wards].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
    return {officers: answer.officers, wards};
}
export const title = () => say('page.officers');

/// A dialog with a form; `act` gives nothing if it may close, else what it leaves to be read.
function ask(heading, fields, submitWords, act, acts) {
    const id = fresh('dialog'), fault = make('p', {class: 'fault', role: 'alert'});
    const dialog = make('dialog', {class: 'dialog', 'aria-labelledby': id});
    const close = () => dialog.close();
    let changed = false;
    const body = make('form', {class: 'form', onsubmit: async (event) => {
        event.preventDefault();
        fault.textContent = '';
        try {
            const left = await act(new FormData(event.target));
            changed = true;
            if (!left) return close();
            body.replaceChildren(left, make('div', {}, make('button', {type: 'button',
                class: 'button primary', onclick: close}, say('close'))));
        } catch (error) {
            fault.textContent = acts.errorWords(error);
        }
    }}, fields, fault, make('div', {class: 'form-row'},
        make('button', {class: 'button primary', type: 'submit'}, submitWords),
        make('button', {class: 'button', type: 'button', onclick: close}, say('cancel'))));
    dialog.append(make('h2', {id}, heading), body);
    dialog.addEventListener('close', () => {
        dialog.remove();
        if (changed) acts.again();
    });
    document.body.append(dialog);
    dialog.showModal();
}

/// A password made for somebody: shown this once.
function onceShown(name, password) {
    return make('div', {role: 'status'}, make('p', {}, say('officers.password_of', {name})),
        make('p', {class: 'password'}, password), make('p', {class: 'quiet'},
            say('officers.once')));
}

function fields(officer, wards, isNew) {
    const role = make('select', {name: 'role'}, kRoles.map((one) => make('option',
        {value: one, selected: one === officer.role}, say(`role.${one}`))));
    const ward = make('select', {name: 'ward'},
        make('option', {value: ''}, say('scope.province')),
        wards.map((one) => make('option', {value: one.code, selected: one.code === officer.ward},
            `${one.name} (${one.code})`)));
    const follow = () => {  // Only viewers have a ward's scope (sync/officers/officers.h).
        ward.disabled = role.value !== 'viewer';
        if (ward.disabled) ward.value = '';
    };
    role.addEventListener('change', follow);
    follow();
    return [
        isNew ? make('label', {}, say('officers.name'), make('input', {name: 'name', required: true,
            pattern: '[a-z0-9._\\-]{2,40}', autocomplete: 'off', autocapitalize: 'none',
            spellcheck: 'false', title: say('officers.name.rules')}),
        make('small', {}, say('officers.name.rules'))) : null,
        make('label', {}, say('officers.full_name'), make('input', {name: 'full_name',
            required: true, maxlength: 80, value: officer.full_name, autocomplete: 'off'})),
        make('label', {}, say('officers.role'), role,
            make('small', {}, say('officers.role.rules'))),
        make('label', {}, say('officers.ward'), ward),
    ];
}

const chosenOf = (typed) => ({full_name: typed.get('full_name').trim(), role: typed.get('role'),
    ward: typed.get('ward') ?? ''});

function add(wards, acts) {
    ask(say('officers.add'), fields({role: 'viewer', ward: '', full_name: ''}, wards, true),
        say('officers.add'), async (typed) => {
            const name = typed.get('name');
            const made = await send('POST', '/api/officers', {name, ...chosenOf(typed)});
            return onceShown(name, made.password);
        }, acts);
}

const address = (officer) => `/api/officers/${encodeURIComponent(officer.name)}`;

function change(officer, wards, acts) {
    ask(say('officers.change', {name: officer.name}), fields(officer, wards, false), say('save'),
        async (typed) => {
            await send('PATCH', address(officer), chosenOf(typed));
        }, acts);
}

function renew(officer, acts) {
    ask(say('officers.renew', {name: officer.name}), [make('p', {}, say('officers.renew.sure'))],
        say('officers.renew.do'), async () => {
            const made = await send('POST', `${address(officer)}/password`, {});
            return onceShown(officer.name, made.password);
        }, acts);
}

function disable(officer, acts) {
    const way = officer.disabled ? 'enable' : 'disable';
    ask(say(`officers.${way}`, {name: officer.name}),
        [make('p', {}, say(`officers.${way}.sure`))], say(`officers.${way}.do`), async () => {
            await send('PATCH', address(officer), {disabled: !officer.disabled});
        }, acts);
}

function state(officer) {
    const tags = [];
    const tag = (kind, words) => tags.push(make('span', {class: `tag ${kind}`}, words), ' ');
    if (officer.disabled) tag('bad', say('officers.disabled', {moment: moment(officer.disabled)}));
    if (officer.locked_until) tag('warn', say('officers.locked',
        {moment: moment(officer.locked_until)}));
    if (officer.must_change) tag('warn', say('officers.must_change'));
    if (officer.by_proxy) tag('plain', say('officers.by_proxy'));
    if (!tags.length) tag('good', say('officers.active'));
    return tags;
}

export function show({officers, wards}, session, acts) {
    const wardNames = new Map(wards.map((ward) => [ward.code, ward.name]));
    const act = (officer, words, todo) => make('button', {type: 'button', class: 'button',
        onclick: todo, 'aria-label': `${words}: ${officer.name}`}, words);
    const table = new Table({
        caption: say('officers.caption'), quiet: true, rows: officers, sort: {key: 'name', way: 1},
        mine: (officer) => officer.name === session.officer.name,
        columns: [
            {key: 'name', label: say('officers.name'), head: true, value: (one) => one.name},
            {key: 'full_name', label: say('officers.full_name'), value: (one) => one.full_name},
            {key: 'role', label: say('officers.role'), value: (one) => kRoles.indexOf(one.role),
                cell: (one) => say(`role.${one.role}`)},
            {key: 'ward', label: say('officers.ward'), cell: (one) => one.ward
                ? wardNames.get(one.ward) ?? one.ward : say('scope.province'),
            value: (one) => one.ward ? wardNames.get(one.ward) ?? one.ward : ''},
            {key: 'state', label: say('health'), cell: state},
            {key: 'made', label: say('officers.made'), value: (one) => one.made,
                cell: (one) => moment(one.made)},
            {key: 'acts', label: say('officers.acts'), kind: 'no-print',
                cell: (one) => make('div', {class: 'row-acts'},
                    act(one, say('change'), () => change(one, wards, acts)),
                    one.by_proxy ? null : act(one, say('officers.renew.do'),
                        () => renew(one, acts)),
                    act(one, say(one.disabled ? 'officers.enable.do' : 'officers.disable.do'),
                        () => disable(one, acts)))},
        ],
    });
    return [
        pageHead(say('page.officers'), {lead: say('officers.lead'), actions: [
            make('button', {type: 'button', class: 'button primary', 'data-button': 'add',
                onclick: () => add(wards, acts)}, icon('person', 18), say('officers.add'))]}),
        make('section', {class: 'box'}, table.element),
    ];
}
