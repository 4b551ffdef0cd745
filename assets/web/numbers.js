// Numbers, rates and times as people in Viet Nam read them, in both languages. What is not known
// is never a number: these functions give null for it, and cells.js says so in words.

import {language, say} from '/web/words.js';

const kMinus = '\u2212', kHard = '\u00a0';
const kVietNamMs = 7 * 3600 * 1000;  // UTC+7, no summer time.
const kDayMs = 24 * 3600 * 1000;

/// 1904 → "1.904" · "1,904".
export function whole(number) {
    const mark = language === 'vi' ? '.' : ',';
    return String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, mark).replace(/^/,
        number < 0 ? kMinus : '');
}

/// Hundredths → "55,71" · "55.71".
export function decimals(hundredths, places = 2) {
    const size = Math.abs(hundredths), unit = 10 ** places;
    const digits = String(size % unit).padStart(places, '0');
    return (hundredths < 0 ? kMinus : '') + whole(Math.floor(size / unit)) +
        (language === 'vi' ? ',' : '.') + digits;
}

/// Hundredths of a percent → "55,71 %" · "55.71%"; `null` stays `null`.
export function percent(hundredths) {
    if (hundredths === null || hundredths === undefined) return null;
    return decimals(hundredths) + (language === 'vi' ? `${kHard}%` : '%');
}

/// A target is mostly a whole percentage: 5500 → "55 %", 5550 → "55,50 %".
export function target(hundredths) {
    const digits = hundredths % 100 ? decimals(hundredths) : whole(hundredths / 100);
    return digits + (language === 'vi' ? `${kHard}%` : '%');
}

/// A difference of two rates, in points: "+1,80", "−0,40", "0,00".
export const points = (hundredths) => (hundredths > 0 ? '+' : '') + decimals(hundredths);
export const signed = (number) => (number > 0 ? '+' : '') + whole(number);
export const tenths = (number) =>
    number % 10 ? decimals(number, 1) : whole(number / 10);

/// "2026-11-10" → "10/11/2026"; short: "10/11".
export function day(iso, short = false) {
    const [year, month, date] = iso.split('-');
    return short ? `${date}/${month}` : `${date}/${month}/${year}`;
}

/// "2026-11-10T09:40:05Z" → "16:40, 10/11/2026", Viet Nam's time wherever the browser is.
export function moment(instant) {
    const iso = new Date(Date.parse(instant) + kVietNamMs).toISOString();
    return `${iso.slice(11, 16)}, ${day(iso.slice(0, 10))}`;
}

/// The calendar day of an instant in Viet Nam.
export const dayOf = (instant) =>
    new Date(Date.parse(instant) + kVietNamMs).toISOString().slice(0, 10);

export const plusDays = (iso, days) =>
    new Date(Date.parse(iso) + days * kDayMs).toISOString().slice(0, 10);

/// Both ends count.
export const daysBetween = (from, to) =>
    Math.round((Date.parse(to) - Date.parse(from)) / kDayMs) + 1;

/// How long before `now` (the server's time, not the browser's) something was.
export function ago(instant, now) {
    const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(instant)) / 60000));
    if (minutes < 1) return say('ago.now');
    if (minutes < 60) return say('ago.minutes', {n: minutes});
    if (minutes < 48 * 60) return say('ago.hours', {n: Math.floor(minutes / 60)});
    return say('ago.days', {n: whole(Math.floor(minutes / 1440))});
}

export function bytes(number) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (number >= 1000 && unit + 1 < units.length) {
        number /= 1000;
        ++unit;
    }
    const shown = unit && number < 100 ? decimals(Math.round(number * 10), 1)
        : whole(Math.round(number));
    return `${shown}${kHard}${units[unit]}`;
}

/// "Điện Hồng" → "dien hong": what a search without accents compares.
export const plain = (text) =>
    text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
