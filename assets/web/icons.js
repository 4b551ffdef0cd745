// The page's icons: lines on a grid of 24, drawn for it. They never stand without a word.

import {svg} from '/web/dom.js';

const kPaths = {
    check: 'M5 12.5l4.5 4.5L19 7.5',
    rising: 'M4 17l6-6 4 4 6-8M15 7h5v5',
    warning: 'M12 4L2.5 20h19zM12 10v5M12 17.5v.5',
    clock: 'M12 3a9 9 0 100 18 9 9 0 000-18M12 7.5V12l3.5 2',
    silent: 'M4 4l16 16M8.5 15.5a5 5 0 015-1.2M5 12a9.5 9.5 0 014-2.4' +
        'M12 8.5a10 10 0 017 3.5M12 19v.5',
    download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
    up: 'M6 15l6-6 6 6',
    down: 'M6 9l6 6 6-6',
    sort: 'M8 10l4-4 4 4M8 14l4 4 4-4',
    menu: 'M4 7h16M4 12h16M4 17h16',
    close: 'M6 6l12 12M18 6L6 18',
    sun: 'M12 8a4 4 0 100 8 4 4 0 000-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2' +
        'M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
    moon: 'M20 14.5A8.5 8.5 0 019.5 4 8.5 8.5 0 1020 14.5z',
    auto: 'M12 4a8 8 0 100 16 8 8 0 000-16M12 4v16M15 8.5h4M15 12h5M15 15.5h4',
    person: 'M12 4a4 4 0 100 8 4 4 0 000-8M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
    out: 'M14 4H5v16h9M10 12h10M16 8l4 4-4 4',
    print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
    search: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13M15.5 15.5L21 21',
    info: 'M12 3a9 9 0 100 18 9 9 0 000-18M12 11v6M12 7v.5',
    document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
    undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3',
    cross: 'M7 7l10 10M17 7L7 17',
    star: 'M12 3.5l2.6 5.6 6 .7-4.5 4.2 1.2 6-5.3-3-5.3 3 1.2-6L3.4 9.8l6-.7z',
};

export function icon(name, size = 20) {
    return svg('svg', {
        class: 'icon', width: size, height: size, viewBox: '0 0 24 24', 'aria-hidden': 'true',
        focusable: 'false',
    }, svg('path', {d: kPaths[name]}));
}
