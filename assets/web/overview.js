// The first page: how the campaign stands, which wards fall behind, whether the figures can be
// trusted.

import {get} from '/web/api.js';
import {campaignStrip, cards, notes} from '/web/cards.js';
import {heatLegend, rateColumn, rateCell, rateOf, rateOfWard, sumOf,
    wardLink} from '/web/cells.js';
import {trend} from '/web/chart.js';
import {make, fresh} from '/web/dom.js';
import {download, pageHead, printButton} from '/web/frame.js';
import {health} from '/web/health.js';
import {whole} from '/web/numbers.js';
import {picker, spanWords} from '/web/period.js';
import {api, file} from '/web/place.js';
import {choice, searchField, Table} from '/web/table.js';
import {say, said} from '/web/words.js';

export async function load() {
    const [overview, kiosks] = await Promise.all([get(api('/api/overview')), get('/api/kiosks')]);
    return {overview, kiosks};
}

const placeName = (overview, session) =>
    overview.ward ? overview.wards[0]?.name ?? overview.ward
        : say('province', {name: session?.province?.name ?? ''});

export const title = () => say('page.overview');

function ranking(overview, session) {
    const heading = fresh('ranking'), kinds = new Map();
    for (const ward of overview.wards) kinds.set(ward.kind, (kinds.get(ward.kind) ?? 0) + 1);
    const table = new Table({
        name: 'ranking', caption: say('ranking.caption'), quiet: true, rows: overview.wards,
        tall: true, few: 15, sums: true, keep: true,
        mine: (ward) => ward.code === session?.officer.ward,
        search: (ward) => `${ward.name} ${ward.code}`,
        sort: {key: 'place', way: 1},
        columns: [
            {key: 'place', label: say('place'), numeric: true, best: 'low',
                value: (ward) => ward.place},
            {key: 'name', label: say('ward'), head: true, value: (ward) => ward.name,
                cell: wardLink},
            ...overview.indicators.map((indicator) => ({
                ...rateColumn(indicator, (ward) => rateOfWard(ward, indicator),
                    (ward) => ward.rates[indicator.id].heat),
                sumTd: (rows) => rateCell(rateOf(rows.map((ward) => rateOfWard(ward, indicator)))),
            })),
            {key: 'received', label: say('dossiers'), numeric: true,
                value: (ward) => ward.known_days ? ward.sum.received : null,
                sum: (rows) => sumOf(rows, (ward) => ward.known_days ? ward.sum.received : null)},
        ],
    });
    let kind = 'all', text = '';
    const filter = () => table.filter((ward) => kind === 'all' || ward.kind === kind, text);
    return make('section', {class: 'box ranking', 'aria-labelledby': heading},
        make('div', {class: 'box-head'},
            make('h2', {id: heading}, say('ranking', {
                n: whole(overview.wards.length), indicator: said(overview.indicators[0].name)})),
            choice(say('kind'), [['all', say('all')], ...[...kinds].map(([key, count]) =>
                [key, `${whole(count)} ${key}`])], kind, (key) => {
                kind = key;
                filter();
            })),
        searchField(say('ranking.search'), (typed) => {
            text = typed;
            filter();
        }),
        table.element,
        overview.period.of_campaign ? heatLegend() : null);
}

export function show({overview, kiosks}, session) {
    const of = placeName(overview, session);
    const whole_province = !overview.ward;
    const month = overview.period.to.slice(0, 7);
    return [
        pageHead(say('overview.title', {name: of}), {
            asOf: overview.as_of, lead: spanWords(overview.period),
            period: picker(overview.period, overview.today),
            actions: [download(file('wards.csv'), 'CSV'), download(file('wards.xlsx'), 'XLSX'),
                download(`/api/report.docx?month=${month}`, say('report')), printButton()],
        }),
        campaignStrip(overview), notes(overview), cards(overview),
        make('div', {class: whole_province ? 'split' : 'single'},
            make('div', {class: 'column'}, trend(overview), health(kiosks, overview.as_of)),
            whole_province ? ranking(overview, session) : null),
    ].filter(Boolean);
}
