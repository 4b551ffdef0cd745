// What is shown, what a tap does, and the clock. A tap changes only the part of the page that it
// concerns: a ticked paper its class, a key the field and the results.
const GUARD_MS = 400, IDLE_MS = 150000, GUIDE_S = 240;
const fresh = screen =>
  ({ screen, tile: '', group: '', code: '', page: 0, typed: '', ticked: [], left: GUIDE_S });
const part = id => document.getElementById(id);
let shown = fresh('attract'), trail = [], changedAt = 0, idle = 0, everySecond = 0;

function showMain() { part('main').innerHTML = SCREENS[shown.screen](shown); }
function show() {
  const attract = shown.screen === 'attract';
  part('attract').hidden = !attract;
  part('frame').hidden = attract;
  if (!attract) showMain();
  clearInterval(everySecond);
  if (shown.screen === 'guide') everySecond = setInterval(second, 1000);
  changedAt = performance.now();
}
function showFrame() {
  part('head').innerHTML = header();
  part('bar').innerHTML = bar();
  part('attract').innerHTML = SCREENS.attract();
}
function go(screen, change) {
  trail.push(shown);
  shown = { ...fresh(screen), ...change };
  show();
}
function home() { trail = []; shown = fresh('home'); show(); }
function end() {
  trail = [];
  shown = fresh('attract');
  ++visits;
  if (language !== 'vi') setLanguage('vi');
  show();
}
function setLanguage(code) {
  language = code;
  document.documentElement.lang = code;
  showFrame();
}
function second() {
  if (--shown.left < 0) return end();
  document.querySelector('.left').textContent = minutes(shown.left);
  document.querySelector('.progress i').style.width = shown.left / 2.4 + '%';
}
function type(key) {
  if (key === 'back') shown.typed = shown.typed.slice(0, -1);
  else if (key === 'clear') shown.typed = '';
  else shown.typed += key === 'space' ? ' ' : key;
  shown.page = 0;
  document.querySelector('.field').innerHTML = field(shown);
  document.querySelector('.found').innerHTML = found(shown);
}
function tick(button, paper) {
  const at = shown.ticked.indexOf(paper);
  if (at < 0) shown.ticked.push(paper); else shown.ticked.splice(at, 1);
  button.classList.toggle('on', at < 0);
}
function act(button, id) {
  const [what, ...rest] = id.split('-'), of = rest.join('-');
  if (id === 'back' || id === 'return') { if (trail.length) { shown = trail.pop(); show(); } else end(); }
  else if (id === 'home') home();
  else if (id === 'start') { language = 'vi'; home(); }
  else if (what === 'language' && of) { setLanguage(of); home(); }
  else if (id === 'language') { setLanguage(language === 'vi' ? 'en' : 'vi'); showMain(); }
  else if (id === 'search') go('search');
  else if (id === 'most-used') go('list');
  else if (what === 'tile') go('list', { tile: of });
  else if (what === 'group') { shown.group = of; shown.page = 0; showMain(); }
  else if (what === 'row') go('detail', { code: of });
  else if (what === 'paper') tick(button, +of);
  else if (id === 'next') { ++shown.page; showMain(); }
  else if (id === 'previous') { --shown.page; showMain(); }
  else if (what === 'key') type(of);
  else if (what === 'try') { shown.typed = of; type(''); }
  else if (id === 'by-phone') go('guide', { code: shown.code });
  else if (id === 'to-counter') go('help', { code: shown.code });
  else if (id === 'more-time') { shown.left = GUIDE_S; showMain(); }
  else if (id === 'ok' || id === 'done') home();
}
document.addEventListener('click', event => {
  clearTimeout(idle);
  idle = setTimeout(end, IDLE_MS);
  // A second tap never lands on a new screen.
  if (performance.now() - changedAt < GUARD_MS) return;
  const button = event.target.closest('[data-id]');
  if (!button && shown.screen === 'attract') { home(); return tell(); }
  if (!button || button.disabled) return;
  act(button, button.dataset.id);
  tell();
});
document.addEventListener('contextmenu', event => event.preventDefault());

function minute() {
  const time = now();
  const date = document.querySelector('#head .date'), clock = document.querySelector('#head .clock');
  date.textContent = time.date;
  clock.textContent = time.clock;
  setTimeout(minute, 60000 - Date.now() % 60000);
}

// For the bench: during the first visit the title says where one can press, in the words of
// motcua-kiosk --observe, after the screen was drawn. Later visits are measured: nothing is said.
let visits = 0;
function tell() {
  if (visits > 0 && !(visits === 1 && shown.screen === 'attract')) return;
  setTimeout(() => {
    const targets = {};
    for (const button of document.querySelectorAll('[data-id]')) {
      const box = button.getBoundingClientRect();
      if (box.width) targets[button.dataset.id] = [box.x, box.y, box.width, box.height].map(Math.round);
    }
    document.title = JSON.stringify({ frame: 1, keys: 0, touches: 0, screen: shown.screen, targets, codes: [] });
  }, 100);
}

showFrame();
show();
changedAt = 0;
setTimeout(minute, 60000 - Date.now() % 60000);
tell();
