// The list beside the map, the day bar, the legend; everything that the map shows is reachable here too.
function choose(id) {
  state.chosen = id;
  if (id) {
    const [x, y] = toScreen(siteOf.get(id));
    if (x < 30 || y < 30 || x > view.width - 30 || y > view.height - 30) { view.x += view.width / 2 - x; view.y += view.height / 2 - y; }
  }
  draw();
  drawPanel();
  remember();
}
function setDay(day) {
  state.day = day;
  const index = DATA.days.findIndex((d) => d.date === day);
  $('told').textContent = day ? DATA.days[index].told : W.all_told;
  $('slider').value = day ? index : 0;
  $('slider').setAttribute('aria-valuetext', day ? DATA.days[index].told : W.all_told);
  for (const button of document.querySelectorAll('#days button')) {
    if (button.dataset.day === day) button.setAttribute('aria-current', 'date'); else button.removeAttribute('aria-current');
  }
  all.setAttribute('aria-pressed', String(!day));
  back.disabled = !tripDays.some((d) => day && d < day);
  next.disabled = tripDays.length === 0 || (day !== null && !tripDays.some((d) => d > day));
  draw();
  if (!state.chosen) drawPanel();
  remember();
}
function remember() {
  const parts = [];
  if (state.day) parts.push('hari=' + state.day);
  if (state.chosen) parts.push('pilih=' + encodeURIComponent(state.chosen));
  try { history.replaceState(null, '', parts.length ? '#' + parts.join('&') : location.pathname + location.search); } catch { /* a page opened from a file may not keep an address */ }
}
function recall() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const chosen = asked.get('pilih');
  if (siteOf.has(chosen)) state.chosen = chosen;
  setDay(tripDays.includes(asked.get('hari')) ? asked.get('hari') : null);
  drawPanel();
}

const tripDays = [...new Set(DATA.visits.map((v) => v.day))].sort();
function step(way) {
  const now = state.day;
  if (way > 0) return setDay(now ? tripDays.find((d) => d > now) || now : tripDays[0] || null);
  return setDay([...tripDays].reverse().find((d) => now && d < now) || now);
}
function stop() {
  clearInterval(state.playing);
  state.playing = null;
  play.setAttribute('aria-pressed', 'false');
  play.replaceChildren('▶ ' + W.play);
}
function toggle() {
  if (state.playing) return stop();
  if (!state.day || state.day === tripDays[tripDays.length - 1]) setDay(tripDays[0] || null);
  play.setAttribute('aria-pressed', 'true');
  play.replaceChildren('❚❚ ' + W.pause);
  state.playing = setInterval(() => { if (state.day === tripDays[tripDays.length - 1]) stop(); else step(1); }, 1200);
}
const all = el('button', { type: 'button', 'aria-pressed': 'true', on: { click: () => { stop(); setDay(null); } } }, W.all_days);
const back = el('button', { type: 'button', 'aria-label': W.day_before, title: W.day_before, on: { click: () => { stop(); step(-1); } } }, '◀');
const next = el('button', { type: 'button', 'aria-label': W.day_after, title: W.day_after, on: { click: () => { stop(); step(1); } } }, '▶');
const play = el('button', { type: 'button', 'aria-pressed': 'false', on: { click: toggle } }, '▶ ' + W.play);
if (!tripDays.length) { play.disabled = true; all.disabled = true; $('slider').disabled = true; }
$('steps').prepend(all, back, next, play);

function drawDays() {
  for (const d of DATA.days) {
    const dots = el('i');
    for (const team of DATA.teams) if (DATA.visits.some((v) => v.day === d.date && v.team === team.id)) { const dot = el('span'); dot.style.background = team.colour; dots.append(dot); }
    const out = tripDays.includes(d.date);
    $('days').append(el('button', { type: 'button', tabindex: -1, 'data-day': d.date, class: out ? 'out' : null, disabled: d.off ? '' : null, title: d.title,
      on: { click: () => { stop(); if (out) setDay(d.date); } } }, el('span', {}, d.weekday), el('b', {}, d.number), d.delivery ? el('em', { class: 'card' }, '▲') : dots));
  }
  const slider = $('slider');
  slider.max = String(Math.max(0, DATA.days.length - 1));
  slider.addEventListener('input', () => {
    // The slider runs over the calendar, so that it lies under the days; it rests only on days with trips.
    stop();
    const asked = DATA.days[Number(slider.value)].date;
    const gap = (d) => Math.abs(Date.parse(d) - Date.parse(asked));
    setDay([...tripDays].sort((a, b) => gap(a) - gap(b))[0] || null);
  });
  slider.addEventListener('keydown', (event) => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (steps) step(steps);
    else if (event.key === 'Home') setDay(tripDays[0] || null);
    else if (event.key === 'End') setDay(tripDays[tripDays.length - 1] || null);
    else if (event.key === 'PageDown' || event.key === 'PageUp') week(event.key === 'PageDown' ? 7 : -7);
    else return;
    stop();
    event.preventDefault();
  });
}
function week(days) {
  const asked = new Date(Date.parse(state.day || tripDays[0]) + days * 864e5).toISOString().slice(0, 10);
  const found = days > 0 ? tripDays.find((d) => d >= asked) : [...tripDays].reverse().find((d) => d <= asked);
  if (found) setDay(found);
}

function visitRow(v) {
  const s = siteOf.get(v.site);
  const more = [s.kind === 'village' ? s.area : `${s.kind_word}, ${s.area}`];
  if (v.joined) more.push(v.joined);
  if (v.kit) more.push(W.kit);
  return el('li', {}, el('button', { type: 'button', 'aria-current': state.chosen === v.site ? 'true' : null, on: { click: () => choose(v.site) } },
    chip(teamOf.get(v.team)), el('span', { class: 'name' }, s.name), el('span', { class: 'side' }, v.time), el('span', { class: 'more' }, `${more.join(' · ')} · ${v.told}`)));
}
function siteRow(s) {
  const visits = servedAt.get(s.id), first = visits ? chip(teamOf.get(visits[0].team)) : el('span', { class: 'chip' }, s.left === 'out' ? '✕' : '·');
  return el('li', {}, el('button', { type: 'button', on: { click: () => choose(s.id) } }, first, el('span', { class: 'name' }, s.name),
    el('span', { class: 'side' }, s.unrecorded), el('span', { class: 'more' }, `${s.area} · ${s.id} · ${s.told}`)));
}
function drawPanel() {
  const panel = $('panel'), asked = $('search').value.trim().toLowerCase();
  panel.replaceChildren();
  if (state.chosen) { panel.append(detail(siteOf.get(state.chosen))); panel.scrollTop = 0; return; }
  if (asked) {
    const found = DATA.sites.filter((s) => `${s.name} ${s.area} ${s.id}`.toLowerCase().includes(asked));
    panel.append(el('h2', {}, fill(W.found, { n: found.length, all: DATA.sites.length })), el('ul', { class: 'list' }, ...found.map(siteRow)));
    return;
  }
  const visits = shownVisits();
  if (!visits.length) panel.append(el('h2', {}, W.no_visits));
  for (const d of DATA.days) {
    const today = visits.filter((v) => v.day === d.date);
    if (today.length) panel.append(el('h2', {}, d.title), el('ul', { class: 'list' }, ...today.map(visitRow)));
  }
}
function detail(s) {
  const node = el('div', { class: 'detail' });
  node.append(el('button', { type: 'button', on: { click: () => { choose(null); $('search').focus(); } } }, '← ' + W.back), el('h2', {}, s.name), el('p', { class: 'muted' }, `${s.kind_word} · ${s.area} · ${s.id}`));
  const facts = el('dl');
  for (const [label, value] of s.facts) facts.append(el('dt', {}, label), el('dd', {}, value));
  node.append(facts);
  if (s.why) node.append(el('div', { class: s.left === 'part' ? 'note part' : 'note' }, el('b', {}, s.why.head), el('br'), s.why.sentence));
  for (const v of servedAt.get(s.id) || []) node.append(visitCard(v, s));
  if (!s.why && !servedAt.has(s.id)) node.append(el('p', { class: 'muted' }, W.nothing_needed));
  return node;
}
function visitCard(v, s) {
  const at = siteOf.get(v.site), own = v.origins.find((o) => o.id === s.id), day = DATA.days.find((d) => d.date === v.day);
  const card = el('div', { class: 'visit' });
  const title = el('b', {}, `${day.title}, ${v.time}`);
  card.append(chip(teamOf.get(v.team)), ' ', title, el('p', {}, `${v.service}${v.kit ? ' · ' + W.kit : ''}`));
  if (at.id !== s.id) card.append(el('p', {}, fill(W.comes_to, { place: at.full, km: own.km || '?' })));
  const list = el('ul');
  for (const o of at.id === s.id ? v.origins : [own]) list.append(el('li', {}, el('b', {}, siteOf.get(o.id).name + (o.km ? ` (${o.km} km)` : '')), el('span', {}, o.told)));
  card.append(list, el('p', { class: 'muted' }, at.id === s.id && v.origins.length === 1 ? '' : fill(W.whole_visit, { told: v.told })), el('button', { type: 'button', on: { click: () => setDay(v.day) } }, W.show_day));
  return card;
}
function drawLegend() {
  const samples = { hub: () => symbols.hub(13, 11, sample, 40), joined: () => symbols.joined(13, 11, sample), home: () => symbols.home(13, 11, sample), school: () => symbols.school(13, 11, null),
    left: () => symbols.left(13, 11, 8), leftSchool: () => symbols.leftSchool(13, 11, 8), partly: () => symbols.partly(13, 11, 8), base: () => symbols.base(13, 12),
    land: () => svg('path', { d: 'M3 4L15 2L23 9L19 20L6 18Z', fill: sample.colour, 'fill-opacity': 0.16, stroke: sample.colour, 'stroke-opacity': 0.45 }),
    done: () => svg('g', { opacity: 0.5 }, symbols.home(13, 11, sample)), routes: () => svg('path', { d: 'M1 11H25', stroke: INK, 'stroke-width': 3, 'stroke-dasharray': '7 4' }), names: () => svg('text', { x: 4, y: 15, 'font-size': 12 }, 'Abc') };
  const sample = { letter: DATA.teams[0].letter, colour: DATA.teams[0].colour, ink: DATA.teams[0].ink };
  for (const [name, words, count] of LAYERS) {
    const number = count();
    if (number === 0) continue;
    const box = el('input', { type: 'checkbox', checked: '', on: { change: () => { if (box.checked) state.off.delete(name); else state.off.add(name); draw(); } } });
    $('layers').append(el('label', {}, box, svg('svg', { viewBox: '-3 -4 32 30', 'aria-hidden': 'true' }, samples[name]()), words, el('span', { class: 'count' }, String(number))));
  }
  for (const team of DATA.teams) {
    const count = DATA.visits.filter((v) => v.team === team.id).length;
    const button = el('button', { type: 'button', 'aria-pressed': 'true', on: { click: () => {
      if (state.teams.has(team.id)) state.teams.delete(team.id); else state.teams.add(team.id);
      button.setAttribute('aria-pressed', String(state.teams.has(team.id)));
      draw(); if (!state.chosen) drawPanel();
    } } }, chip(team), `${team.label} · ${count}`);
    $('chips').append(button);
  }
  const tool = (text, label, act) => $('tools').append(el('button', { type: 'button', 'aria-label': label, title: label, on: { click: act } }, text));
  tool('+', W.zoom_in, () => zoom(1.4));
  tool('−', W.zoom_out, () => zoom(1 / 1.4));
  tool(W.fit_short, W.fit_all, fitAll);
  if (DATA.bases.length) tool(W.near_short, W.near_base, fitNear);
  tool(W.print, W.print, () => window.print());
}
if (window.innerWidth < 700) $('legend').removeAttribute('open');
drawLegend();
drawDays();
resize();
recall();
$('search').addEventListener('input', () => { state.chosen = null; draw(); drawPanel(); });
window.addEventListener('resize', resize);
window.addEventListener('hashchange', recall);
window.addEventListener('beforeprint', () => { $('legend').setAttribute('open', ''); resize(); });
window.addEventListener('afterprint', resize);
document.documentElement.dataset.ready = 'true';
