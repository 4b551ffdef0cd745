// One table for every page: a caption, buttons that sort, a filter, groups of columns that can be
// taken away, a row of sums. Rows are made once and then only moved or hidden.

import {fresh, make, unseen} from '/web/dom.js';
import {icon} from '/web/icons.js';
import {plain, whole} from '/web/numbers.js';
import {number, unknown} from '/web/cells.js';
import {choose, chosen} from '/web/place.js';
import {say} from '/web/words.js';

// A column: {key, label, group, numeric, best: 'high'|'low', value(row) → number|string|null,
// td(row) → <td> or cell(row) → text or node, head: true for the row's own name, sum(rows) →
// number or sumTd(rows) → <td>, fixed: true if it cannot be sorted}.

function cellOf(column, row) {
    if (column.td) return column.td(row);
    const value = column.value ? column.value(row) : null;
    const inside = column.cell ? column.cell(row) : column.numeric ? number(value)
        : value ?? unknown();
    const attributes = {class: column.numeric ? 'number' : column.kind ?? null};
    if (column.head) return make('th', {...attributes, scope: 'row'}, inside);
    return make('td', attributes, inside);
}

/// Unknown comes last, whichever way the rest is sorted.
function compare(column, way) {
    const collator = new Intl.Collator('vi', {numeric: true});
    return (a, b) => {
        const x = column.value(a.row), y = column.value(b.row);
        if (x === null || y === null) return (x === null) - (y === null) || a.at - b.at;
        const order = typeof x === 'number' ? x - y : collator.compare(x, y);
        return order * way || a.at - b.at;
    };
}

export class Table {
    // {name, caption, columns, rows, sort: {key, way}, sums: true, mine(row) → is it one's own,
    // search(row) → text, keep: true keeps the sorting in the address, tall: scrolls in its box,
    // few: a phone shows so many rows first, hiddenGroups: ['said'], quiet: caption is unseen}
    constructor(what) {
        this.what = what;
        this.columns = what.columns;
        this.rows = what.rows.map((row, at) => ({row, at, tr: null, key: null, shown: true}));
        this.sort = {...(what.sort ?? {key: null, way: 1})};
        this.hidden = new Set(what.hiddenGroups ?? []);
        const asked = what.keep && /^(-?)(\w+)$/.exec(chosen('sort') ?? '');
        if (asked && this.columns.some((column) => column.key === asked[2]))
            this.sort = {key: asked[2], way: asked[1] ? -1 : 1};
        this.build();
    }

    build() {
        const caption = fresh('caption');
        this.head = make('thead');
        this.body = make('tbody');
        this.foot = make('tfoot');
        this.status = make('p', {class: 'unseen', role: 'status'});
        const table = make('table', {class: this.what.few ? 'few' : null},
            make('caption', {id: caption, class: this.what.quiet ? 'unseen' : null},
                this.what.caption),
            this.head, this.body, this.foot);
        this.box = make('div', {
            class: `table-box${this.what.tall ? ' tall' : ''}`, role: 'region', tabindex: 0,
            'aria-labelledby': caption,
        }, table);
        this.element = make('div', {class: 'table'}, this.box, this.status);
        if (this.what.few && this.rows.length > this.what.few)
            this.element.append(this.more(table));
        this.redraw();
    }

    /// On a phone the first rows, and a button for the rest; elsewhere, and on paper, all.
    more(table) {
        const button = make('button', {type: 'button', class: 'button phone-only', onclick: () => {
            table.classList.remove('few');
            button.remove();
        }}, say('rows_all', {n: whole(this.rows.length)}));
        return button;
    }

    visible() {
        return this.columns.filter((column) => !this.hidden.has(column.group));
    }

    redraw() {
        const columns = this.visible();
        this.drawHead(columns);
        for (const entry of this.rows) {
            entry.tr = make('tr', {class: this.what.mine?.(entry.row) ? 'mine' : null},
                columns.map((column) => cellOf(column, entry.row)));
            entry.tr.hidden = !entry.shown;
        }
        this.order();
        this.drawSums();
    }

    drawHead(columns) {
        const rows = [];
        if (columns.some((column) => column.group)) {
            const groups = make('tr', {class: 'groups'});
            for (let at = 0; at < columns.length;) {
                let end = at + 1;
                while (end < columns.length && columns[end].group === columns[at].group) ++end;
                const group = columns[at].group;
                groups.append(group
                    ? make('th', {scope: 'colgroup', colspan: end - at, class: 'group',
                        title: say(`certainty.${group}.long`)},
                    make('span', {}, say(`certainty.${group}`)))
                    : make('td', {colspan: end - at}));
                at = end;
            }
            rows.push(groups);
        }
        rows.push(make('tr', {}, columns.map((column) => this.headCell(column))));
        this.head.replaceChildren(...rows);
    }

    headCell(column) {
        const sorted = this.sort.key === column.key;
        const attributes = {
            scope: 'col', class: column.numeric ? 'number' : null, title: column.title ?? null,
            'aria-sort': sorted ? (this.sort.way > 0 ? 'ascending' : 'descending') : null,
        };
        if (column.fixed || !column.value) return make('th', attributes, column.label);
        // On paper a head is repeated on each page, but no button in it: print.css shows the words.
        return make('th', {...attributes, 'data-words': column.label}, make('button', {
            type: 'button', class: 'sort', 'data-sort': column.key,
            onclick: () => this.sortBy(column),
        }, column.label, icon(sorted ? (this.sort.way > 0 ? 'up' : 'down') : 'sort', 16)));
    }

    sortBy(column) {
        const first = column.numeric && column.best !== 'low' ? -1 : 1;
        this.sort = {key: column.key,
            way: this.sort.key === column.key ? -this.sort.way : first};
        if (this.what.keep) choose('sort', (this.sort.way < 0 ? '-' : '') + column.key);
        this.drawHead(this.visible());
        this.order();
        this.head.querySelector(`[data-sort="${CSS.escape(column.key)}"]`)?.focus();
        this.box.scrollTop = 0;
        this.status.textContent = say(this.sort.way > 0 ? 'sorted.up' : 'sorted.down',
            {column: column.label});
    }

    order() {
        const column = this.columns.find(({key}) => key === this.sort.key);
        if (column) this.rows.sort(compare(column, this.sort.way));
        this.body.replaceChildren(...this.rows.map((entry) => entry.tr));
    }

    /// Shows the rows for which `wanted` holds and that have `text` in their words.
    filter(wanted, text = '') {
        const parts = plain(text).split(/\s+/).filter(Boolean);
        let count = 0;
        for (const entry of this.rows) {
            entry.key ??= plain(this.what.search?.(entry.row) ?? '');
            entry.shown = wanted(entry.row) && parts.every((part) => entry.key.includes(part));
            entry.tr.hidden = !entry.shown;
            count += entry.shown;
        }
        this.drawSums();
        this.status.textContent = say('shown_rows',
            {n: whole(count), all: whole(this.rows.length)});
        return count;
    }

    toggle(group, shown) {
        if (shown) this.hidden.delete(group);
        else this.hidden.add(group);
        this.redraw();
    }

    drawSums() {
        if (!this.what.sums) return;
        const rows = this.rows.filter((entry) => entry.shown).map((entry) => entry.row);
        this.foot.replaceChildren(make('tr', {}, this.visible().map((column, at) => {
            if (column.sumTd) return column.sumTd(rows);
            if (column.sum) return make('td', {class: 'number'}, number(column.sum(rows)));
            if (column.head || at === 0 && !this.columns.some(({head}) => head))
                return make('th', {scope: 'row'}, say('sum_of', {n: whole(rows.length)}));
            return make('td', {}, unseen('—'));
        })));
    }
}

/// The words of a search field and its label.
export function searchField(label, change) {
    const name = fresh('search');
    return make('div', {class: 'search no-print'},
        make('label', {for: name, class: 'unseen'}, label), icon('search', 18),
        make('input', {id: name, type: 'search', placeholder: label, autocomplete: 'off',
            spellcheck: 'false', oninput: (event) => change(event.target.value)}));
}

/// One of several: buttons of which one is pressed.
export function choice(label, options, current, change) {
    const group = make('div', {class: 'choice no-print', role: 'group', 'aria-label': label},
        options.map(([key, words]) => make('button', {
            type: 'button', class: 'button', 'aria-pressed': String(key === current),
            'data-choice': key,
            onclick: (event) => {
                for (const button of group.children)
                    button.setAttribute('aria-pressed', String(button === event.currentTarget));
                change(key);
            },
        }, words)));
    return group;
}

/// Which groups of columns are shown.
export function groupBoxes(table, groups) {
    return make('fieldset', {class: 'groups-choice no-print'},
        make('legend', {}, say('columns')),
        groups.map((group) => make('label', {}, make('input', {
            type: 'checkbox', checked: !table.hidden.has(group), 'data-group': group,
            onchange: (event) => table.toggle(group, event.target.checked),
        }), say(`certainty.${group}`))));
}
