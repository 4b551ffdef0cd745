// What the kiosks go by: files edited here, checked as a kiosk checks them, shown with what would
// change, then published; or an older version brought back.

import {get, send, text} from '/web/api.js';
import {fresh, make} from '/web/dom.js';
import {pageHead} from '/web/frame.js';
import {icon} from '/web/icons.js';
import {bytes, moment, whole} from '/web/numbers.js';
import {Table} from '/web/table.js';
import {has, say} from '/web/words.js';

const kFileMax = 8 << 20;  // The server's limit, said before the file is sent.
const kNoteMax = 160;      // Letters; the server takes 500 bytes, of up to three a letter.

export const load = () => get('/api/publications');
export const title = () => say('page.publishing');

const fileWords = (path) => has(`file.${path}`) ? say(`file.${path}`) : path;
const published = (path) => `/api/published/${path.split('/').map(encodeURIComponent).join('/')}`;

/// The files that somebody has changed here and not yet published, by path.
class Draft {
    constructor(base, changed) {
        this.base = base;  ///< The version they were begun on: the server refuses an older one.
        this.files = new Map();
        this.changed = changed;
    }
    set(path, words) {
        this.files.set(path, words);
        this.changed();
    }
    drop(path) {
        this.files.delete(path);
        this.changed();
    }
    body() {
        return {files: Object.fromEntries(this.files)};
    }
}

function editor(path, draft, acts) {
    const area = make('textarea', {rows: 22, spellcheck: 'false', 'aria-label': path,
        wrap: 'off'});
    const fault = make('p', {class: 'fault', role: 'alert'});
    const keepButton = make('button', {type: 'button', class: 'button primary',
        onclick: () => draft.set(path, area.value)}, say('publishing.keep'));
    area.value = draft.files.get(path) ?? '';
    if (!draft.files.has(path)) {
        area.disabled = true;
        text(published(path)).catch((error) => {
            if (error.word === 'not_found') return '';  // Neither published nor shipped yet.
            throw error;
        }).then((words) => {
            area.value = words;
            area.disabled = false;
            area.focus();
        }).catch((error) => {
            fault.textContent = acts.errorWords(error);
        });
    }
    return make('div', {class: 'editor'}, area, fault,
        make('div', {class: 'form-row'}, keepButton));
}

function fileRow(path, draft, acts) {
    const holder = make('div'), name = fresh('upload');
    const fault = make('p', {class: 'fault', role: 'alert'});
    const upload = make('input', {id: name, type: 'file', class: 'unseen',
        'aria-label': `${say('publishing.upload')}: ${path}`, onchange: async () => {
            const file = upload.files[0];
            fault.textContent = '';
            if (!file) return;
            if (file.size > kFileMax)
                fault.textContent = say('publishing.too_large', {most: bytes(kFileMax)});
            else draft.set(path, await file.text());
            upload.value = '';
        }});
    const edit = make('button', {type: 'button', class: 'button', 'aria-expanded': 'false',
        'aria-label': `${say('publishing.edit')}: ${path}`, onclick: () => {
            const open = !holder.children.length;
            holder.replaceChildren(...(open ? [editor(path, draft, acts)] : []));
            edit.setAttribute('aria-expanded', String(open));
        }}, say('publishing.edit'));
    const row = make('li', {class: 'file'},
        make('div', {class: 'file-head'},
            make('div', {class: 'file-name'}, make('strong', {}, fileWords(path)),
                make('span', {class: 'quiet'}, ` ${path}`)),
            draft.files.has(path) ? make('span', {class: 'tag warn'}, icon('info', 16),
                say('publishing.changed_here')) : null,
            make('a', {class: 'button', href: published(path), download: path.split('/').pop(),
                'aria-label': `${say('publishing.download')}: ${path}`}, icon('download', 18),
            say('publishing.download')),
            edit, make('label', {class: 'button upload'}, say('publishing.upload'), upload),
            draft.files.has(path) ? make('button', {type: 'button', class: 'button',
                'aria-label': `${say('publishing.drop')}: ${path}`,
                onclick: () => draft.drop(path)}, icon('undo', 18), say('publishing.drop')) : null),
        fault, holder);
    return row;
}

/// "Changed: address submit: https://a → https://b"
function itemWords(item) {
    const what = has(`item.${item.what}`) ? say(`item.${item.what}`) : item.what;
    const subject = item.what === 'link' && has(`link.${item.subject}`)
        ? say(`link.${item.subject}`) : item.subject;
    const name = [subject, item.name].filter(Boolean).join(' · ');
    const values = [item.before, item.after].filter((value) => value !== null);
    return [make('strong', {}, say(`change.${item.change}`), ': '), `${what} ${name}`,
        values.length ? `: ${values.join(' → ')}` : null];
}

/// What would change and for how many kiosks; or why it cannot be.
function previewParts(preview) {
    const changes = preview.changes.filter((change) => !change.same);
    return [
        preview.faults.length ? make('ul', {class: 'fault'}, preview.faults.map((one) =>
            make('li', {}, `${one.path}${one.line ? `:${one.line}` : ''}: ${one.message}`)))
            : make('p', {class: 'done'}, say('publishing.no_faults')),
        changes.length ? [make('p', {}, say('publishing.for', {kiosks: whole(preview.kiosks)})),
            make('ul', {class: 'changes-by-file'}, changesOf(changes))]
            : make('p', {}, say('publishing.no_changes')),
    ].flat();
}
const publishable = (preview) => !preview.faults.length &&
    preview.changes.some((change) => !change.same);

function changesOf(changes) {
    return changes.map((change) => make('li', {},
        make('p', {}, make('strong', {}, fileWords(change.path)), ' ', say('publishing.counts', {
            added: whole(change.added), removed: whole(change.removed),
            changed: whole(change.changed)})),
        make('ul', {class: 'changes'}, (change.items ?? []).map((item) =>
            make('li', {}, itemWords(item)))),
        change.left_out ? make('p', {class: 'quiet'}, say('publishing.left_out',
            {n: whole(change.left_out)})) : null));
}

/// Looks at the draft as a kiosk would, and then publishes it.
function previewBox(draft, acts) {
    const result = make('div', {role: 'status'});
    const fault = make('p', {class: 'fault', role: 'alert'});
    const note = make('input', {name: 'note', type: 'text', required: true, maxlength: kNoteMax,
        autocomplete: 'off'});
    const publish = make('form', {class: 'form-row', hidden: true, onsubmit: async (event) => {
        event.preventDefault();
        fault.textContent = '';
        try {
            const done = await send('POST', '/api/publish',
                {...draft.body(), note: note.value.trim(), base: draft.base});
            acts.say(say('publishing.done', {version: whole(done.version)}));
            await acts.again();
        } catch (error) {
            fault.textContent = acts.errorWords(error);
        }
    }}, make('label', {}, say('publishing.note'), note),
    make('button', {class: 'button primary', type: 'submit', 'data-button': 'publish'},
        say('publishing.publish')));
    const look = async () => {
        fault.textContent = '';
        publish.hidden = true;
        try {
            const preview = await send('POST', '/api/preview', draft.body());
            result.replaceChildren(...previewParts(preview));
            publish.hidden = !publishable(preview);
        } catch (error) {
            fault.textContent = acts.errorWords(error);
        }
    };
    return make('div', {class: 'preview'}, make('div', {class: 'form-row'},
        make('button', {type: 'button', class: 'button primary', 'data-button': 'preview',
            onclick: look}, icon('search', 18), say('publishing.preview'))),
    fault, result, publish);
}

function files(answer, acts) {
    const list = make('ul', {class: 'files'}), under = make('div');
    const draft = new Draft(answer.newest, () => draw());
    const draw = () => {
        list.replaceChildren(...answer.paths.map((path) => fileRow(path, draft, acts)));
        under.replaceChildren(...(draft.files.size ? [previewBox(draft, acts)]
            : [make('p', {class: 'quiet'}, say('publishing.nothing'))]));
    };
    draw();
    return make('section', {class: 'box'}, make('div', {class: 'box-head'},
        make('h2', {}, say('publishing.files'))), list, under);
}

function rollBack(version, base, acts) {
    const result = make('div', {role: 'status'});
    send('POST', '/api/preview', {version}).then((preview) => {
        result.replaceChildren(...previewParts(preview));
    }).catch((error) => {
        fault.textContent = acts.errorWords(error);
    });
    const fault = make('p', {class: 'fault', role: 'alert'}), heading = fresh('dialog');
    const note = make('input', {type: 'text', required: true, maxlength: kNoteMax,
        autocomplete: 'off'});
    const dialog = make('dialog', {class: 'dialog', 'aria-labelledby': heading},
        make('h2', {id: heading}, say('publishing.roll_back.title', {version: whole(version)})),
        make('form', {class: 'form', onsubmit: async (event) => {
            event.preventDefault();
            try {
                const done = await send('POST', '/api/rollback',
                    {version, note: note.value.trim(), base});
                dialog.close();
                acts.say(say('publishing.done', {version: whole(done.version)}));
                await acts.again();
            } catch (error) {
                fault.textContent = acts.errorWords(error);
            }
        }}, make('p', {}, say('publishing.roll_back.sure')), result,
        make('label', {}, say('publishing.note'), note), fault,
        make('div', {class: 'form-row'},
            make('button', {class: 'button primary', type: 'submit'}, say('publishing.roll_back')),
            make('button', {class: 'button', type: 'button', onclick: () => dialog.close()},
                say('cancel')))));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}

function versions(answer, acts) {
    const running = new Map(answer.kiosks.map((one) => [one.published, one.kiosks]));
    const table = new Table({
        caption: say('publishing.versions'), rows: answer.versions, quiet: true,
        sort: {key: 'version', way: -1},
        columns: [
            {key: 'version', label: say('publishing.version'), numeric: true, head: true,
                value: (one) => one.version},
            {key: 'at', label: say('trail.at'), value: (one) => one.at,
                cell: (one) => moment(one.at)},
            {key: 'officer', label: say('officer'),
                value: (one) => one.officer || say('trail.command_line')},
            {key: 'note', label: say('publishing.note'), kind: 'text', value: (one) => one.note,
                cell: (one) => [one.note, one.rolled_back_to ? make('span', {class: 'under'},
                    say('publishing.as_version', {version: whole(one.rolled_back_to)})) : null]},
            {key: 'files', label: say('publishing.changed_files'), kind: 'text',
                cell: (one) => make('ul', {}, one.files.filter((file) => file.changed).map((file) =>
                    make('li', {title: file.sha256}, `${file.path} (${bytes(file.bytes)})`)))},
            {key: 'kiosks', label: say('publishing.kiosks'), numeric: true,
                value: (one) => running.get(one.version) ?? 0},
            {key: 'acts', label: say('officers.acts'), cell: (one) =>
                one.version === answer.newest ? say('publishing.in_force')
                    : make('button', {type: 'button', class: 'button',
                        'aria-label': `${say('publishing.roll_back')}: ${one.version}`,
                        onclick: () => rollBack(one.version, answer.newest, acts)},
                    icon('undo', 18), say('publishing.roll_back'))},
        ],
    });
    const none = running.get(0);
    return make('section', {class: 'box'},
        make('div', {class: 'box-head'}, make('h2', {}, say('publishing.versions'))),
        answer.versions.length ? table.element
            : make('p', {class: 'empty'}, say('kiosks.nothing_published')),
        none ? make('p', {class: 'quiet'}, say('publishing.kiosks_none', {n: whole(none)})) : null);
}

export function show(answer, session, acts) {
    return [
        pageHead(say('page.publishing'), {lead: answer.newest
            ? say('kiosks.newest', {version: whole(answer.newest)})
            : say('kiosks.nothing_published')}),
        files(answer, acts), versions(answer, acts),
    ];
}
