// What stands around every page: the head with its ways, the foot, and the voice for those who
// listen.

import {make, fresh} from '/web/dom.js';
import {mark} from '/web/brocade.js';
import {icon} from '/web/icons.js';
import {moment} from '/web/numbers.js';
import {to} from '/web/place.js';
import {keep, kLanguages, language, say} from '/web/words.js';

const kRanks = ['viewer', 'editor', 'admin'];
/// Pages in the order of the head: path, words, least role, and whether a ward's officer has it.
const kWays = [
    ['/', 'overview', 'viewer', true],
    ['/wards', 'wards', 'viewer', false],
    ['/procedures', 'procedures', 'viewer', true],
    ['/kiosks', 'kiosks', 'viewer', true],
    ['/compare', 'compare', 'viewer', true],
    ['/links', 'links', 'editor', false],
    ['/publishing', 'publishing', 'editor', false],
    ['/officers', 'officers', 'admin', false],
    ['/trail', 'trail', 'admin', false],
];

export const may = (session, least) =>
    Boolean(session) && kRanks.indexOf(session.officer.role) >= kRanks.indexOf(least);

const kThemes = ['auto', 'light', 'dark'];
const kThemeIcons = {auto: 'auto', light: 'sun', dark: 'moon'};
const theme = () => document.documentElement.dataset.choice;

function themeButton() {
    const button = make('button', {type: 'button', class: 'head-button', 'data-button': 'theme',
        onclick: () => {
            const next = kThemes[(kThemes.indexOf(theme()) + 1) % kThemes.length];
            keep('theme', next);
            dispatchEvent(new CustomEvent('motcua-theme', {detail: next}));  // early.js
            draw();
        }});
    const draw = () => {
        const words = say(`theme.${theme()}`);
        button.title = words;
        button.setAttribute('aria-label', words);
        button.replaceChildren(icon(kThemeIcons[theme()], 20));
    };
    draw();
    return button;
}

function languageButton(change) {
    const other = kLanguages.find((one) => one !== language);
    return make('button', {type: 'button', class: 'head-button', lang: other,
        'data-button': 'language', onclick: () => change(other)}, say('language.other'));
}

/// A button that opens a list under it; Escape and a click elsewhere close it.
function menu(label, inside, kind) {
    const list = make('div', {class: `menu ${kind}`, id: fresh('menu'), hidden: true}, inside);
    const button = make('button', {type: 'button', class: `head-button ${kind}-button`,
        'aria-expanded': 'false', 'aria-controls': list.id, onclick: () => open(list.hidden)},
    label);
    const open = (yes) => {
        list.hidden = !yes;
        button.setAttribute('aria-expanded', String(yes));
    };
    const holder = make('div', {class: `menu-holder ${kind}-holder`}, button, list);
    holder.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || list.hidden) return;
        open(false);
        button.focus();
    });
    holder.addEventListener('focusout', (event) => {
        if (event.relatedTarget && !holder.contains(event.relatedTarget)) open(false);
    });
    document.addEventListener('click', (event) => {
        if (!holder.contains(event.target)) open(false);
    });
    return {holder, close: () => open(false)};
}

/// The ways somebody has; `which`: those of figures, or of keeping the province in order.
function ways(session, which) {
    const shown = kWays.filter(([, , least, ward]) =>
        may(session, least) && (!session.officer.ward || ward) && which(least));
    return shown.length ? make('ul', {}, shown.map(([path, key]) => make('li', {},
        make('a', {href: to(path), 'data-way': path}, say(`page.${key}`))))) : null;
}
const kAll = () => true, kFigures = (least) => least === 'viewer';
const kKeeping = (least) => least !== 'viewer';

/// `acts`: {language(code), signOut()}
export class Frame {
    constructor(acts) {
        this.acts = acts;
        this.voice = make('p', {class: 'unseen', role: 'status', 'aria-live': 'polite'});
        this.main = make('main', {id: 'main', tabindex: -1});
        this.head = make('header', {class: 'head'});
        this.foot = make('footer', {class: 'foot'});
        this.demo = make('section', {class: 'demo-line'});  // The mark, where the head is full.
        this.skip = make('a', {class: 'skip', href: '#main', onclick: (event) => {
            event.preventDefault();
            (this.main.querySelector('h1') ?? this.main).focus();
        }});
        document.body.replaceChildren(this.skip, this.head,
            make('div', {class: 'band', 'aria-hidden': 'true'}), this.demo, this.main,
            this.foot, this.voice);
    }

    /// Draws head and foot for whoever is signed in, in the present language.
    draw(session) {
        this.session = session;
        const province = session?.province?.name;
        this.skip.textContent = say('skip');
        const name = make('a', {class: 'name', href: '/'}, mark(3), make('span', {}, province
            ? say('name.of', {province}) : say('name')));
        const right = make('div', {class: 'head-right'},
            session?.demo ? make('span', {class: 'tag demo'}, say('demo')) : null,
            languageButton(this.acts.language), themeButton(),
            session ? this.person(session) : null);
        if (!session || session.officer.must_change) {
            this.head.replaceChildren(name, right);
        } else {
            const small = menu([icon('menu', 22), make('span', {class: 'unseen'}, say('menu'))],
                make('nav', {'aria-label': say('menu')}, ways(session, kAll)), 'small');
            const keeping = ways(session, kKeeping);
            const more = keeping && menu([say('menu.keeping'), icon('down', 16)], keeping, 'more');
            this.closeMenus = () => {
                small.close();
                more?.close();
            };
            this.head.replaceChildren(...[name,
                make('nav', {class: 'ways', 'aria-label': say('menu')},
                    ways(session, kFigures), more?.holder), right, small.holder].filter(Boolean));
        }
        this.demo.setAttribute('aria-label', say('demo_long'));
        this.demo.textContent = session?.demo ? say('demo_long') : '';
        this.foot.replaceChildren(make('p', {}, session
            ? say('foot', {version: session.version, province}) : say('name')));
    }

    person(session) {
        return menu([icon('person', 20), make('span', {class: 'person-name'},
            session.officer.full_name || session.officer.name)],
        [make('p', {}, say(`role.${session.officer.role}`)),
            make('a', {href: '/sign-in?change=1'}, say('password.change')),
            make('button', {type: 'button', class: 'button', 'data-button': 'sign-out',
                onclick: this.acts.signOut}, icon('out', 18), say('sign_out'))], 'person').holder;
    }

    /// Puts a page in, names it and moves the focus to its heading.
    show(title, nodes, focus, wide = false) {
        document.body.classList.toggle('wide-page', wide);  // On paper it lies on its side.
        this.closeMenus?.();
        const path = location.pathname;
        for (const link of this.head.querySelectorAll('[data-way]')) {
            const way = link.dataset.way;
            link.href = to(way);
            const here = way === '/' ? path === '/' : path === way || path.startsWith(`${way}/`);
            if (here) link.setAttribute('aria-current', 'page');
            else link.removeAttribute('aria-current');
        }
        this.main.replaceChildren(...nodes);
        this.main.removeAttribute('aria-busy');
        document.title = `${title} · ${say('name')}`;
        if (!focus) return;
        scrollTo(0, 0);
        this.main.querySelector('h1')?.focus({preventScroll: true});
    }

    busy() {
        this.main.setAttribute('aria-busy', 'true');
        this.say(say('loading'));
    }

    say(words) {
        this.voice.textContent = words;
    }
}

/// A page's own head: what it is, of when, of which period, what can be done with it.
export function pageHead(title, {asOf, period, lead, actions} = {}) {
    return make('div', {class: 'page-head'},
        make('div', {class: 'page-title'}, make('h1', {tabindex: -1}, title),
            lead || asOf ? make('p', {class: 'quiet'}, lead ? [lead, asOf ? ' · ' : ''] : null,
                asOf ? say('as_of', {moment: moment(asOf)}) : null) : null),
        period ?? null,
        actions ? make('div', {class: 'actions no-print'}, actions) : null);
}

/// A file to be kept: the same figures.
export const download = (address, words) =>
    make('a', {class: 'button', href: address, download: '', 'data-file': words},
        icon('download', 18), words);
/// The two forms of one table, small, beside its heading.
export const files = (csv, xlsx) => make('div', {class: 'files-of no-print'},
    [['CSV', csv], ['XLSX', xlsx]].map(([words, address]) => make('a', {
        class: 'file-link', href: address, download: '',
    }, icon('download', 16), words)));
export const printButton = () => make('button', {type: 'button', class: 'button print-button',
    onclick: () => print()}, icon('print', 18), say('print'));
