// Lines over days, with their targets: own SVG, a label that says what is to be seen, and beside
// each a table of the same figures.

import {make, svg, fresh} from '/web/dom.js';
import {day, daysBetween, decimals, percent, target, whole} from '/web/numbers.js';
import {files} from '/web/frame.js';
import {file} from '/web/place.js';
import {Table} from '/web/table.js';
import {rateCell} from '/web/cells.js';
import {say, said} from '/web/words.js';

const kTall = 300, kLeft = 44, kTop = 14, kBottom = 30;
const kWide = 800, kRight = 108;  // At the right the last figures and the last target.
const kNarrow = 420, kNarrowRight = 70;
const y1 = kTall - kBottom;

const narrow = matchMedia('(max-width: 700px)');
const wide = () => narrow.matches ? kNarrow : kWide;
const rightEnd = () => narrow.matches ? kNarrow - kNarrowRight : kWide - kRight;

/// A span of the axis with a little air, in steps of 10 or 20 percent.
function axis(values) {
    let low = Math.min(...values), high = Math.max(...values);
    const step = high - low > 5000 ? 2000 : 1000;
    low = Math.max(0, Math.floor((low - 200) / step) * step);
    high = Math.min(10000, Math.ceil((high + 200) / step) * step);
    if (high <= low) high = low + step;
    return {low, high, step};
}

/// Labels at the right must not lie on each other: pushed apart, in their order.
function apart(labels, gap = 19) {
    labels.sort((a, b) => a.y - b.y);
    for (let at = 1; at < labels.length; ++at)
        labels[at].y = Math.max(labels[at].y, labels[at - 1].y + gap);
    const over = labels.length ? labels.at(-1).y - (y1 + 4) : 0;
    if (over > 0) for (const label of labels) label.y -= over;
    return labels;
}

class Scale {
    constructor(overview, indicators) {
        const campaign = overview.campaign;
        this.x1 = rightEnd();
        this.campaign = overview.period.of_campaign;
        this.from = overview.period.from;
        this.days = this.campaign ? Math.max(campaign.days, overview.period.days)
            : overview.period.days;
        const values = indicators.flatMap((indicator) => [
            ...indicator.line.map((point) => point.hundredths),
            ...(this.campaign ? indicator.targets.map((one) => one.hundredths) : [])]);
        Object.assign(this, axis(values.length ? values : [0, 10000]));
    }
    x(iso) {
        return this.at(daysBetween(this.from, iso));
    }
    at(nth) {
        return kLeft + (this.days > 1 ? (nth - 1) / (this.days - 1) : 0.5) * (this.x1 - kLeft);
    }
    y(hundredths) {
        return y1 - (hundredths - this.low) / (this.high - this.low) * (y1 - kTop);
    }
}

function grid(scale, overview) {
    const parts = [];
    for (let value = scale.low; value <= scale.high; value += scale.step) {
        const y = Math.round(scale.y(value));
        parts.push(svg('path', {class: 'grid', d: `M${kLeft} ${y + 0.5}H${scale.x1}`}),
            svg('text', {x: kLeft - 8, y: y + 5, 'text-anchor': 'end'}, whole(value / 100)));
    }
    if (scale.campaign) {
        const named = overview.campaign.milestones.filter((one) => !one.after);
        const marks = new Map(named.map((one) => [one.day, true]));
        for (const nth of [1, Math.round(scale.days / 4), Math.round(scale.days * 3 / 4)])
            if (![...marks.keys()].some((other) => Math.abs(other - nth) < scale.days / 12))
                marks.set(nth, false);
        for (const [nth, strong] of marks) {
            const x = Math.round(scale.at(nth));
            if (strong)
                parts.push(svg('path', {class: 'milestone', d: `M${x + 0.5} ${kTop}V${y1}`}));
            parts.push(svg('text', {x, y: kTall - 8, 'text-anchor': 'middle',
                class: strong ? 'strong' : null}, whole(nth)));
        }
        return parts;
    }
    const steps = Math.min(5, scale.days);
    for (let step = 0; step < steps; ++step) {
        const nth = steps > 1 ? 1 + Math.round(step * (scale.days - 1) / (steps - 1)) : 1;
        const iso = new Date(Date.parse(scale.from) + (nth - 1) * 86400000).toISOString();
        parts.push(svg('text', {x: scale.at(nth), y: kTall - 8, 'text-anchor': 'middle'},
            day(iso.slice(0, 10), true)));
    }
    return parts;
}

function lineOf(indicator, nth, scale) {
    const place = (point) =>
        `${scale.x(point.day).toFixed(1)} ${scale.y(point.hundredths).toFixed(1)}`;
    const path = indicator.line.map((point, at) => (at ? 'L' : 'M') + place(point));
    const last = indicator.line.at(-1);
    return [
        svg('path', {class: `line line-${nth}`, d: path.join('')}),
        svg('rect', {class: `dot line-${nth}`, x: scale.x(last.day) - 4,
            y: scale.y(last.hundredths) - 4, width: 8, height: 8}),
    ];
}

/// From the line's first point over the milestones: the way that leads to the targets.
function targetLine(indicator, scale, overview) {
    const days = new Map(overview.campaign.milestones.map((one) => [one.id, one]));
    const points = indicator.targets.map((one) => ({...days.get(one.milestone), ...one}))
        .filter((one) => !one.after && one.day);
    if (!points.length) return [];
    const first = indicator.line[0], last = points.at(-1);
    const at = (one) => `${scale.at(one.day).toFixed(1)} ${scale.y(one.hundredths).toFixed(1)}`;
    const from = first
        ? `M${scale.x(first.day).toFixed(1)} ${scale.y(first.hundredths).toFixed(1)}L` : 'M';
    return [
        svg('path', {class: 'target-line', d: from + points.map(at).join('L')}),
        ...points.flatMap((one) => [
            svg('rect', {class: 'target-dot', x: scale.at(one.day) - 4,
                y: scale.y(one.hundredths) - 4, width: 8, height: 8}),
            // The last target stands beside its point; others over their day, free of the lines.
            svg('text', {class: 'target-text', x: scale.at(one.day) + (one === last ? 10 : 6),
                y: one === last ? scale.y(one.hundredths) + 5 : kTop + 12},
            narrow.matches ? target(one.hundredths)
                : say('chart.target', {percent: target(one.hundredths)})),
        ]),
    ];
}

/// All lines, or one of them with its way to the targets.
function picture(overview, chosen, nameOf) {
    const all = overview.indicators;
    const drawn = all.filter((one) => one.line.length && (chosen === 'all' || one.id === chosen));
    if (!drawn.length) return make('p', {class: 'empty'}, say('unknown'));
    const scale = new Scale(overview, drawn);
    const labels = apart(drawn.map((one) => ({
        nth: all.indexOf(one), y: scale.y(one.line.at(-1).hundredths) + 5,
        x: scale.x(one.line.at(-1).day) + 10, text: decimals(one.line.at(-1).hundredths),
    })));
    const words = drawn.map((one) => say('chart.of', {
        name: nameOf(one), first: percent(one.line[0].hundredths),
        last: percent(one.line.at(-1).hundredths),
        from: day(one.line[0].day), to: day(one.line.at(-1).day),
    })).join(' ');
    const targeted = overview.period.of_campaign ? (chosen === 'all' ? [drawn[0]] : drawn) : [];
    return svg('svg', {viewBox: `0 0 ${wide()} ${kTall}`, role: 'img', class: 'chart',
        'aria-label': words},
    grid(scale, overview), targeted.map((one) => targetLine(one, scale, overview)),
    drawn.map((one) => lineOf(one, all.indexOf(one), scale)),
    labels.map((one) => svg('text', {class: `line-text line-${one.nth}`, x: one.x, y: one.y},
        one.text)));
}

/// The figures of the lines, day by day.
function figures(overview) {
    const byDay = new Map();
    for (const indicator of overview.indicators)
        for (const point of indicator.line) {
            if (!byDay.has(point.day)) byDay.set(point.day, {day: point.day});
            byDay.get(point.day)[indicator.id] = point;
        }
    return new Table({
        caption: say('chart.table'), rows: [...byDay.values()], tall: true,
        columns: [
            {key: 'day', label: say('day'), head: true, value: (row) => row.day,
                cell: (row) => day(row.day)},
            ...overview.indicators.map((indicator) => ({
                key: indicator.id, label: said(indicator.name), numeric: true,
                value: (row) => row[indicator.id]?.hundredths ?? null,
                td: (row) => rateCell(row[indicator.id]),
            })),
        ],
        sort: {key: 'day', way: -1},
    }).element;
}

/// A piece of the line, as it looks in the chart.
const key = (nth) => svg('svg', {class: 'key', width: 28, height: 14, 'aria-hidden': 'true'},
    svg('path', {class: `line line-${nth}`, d: 'M0 7H28'}));

/// The chart with the choice of lines (which is its legend, too) and its table, made when opened.
export function trend(overview) {
    const heading = fresh('trend');
    const nameOf = (indicator) => said(indicator.name);
    const holder = make('div', {class: 'chart-holder'});
    let chosen = 'all';
    const draw = () => holder.replaceChildren(picture(overview, chosen, nameOf));
    const legend = make('div', {class: 'lines no-print', role: 'group',
        'aria-label': say('chart.choose')});
    const press = (id) => {
        chosen = id;
        for (const button of legend.children)
            button.setAttribute('aria-pressed', String(button.dataset.line === id));
        draw();
    };
    const button = (id, ...inside) => make('button', {type: 'button', class: 'chip',
        'data-line': id, 'aria-pressed': String(id === chosen), onclick: () => press(id)},
    ...inside);
    legend.append(button('all', say('chart.all')), ...overview.indicators.map((indicator, nth) =>
        button(indicator.id, key(nth),
            nameOf(indicator))));
    draw();
    const daysFile = (form) => file(`days.${form}`, {ward: overview.ward});
    const redraw = () => {
        if (holder.isConnected) draw();
        else narrow.removeEventListener('change', redraw);  // Its page is gone.
    };
    narrow.addEventListener('change', redraw);
    const more = make('details', {class: 'figures', ontoggle: () => {
        if (more.open && more.children.length === 1)
            more.append(figures(overview), files(daysFile('csv'), daysFile('xlsx')));
    }}, make('summary', {}, say('chart.show_table')));
    return make('section', {class: 'box trend', 'aria-labelledby': heading},
        make('div', {class: 'box-head'}, make('h2', {id: heading}, say('chart.title')), legend),
        holder,
        overview.period.of_campaign && overview.indicators[0]
            ? make('p', {class: 'note'}, make('i', {class: 'target-key', 'aria-hidden': 'true'}),
                say('chart.target_note', {name: nameOf(overview.indicators[0])})) : null,
        more);
}
