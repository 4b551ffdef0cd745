// Elements are made here and nowhere else, from tag names, attributes and text. Nothing parses
// HTML, so no name in the data can become markup; styles are set by properties, as the
// Content-Security-Policy asks.

const kSvg = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
    for (const name in attributes) {
        const value = attributes[name];
        if (value === null || value === undefined || value === false) continue;
        if (typeof value === 'function') element.addEventListener(name.slice(2), value);
        else element.setAttribute(name, value === true ? '' : value);
    }
    put(element, children);
    return element;
}

function put(element, children) {
    for (const child of children) {
        if (child === null || child === undefined || child === false) continue;
        if (Array.isArray(child)) put(element, child);
        else element.append(child);
    }
}

/// make('a', {href: '/', onclick: f}, 'text', node, [more]): absent attributes and children fall
/// out.
export function make(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
    return fill(document.createElementNS(kSvg, tag), attributes, children);
}

/// Text for those who listen and do not see.
export const unseen = (text) => make('span', {class: 'unseen'}, text);

let numbers = 0;
/// A name that no other element of this page has.
export const fresh = (stem) => `${stem}-${++numbers}`;
