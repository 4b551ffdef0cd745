// The campaign's strip with its cloth, and a card for each indicator.

import {make, fresh} from '/web/dom.js';
import {cloth} from '/web/brocade.js';
import {certainty, difference, part, unknown} from '/web/cells.js';
import {icon} from '/web/icons.js';
import {day, decimals, points, percent, target, tenths, whole} from '/web/numbers.js';
import {say, said} from '/web/words.js';

const milestoneOf = (campaign, id) => campaign.milestones.find((one) => one.id === id);

function nextWords(campaign) {
    const next = milestoneOf(campaign, campaign.next);
    if (!next || next.after) return null;
    return say('campaign.to_next', {days: whole(campaign.days_left), name: said(next.name),
        date: day(next.date)});
}

/// Day n of N; the cloth beside it is decoration. Before and after the campaign: its dates.
export function campaignStrip(overview) {
    const campaign = overview.campaign;
    if (!campaign?.days) return null;
    const span = say('campaign.span', {from: day(campaign.first_day), to: day(campaign.last_day)});
    const over = overview.today > campaign.last_day;
    return make('section', {class: 'campaign', 'aria-label': said(campaign.kicker)},
        make('div', {class: 'campaign-words'},
            make('p', {class: 'campaign-name'},
                say('campaign.name', {name: said(campaign.name), purpose: said(campaign.purpose)})),
            make('p', {}, [span, nextWords(campaign)].filter(Boolean).join(' · '))),
        make('p', {class: 'campaign-day'}, campaign.running
            ? [say('campaign.day', {day: whole(campaign.day)}),
                make('small', {}, `/${whole(campaign.days)}`)]
            : say(over ? 'campaign.over' : 'campaign.not_yet')),
        make('div', {class: 'campaign-cloth', 'aria-hidden': 'true'},
            cloth(over ? campaign.days : campaign.day, campaign.days)));
}

function standing(indicator, campaign) {
    if (indicator.target === null || indicator.rate.hundredths === null) return null;
    const name = said(milestoneOf(campaign, campaign.next)?.name) || say('card.last_milestone');
    return indicator.met
        ? make('span', {class: 'tag good'}, icon('check', 16), say('card.met', {name}))
        : make('span', {class: 'tag warn'}, icon('rising', 16),
            say('card.gap', {gap: decimals(indicator.gap), name}));
}

/// The marks are of the campaign's span: over other days they would say nothing.
function meter(indicator, campaign, targeted) {
    const share = (hundredths) => `${Math.min(100, hundredths / 100)}%`;
    const fill = make('i', {class: 'fill'});
    fill.style.width = share(indicator.rate.hundredths);
    const marks = (targeted ? indicator.targets : []).map((one) => ({...one,
        name: milestoneOf(campaign, one.milestone)})).filter((one) => one.name && !one.name.after);
    return [
        make('div', {class: 'meter', 'aria-hidden': 'true'}, fill, marks.map((one, nth) => {
            const mark = make('i', {class: `mark-${nth + 1 === marks.length ? 'last' : 'mid'}`});
            mark.style.left = share(one.hundredths);
            return mark;
        })),
        make('ul', {class: 'marks'}, marks.map((one, nth) => make('li', {},
            make('i', {class: `mark-${nth + 1 === marks.length ? 'last' : 'mid'}`,
                'aria-hidden': 'true'}),
            `${said(one.name.name)} `, make('b', {}, target(one.hundredths))))),
    ];
}

function needWords(need) {
    // Of hundreds a whole dossier is near enough. Both are rounded up.
    const shown = need.of_tenths >= 1000 ? (of) => whole(Math.ceil(of / 10)) : tenths;
    const values = {x: shown(need.tenths), d: shown(need.of_tenths)};
    return say(`need.${need.kind}`, values);
}

/// What it was before, with what that was made of.
function changeWords(key, now, before) {
    const change = difference(now, before);
    if (change === null) return null;
    return make('p', {class: 'change'}, say(key, {change: points(change)}), ' ',
        make('span', {class: 'quiet'}, say('card.before', {
            percent: percent(before.hundredths), n: whole(before.numerator),
            d: whole(before.denominator)})));
}

function card(indicator, overview) {
    const heading = fresh('card'), rate = indicator.rate, campaign = overview.campaign;
    const known = rate.hundredths !== null;
    return make('section', {class: 'box card', 'aria-labelledby': heading,
        'data-indicator': indicator.id},
    make('div', {class: 'card-head'}, make('h3', {id: heading}, said(indicator.name)),
        certainty(indicator.certainty)),
    make('div', {class: 'card-value'},
        make('p', {class: 'value'}, known
            ? [decimals(rate.hundredths), make('small', {}, '%')] : unknown()),
        standing(indicator, campaign)),
    make('p', {class: 'of', title: say('card.rule', {rule: indicator.rule})},
        overview.known_ward_days ? part(rate) : unknown(), ' ',
        say(`measure.${indicator.denominator_measure}`)),
    known ? meter(indicator, campaign, overview.period.of_campaign) : null,
    changeWords('card.week', rate, indicator.week_ago),
    changeWords('card.compared', rate, indicator.compared),
    indicator.target !== null ? make('p', {class: 'need'}, needWords(indicator.need)) : null);
}

export function cards(overview) {
    return make('section', {class: 'cards', 'aria-label': say('cards')},
        make('h2', {class: 'unseen'}, say('cards')),
        overview.indicators.map((indicator) => card(indicator, overview)));
}

function coverageKey(ward, missing) {
    if (missing) return ward ? 'coverage.ward' : 'coverage';
    return ward ? 'coverage.ward.all' : 'coverage.all';
}

/// What one should know before believing a figure: how much was told, and what is a sample.
export function notes(overview) {
    const missing = overview.ward_days - overview.known_ward_days;
    return make('ul', {class: 'notes'},
        make('li', {class: 'coverage'}, icon(missing ? 'info' : 'check', 18),
            say(coverageKey(overview.ward, missing),
                {known: whole(overview.known_ward_days), all: whole(overview.ward_days)})),
        overview.campaign.sample_targets && overview.period.of_campaign
            ? make('li', {class: 'sample'}, icon('warning', 18), say('sample_targets')) : null,
        overview.demo ? make('li', {class: 'demo'}, icon('warning', 18), say('demo_long')) : null);
}
