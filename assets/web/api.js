// The server's answers (sync/web/README.md). Every request goes to our own address.

/// What the server refused, by its word: "signed_out", "role", "moved" … ; "unreachable" if
/// nothing came back.
export class Refused extends Error {
    constructor(word, status, message, wait) {
        super(message);
        this.word = word;
        this.status = status;
        this.wait = wait;  ///< Seconds, of "locked".
    }
}

let csrf = '';
/// The session's token, which goes beside whatever changes something.
export function carry(token) {
    csrf = token;
}

async function ask(method, address, body) {
    const headers = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET') headers['X-Motcua-Csrf'] = csrf;
    let response;
    try {
        response = await fetch(address, {
            method, headers, body: body === undefined ? undefined : JSON.stringify(body),
            credentials: 'same-origin', redirect: 'error',
        });
    } catch (fault) {
        throw new Refused('unreachable', 0, String(fault));
    }
    if (response.ok) return response;
    let said = {};
    try {
        said = await response.json();
    } catch {
        // Not ours: a proxy's page, say. The status is all there is.
    }
    throw new Refused(said.error ?? `status_${response.status}`, response.status,
        said.message ?? '', Number(response.headers.get('Retry-After')) || 0);
}

export const get = async (address) => (await ask('GET', address)).json();
export const text = async (address) => (await ask('GET', address)).text();

/// POST, PATCH, DELETE: the answer's JSON, or null if there is none.
export async function send(method, address, body) {
    const response = await ask(method, address, body);
    return response.status === 204 ? null : response.json();
}
