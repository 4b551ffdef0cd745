// Before anything is drawn: the colours and the language this browser chose before. A classic
// script, because modules run after the first paint and the page would flash in the wrong colours.
(function () {
    'use strict';
    const root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
    let theme = null, language = null;
    try {
        theme = localStorage.getItem('motcua.theme');
        language = localStorage.getItem('motcua.language');
    } catch {
        // A browser that keeps nothing: the system's colours, Vietnamese.
    }
    root.lang = language === 'en' ? 'en' : 'vi';

    function paint(choice) {
        root.dataset.choice = choice === 'light' || choice === 'dark' ? choice : 'auto';
        root.dataset.theme = root.dataset.choice !== 'auto' ? choice
            : dark.matches ? 'dark' : 'light';
    }
    paint(theme);
    dark.addEventListener('change', () => paint(root.dataset.choice));
    addEventListener('motcua-theme', (event) => paint(event.detail));
})();
