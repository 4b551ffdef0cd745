// The screens as templates: what is shown in, HTML out. No screen keeps anything of its own.
const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const icon = (name, size = '') => `<i class="icon ${size}">${DATA.icons[name]}</i>`;
const lines = text => escaped(text).replace(/\n/g, '<br>');
const minutes = seconds => Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');

let language = 'vi';
const say = (key, holes) => {
  let text = DATA.words[language][key];
  if (holes) for (const name in holes) text = text.replace('{' + name + '}', holes[name]);
  return text;
};
const procedureOf = new Map(DATA.procedures.map(p => [p.code, p]));
const tileOf = new Map(DATA.tiles.map(t => [t.id, t]));

const now = () => {
  const time = new Date(), two = n => String(n).padStart(2, '0');
  return {
    date: `${say('day.' + time.getDay())}, ${two(time.getDate())}/${two(time.getMonth() + 1)}/${time.getFullYear()}`,
    clock: `${two(time.getHours())}:${two(time.getMinutes())}`,
  };
};
const header = () => {
  const time = now();
  return `<span class="mark"></span><span class="body bold">${DATA.unit[language]}</span><span class="rule"></span>
    <span class="caption">${DATA.place[language]}</span><span class="caption date">${time.date}</span>
    <span class="key bold clock">${time.clock}</span>`;
};
const bar = () => {
  const item = (id, picture, label) =>
    `<button data-id="${id}">${picture}<span>${label}</span></button>`;
  const letters = `<span class="letters"><b class="caption">A</b><b class="body now">A</b><b class="key">A</b><b class="title">A</b></span>`;
  const other = language === 'vi' ? 'en' : 'vi';
  return item('back', icon('arrow_back'), say('bar.back')) + item('home', icon('home'), say('bar.home')) +
    item('aloud', icon('volume_up'), say('bar.aloud')) + '<span class="space"></span>' +
    item('text', letters, say('bar.size')) + item('contrast', icon('contrast'), say('bar.contrast')) +
    item('language', icon('language'), DATA.words[other]['language.name']) +
    item('comfort', icon('accessibility_new'), say('bar.comfort'));
};

const SCREENS = {};

SCREENS.attract = () => `<div class="picture"><div class="art"></div>
    <div class="unit"><span class="mark"></span><div><div class="key bold">${DATA.unit[language]}</div><div class="body">${DATA.place[language]}</div></div></div>
    <div class="words"><div class="row key semibold"><span class="dash"></span>${say('attract.kicker')}</div>
      <div class="display">${say('attract.name')}</div><div class="heading">${lines(say('attract.purpose'))}</div></div></div>
  <div class="weave"></div>
  <div class="ways"><button class="start" data-id="start">${icon('touch_app', 'huge')}<span><span class="heading" style="display:block">${say('attract.start')}</span><span class="body" style="display:block">${say('attract.start.sub')}</span></span></button>
    <div class="others"><button class="button" data-id="language-vi">Tiếng Việt</button><button class="button" data-id="language-en">English</button>
      <button class="button wide" data-id="aloud">${icon('volume_up')}${say('attract.aloud')}</button></div></div>
  <div class="foot caption quiet">${icon('verified_user')}<span>${say('attract.foot')}</span></div>`;

const choice = (id, kind, name, size, title, below) =>
  `<button class="choice ${kind}" data-id="${id}">${icon(name, size)}<span class="grow"><span class="key ${size === 'large' ? 'bold' : 'semibold'}" style="display:block">${title}</span><span class="caption quiet" style="display:block">${below}</span></span></button>`;

SCREENS.home = () => `<div class="top"><h1 class="heading">${say('home.title')}</h1><span class="chip ok">${icon('verified_user', 'small')}${say('home.private')}</span></div>
  <div class="ways3">${choice('search', 'primary', 'search', 'medium', say('home.search'), say('home.search.sub'))}${choice('most-used', 'indigo', 'star', 'medium', say('home.top'), say('home.top.sub'))}${choice('track', '', 'manage_search', 'medium', say('home.track'), say('home.track.sub'))}</div>
  <h2 class="key semibold">${say('home.fields')}</h2>
  <div class="tiles">${DATA.tiles.map(t => `<button class="tile ${t.tint}" data-id="tile-${t.id}"><span class="square">${icon(t.icon, 'medium')}</span><span>${escaped(t.name[language])}</span></button>`).join('')}</div>`;

const rail = (page, pages) => {
  const end = (id, off, name, key) => `<button class="button" data-id="${id}" ${off ? 'disabled' : ''}>${icon(name)}<span>${say(key)}</span></button>`;
  return `<div class="rail">${end('previous', page === 0, 'keyboard_arrow_up', 'list.prev')}<span class="caption semibold">${say('list.page', { a: page + 1, b: pages })}</span>${end('next', page === pages - 1, 'keyboard_arrow_down', 'list.next')}</div>`;
};
const levelIcon = p => icon(p.online ? 'smartphone' : 'storefront', 'small');

const ROWS = 4;
SCREENS.list = s => {
  const tile = tileOf.get(s.tile);
  const all = DATA.procedures.filter(p => tile ? p.tile === s.tile && (!s.group || p.group === s.group) : true).slice(0, tile ? undefined : 10);
  const pages = Math.max(1, Math.ceil(all.length / ROWS)), page = Math.min(s.page, pages - 1);
  const groups = tile && tile.groups.length ? [{ id: '', name: null }].concat(tile.groups) : [];
  const row = p => `<button class="line" data-id="row-${p.code}"><span class="square ${tileOf.get(p.tile).tint}">${icon(p.icon, 'medium')}</span>
    <span class="grow"><span class="key semibold two">${escaped(p[language].name)}</span>${p.card ? `<span class="caption quiet one" style="display:block">${escaped(p.official)}</span>` : ''}</span>
    <span class="facts3"><div class="semibold">${levelIcon(p)}${p[language].level}</div><div>${icon('payments', 'small')}${p[language].fee}</div><div>${icon('schedule', 'small')}${p[language].time}</div></span>${icon('chevron_right', 'medium')}</button>`;
  return `<div class="top"><h1 class="heading list-title">${icon(tile ? tile.icon : 'star', 'medium')}<span>${escaped(tile ? tile.name[language] : say('home.top'))}</span></h1><span class="body semibold quiet">${say('list.count', { n: all.length })}</span></div>
    ${groups.length ? `<div class="tabs">${groups.map(g => `<button class="tab ${g.id === s.group ? 'on' : ''}" data-id="group-${g.id}">${g.name ? g.name[language] : say('list.all')}</button>`).join('')}</div>` : ''}
    <div class="paged" style="top:${groups.length ? 204 : 96}px"><div class="lines">${all.slice(page * ROWS, page * ROWS + ROWS).map(row).join('')}</div>${pages > 1 ? rail(page, pages) : ''}</div>`;
};

// Search: every folded word must begin a word of the name, the search words or the code.
const fold = text => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');
const find = typed => {
  const words = fold(typed).trim().split(/\s+/).filter(Boolean);
  if (!words.length) return DATA.procedures.slice(0, 10);
  const found = [];
  for (const p of DATA.procedures) {
    const name = ' ' + p[language].folded, all = ' ' + p.sought;
    let score = 0;
    for (const word of words) {
      const start = ' ' + word;
      if (name.includes(start)) score += 3;
      else if (all.includes(start)) score += 1;
      else { score = 0; break; }
    }
    if (score) found.push([score + (p.card ? 0.5 : 0), p]);
  }
  return found.sort((a, b) => b[0] - a[0]).map(x => x[1]);
};
const marked = (text, typed) => {
  const folded = fold(text), words = fold(typed).trim().split(/\s+/).filter(Boolean);
  if (!words.length || folded.length !== text.length) return escaped(text);
  let out = '', at = 0;
  while (at < text.length) {
    const word = (at === 0 || folded[at - 1] === ' ') && words.find(w => folded.startsWith(w, at));
    if (word) { out += `<mark>${escaped(text.slice(at, at + word.length))}</mark>`; at += word.length; }
    else out += escaped(text[at++]);
  }
  return out;
};
const field = s => s.typed ? `${icon('search', 'medium')}<span>${escaped(s.typed)}</span><i class="caret"></i>`
  : `${icon('search', 'medium')}<i class="caret" style="margin:0"></i><span class="hint">${say('search.hint')}</span>`;
const found = s => {
  const all = find(s.typed), pages = Math.ceil(all.length / ROWS), page = Math.min(s.page, Math.max(0, pages - 1));
  const row = p => `<button class="line" data-id="row-${p.code}">${icon(p.icon, 'medium')}<span class="grow"><span class="key semibold two">${marked(p[language].name, s.typed)}</span><span class="caption quiet one" style="display:block">${p[language].fee} · ${p[language].time}</span></span>${icon('chevron_right', 'medium')}</button>`;
  return `<div class="body semibold quiet">${s.typed ? say('search.found', { n: all.length }) : say('search.try')}</div>
    <div class="lines">${all.length ? all.slice(page * ROWS, page * ROWS + ROWS).map(row).join('') : `<div class="key">${say('search.none')}</div>`}</div>
    ${pages > 1 ? `<div class="pager"><button class="button quiet" data-id="previous" ${page ? '' : 'disabled'}>${icon('keyboard_arrow_up')}${say('list.prev.short')}</button><span class="caption semibold">${say('list.page', { a: page + 1, b: pages })}</span><button class="button" data-id="next" ${page < pages - 1 ? '' : 'disabled'}>${icon('keyboard_arrow_down')}${say('list.next.short')}</button></div>` : ''}`;
};
SCREENS.search = s => {
  const key = (id, label, kind = '') => `<button class="k ${kind}" data-id="key-${id}">${label}</button>`;
  const row = (letters, kind) => [...letters].map(c => key(c, c.toUpperCase(), kind)).join('');
  return `<div class="found">${found(s)}</div><div class="typing"><div class="field">${field(s)}</div>
    ${language === 'vi' ? `<div class="note caption quiet">${icon('info')}<span>${say('search.accents')}</span></div>` : ''}
    <div class="tries">${[1, 2, 3, 4, 5, 6].map(i => `<button class="tab" data-id="try-${say('try.' + i)}">${say('try.' + i)}</button>`).join('')}</div>
    <div class="keys"><div>${language === 'vi' ? row('ăâđêôơư', 'vowel') : ''}${key('clear', say('key.clear'), 'wide')}</div><div>${row('qwertyuiop')}</div><div>${row('asdfghjkl')}</div>
      <div>${row('zxcvbnm')}${key('back', icon('backspace', 'medium'), 'wide')}</div><div>${key('digits', '123', 'wide')}${key('space', say('key.space'), 'rest')}</div></div></div>`;
};

SCREENS.detail = s => {
  const p = procedureOf.get(s.code), told = p[language];
  const fact = (name, caption, value) => `<div class="fact">${icon(name, 'medium')}<div class="grow"><div class="caption quiet">${say(caption)}</div><div class="key semibold one ${value.length > 14 ? 'long' : ''}">${value}</div></div></div>`;
  const papers = p.papers.slice(s.page * 3, s.page * 3 + 3), pages = Math.ceil(p.papers.length / 3);
  const paper = (d, i) => `<button class="paper ${s.ticked.includes(i) ? 'on' : ''}" data-id="paper-${i}">${icon('check_box_outline_blank', 'medium no')}${icon('check_box', 'medium yes')}<span class="grow"><span class="body semibold two">${escaped(d.name[language])}</span>${d.note && d.name[language].length < 36 ? `<span class="caption quiet" style="display:block">${escaped(d.note[language])}</span>` : ''}</span><span class="chip ${d.kind === 'paper.if_needed' ? 'warn' : 'info'}">${say(d.kind)}</span></button>`;
  return `<div class="row"><h1 class="heading one grow">${escaped(told.name)}</h1><span class="chip ${p.online && p.sure ? 'ok' : ''}">${levelIcon(p)}${told.level}</span></div>
    <div class="body quiet origin one">${say('detail.code')} ${p.code} · ${escaped(p.card ? p.official : p.field)}</div>
    <div class="facts4">${fact('payments', 'detail.fee', told.fee)}${fact('schedule', 'detail.time', told.time)}${fact('account_balance', 'detail.where', told.where)}${fact('description', 'detail.result', told.result)}</div>
    <div class="bring"><div class="row"><h2 class="body semibold">${say('detail.bring')}</h2>${p.case ? `<button class="case" data-id="case"><span class="grow"><span class="caption" style="display:block">${say('detail.case')}</span><span class="caption semibold one" style="display:block">${escaped(p.case[language])}</span></span>${icon('expand_more')}</button>` : '<span class="grow"></span>'}<button class="button" data-id="facts">${icon('menu_book')}${say('detail.full')}</button></div>
      <div class="paged">${p.papers.length ? `<div class="lines">${papers.map((d, i) => paper(d, s.page * 3 + i)).join('')}</div>${pages > 1 ? rail(s.page, pages) : ''}` : `<div class="key">${say('detail.no_card')}</div>`}</div></div>
    <div class="how"><h2 class="key semibold">${say('detail.how')}</h2>${p.online ? choice('by-phone', 'primary', 'qr_code_scanner', 'large', say('detail.online'), say('detail.online.sub')) : ''}${choice('to-counter', '', 'support_agent', 'large', say('detail.counter', { n: DATA.counter }), say('detail.counter.sub'))}</div>`;
};

// The modules as one path, whole pixels each, four of white around them.
const modules = rows => {
  const size = rows.length + 8, cell = Math.floor(592 / size) - 0, side = size * Math.min(cell, 11);
  const one = side / size;
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; ++x) {
      if (row[x] === '0') continue;
      let run = 1;
      while (row[x + run] === '1') ++run;
      path += `M${x + 4} ${y + 4}h${run}v1h-${run}z`;
      x += run;
    }
  });
  return `<svg width="${side}" height="${side}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" data-module="${one}"><path d="${path}"/></svg>`;
};
const STEPS = [['wifi', 'wifi'], ['vneid', 'badge'], ['procedure', 'qr_code_scanner'], ['submit', 'edit_note'], ['track', 'fact_check']];
SCREENS.guide = s => {
  const p = procedureOf.get(s.code), code = DATA.codes[s.code];
  const step = ([name, picture], i) => `<button class="step ${i === 2 ? 'on' : ''}" data-id="step-${name}"><span class="number">${i + 1}</span>${icon(picture)}<span class="grow"><span class="key semibold one" style="display:block">${say('guide.' + name)}</span><span class="caption quiet one" style="display:block">${say('guide.' + name + '.sub', { name: DATA.wifi })}</span></span>${icon(i === 2 ? 'arrow_forward' : 'qr_code_2', 'end')}</button>`;
  return `<div class="guide"><h1 class="heading one">${say('guide.title')}</h1><div class="body semibold quiet one">${escaped(p[language].name)}</div>
      <div class="steps">${STEPS.map(step).join('')}</div>
      <div class="ends"><button class="button primary" style="width:638px" data-id="done">${icon('check')}${say('guide.done')}</button><button class="button grow" data-id="to-counter">${icon('support_agent')}${say('guide.help')}</button></div></div>
    <div class="code"><h2 class="key semibold">${say('guide.procedure')}</h2><div class="modules">${code ? modules(code) : ''}</div>
      <div class="safe"><div class="body semibold">${say('guide.scan')}</div><div class="caption semibold official">${icon('verified_user', 'small')}${say('guide.safe')}</div></div></div>
    <div class="timer"><div class="grow"><div class="row"><span class="body">${say('guide.timer')}</span><b class="key bold left">${minutes(s.left)}</b></div><div class="progress"><i style="width:${s.left / 2.4}%"></i></div></div><button class="button" data-id="more-time">${icon('more_time')}${say('guide.more')}</button></div>`;
};

SCREENS.help = () => `<div class="counter"><div class="number"><span class="key semibold">${say('help.counter')}</span><b>${DATA.counter}</b></div>
  <div class="grow"><h1 class="heading">${say('help.title', { n: DATA.counter })}</h1><div class="key">${say('help.sub')}</div><div class="row"><button class="button primary" data-id="ok">${icon('check')}${say('help.ok')}</button><button class="button" data-id="return">${icon('arrow_back')}${say('bar.back')}</button></div></div></div>`;
