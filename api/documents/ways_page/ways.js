'use strict';
// The ways of an office: no network, no library; every text goes in as text, never as HTML.
const DATA = JSON.parse(document.getElementById('data').textContent);
const W = DATA.words, NS = 'http://www.w3.org/2000/svg', KM = 111.32;
const $ = (id) => document.getElementById(id);
const places = [...DATA.bases, ...DATA.sites];
const LAT = places.reduce((sum, p) => sum + p.lat, 0) / Math.max(1, places.length);
const LON = places.reduce((sum, p) => sum + p.lon, 0) / Math.max(1, places.length);
const paper = (lon, lat) => [(lon - LON) * KM * Math.cos(LAT * Math.PI / 180), -(lat - LAT) * KM];
const siteOf = new Map(DATA.sites.map((site) => [site.id, site]));
for (const place of places) [place.x, place.y] = paper(place.lon, place.lat);

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'on') for (const [event, heard] of Object.entries(value)) node.addEventListener(event, heard);
    else if (value !== null && value !== false) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
// A line is first a point in hundred-thousandths of a degree, then steps from it.
function drawn(line) {
  let lon = 0, lat = 0, told = '';
  for (let at = 0; at < line.length; at += 2) {
    lon += line[at]; lat += line[at + 1];
    const [x, y] = paper(lon / 1e5, lat / 1e5);
    told += (at ? 'L' : 'M') + x.toFixed(3) + ' ' + y.toFixed(3);
  }
  return told;
}

const canvas = svg('svg', { tabindex: 0, role: 'application', 'aria-label': W.map_keys });
$('map').prepend(canvas);
const world = svg('g');
const layers = {};
canvas.append(world);
for (const name of ['land', 'roads', 'ways', 'closed', 'chosen']) { layers[name] = svg('g'); world.append(layers[name]); }
for (const name of ['points', 'labels']) { layers[name] = svg('g'); canvas.append(layers[name]); }
const view = { k: 10, x: 0, y: 0 };
const state = { set: 0, chosen: null, sort: 'minutes', text: '' };

for (const land of DATA.lands) {
  const told = land.rings.map((ring) => {
    let line = '';
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = paper(ring[at], ring[at + 1]);
      line += (at ? 'L' : 'M') + x.toFixed(3) + ' ' + y.toFixed(3);
    }
    return line + 'Z';
  }).join('');
  const shape = svg('path', { d: told, stroke: land.fill ? '#8F99A3' : '#DDE3E9', 'stroke-width': 1, 'stroke-dasharray': land.cell ? '2 3' : 'none' });
  if (land.fill) shape.style.fill = land.fill;
  layers.land.append(shape);
}
for (const road of DATA.roads) {
  layers.roads.append(svg('path', { d: road.lines.map(drawn).join(''), stroke: road.water ? '#7FB2D9' : '#8F99A3', 'stroke-width': road.width, 'stroke-dasharray': road.dashes, opacity: 0.75 }));
}

const BINS = [
  { up: 30, colour: '#1A7F5A' }, { up: 60, colour: '#7FB23A' }, { up: 90, colour: '#E3B505' },
  { up: DATA.limit, colour: '#E2711D' }, { up: Infinity, colour: '#9E1528' },
].filter((bin, number, all) => number === all.length - 1 || bin.up <= DATA.limit);
const binOf = (way) => (way ? BINS.find((bin) => way.m <= bin.up) : null);
const NO_WAY = '#14202B';
const setNow = () => DATA.sets[state.set];
const shut = () => DATA.closures.filter((closure) => !DATA.sets.length || closure.sets.includes(state.set));
// A sign of the road: a bar for a closed road, a hand of a clock for one that costs time.
const noEntry = (x, y, closed) => svg('g', {}, svg('circle', { cx: x, cy: y, r: 8, fill: closed ? '#C8102E' : '#E2711D', stroke: '#14202B', 'stroke-width': 1.5 }), svg('path', { d: closed ? `M${x - 4.5} ${y}h9` : `M${x} ${y - 5}v5h4`, stroke: '#fff', 'stroke-width': 3 }));
const waysNow = () => (DATA.sets.length ? setNow().best : {});

// A name beside its place where it lies within the map and on no other; what must be told stands in any case.
function label(x, y, gap, name, look, taken, must) {
  const { width, height } = canvas.getBoundingClientRect();
  if (x < -gap || y < -gap || x > width + gap || y > height + gap) return;
  const text = svg('text', look, document.createTextNode(name));
  layers.labels.append(text);
  const long = text.getComputedTextLength() + 2;
  const spots = [[x + gap, y - 6], [x + gap, y + 12], [x - gap - long, y - 6], [x - gap - long, y + 12], [x - long / 2, y - gap - 4], [x - long / 2, y + gap + 12]];
  const inside = spots.filter(([left, base]) => left >= 0 && left + long <= width && base >= 12 && base <= height - 2);
  const free = inside.find(([left, base]) => !taken.some((t) => left < t[2] && left + long > t[0] && base - 11 < t[3] && base + 3 > t[1]));
  const spot = free || (must ? inside[0] || spots[0] : null);
  if (!spot) { text.remove(); return; }
  text.setAttribute('x', spot[0]); text.setAttribute('y', spot[1]);
  taken.push([spot[0], spot[1] - 11, spot[0] + long, spot[1] + 3]);
}
function marks() {
  layers.points.replaceChildren(); layers.labels.replaceChildren();
  const ways = waysNow();
  const at = (place) => [place.x * view.k + view.x, place.y * view.k + view.y];
  // No name over the mark of a base.
  const taken = DATA.bases.map(at).map(([x, y]) => [x - 7, y - 7, x + 7, y + 7]);
  for (const site of DATA.sites) {
    const [x, y] = at(site);
    const way = ways[site.id], bin = binOf(way);
    const big = state.chosen === site.id ? 3 : 0;
    const mark = way
      ? svg('circle', { cx: x, cy: y, r: 5 + big, fill: bin.colour, stroke: '#fff', 'stroke-width': 1.5 })
      : svg('path', { d: `M${x - 5} ${y - 5}l10 10M${x - 5} ${y + 5}l10 -10`, stroke: NO_WAY, 'stroke-width': 3 + big });
    mark.append(svg('title', {}, document.createTextNode(site.name + ' · ' + (way ? way.told : W.no_way))));
    mark.style.cursor = 'pointer';
    mark.addEventListener('click', () => choose(site.id, false));
    layers.points.append(mark);
  }
  for (const closure of shut()) {
    const line = closure.lines[0], x = paper(line[0] / 1e5, line[1] / 1e5)[0] * view.k + view.x, y = paper(line[0] / 1e5, line[1] / 1e5)[1] * view.k + view.y;
    const sign = noEntry(x, y, closure.closed);
    sign.append(svg('title', {}, document.createTextNode(closure.told)));
    layers.points.append(sign);
  }
  for (const base of DATA.bases) {
    const [x, y] = at(base);
    layers.points.append(svg('rect', { x: x - 6, y: y - 6, width: 12, height: 12, fill: '#0B5CAD', stroke: '#fff', 'stroke-width': 2 }));
    label(x, y, 10, base.name, { 'font-weight': 650 }, taken, true);
  }
  for (const site of DATA.sites) if (state.chosen === site.id || view.k > DATA.label_from) label(...at(site), 9, site.name, {}, taken, state.chosen === site.id);
}
function moved() {
  world.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.k})`);
  marks();
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  const km = steps.find((step) => step * view.k > 50) || 100;
  $('scale').replaceChildren(el('span'), document.createTextNode(W.km.replace('{n}', DATA.kms[String(km)])));
  $('scale').firstChild.style.width = km * view.k + 'px';
}
function fit(points) {
  const box = canvas.getBoundingClientRect();
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // Nothing lies under the choices above the map or the legend below it.
  const head = 70, foot = $('legend').open && box.width > 700 ? $('legend').offsetHeight + 24 : 60;
  view.k = Math.min(60, (box.width - 120) / Math.max(2, east - west), Math.max(60, box.height - head - foot) / Math.max(2, south - north));
  view.x = box.width / 2 - view.k * (west + east) / 2;
  view.y = head + Math.max(60, box.height - head - foot) / 2 - view.k * (north + south) / 2;
  moved();
}
function zoom(by, x, y) {
  const k = Math.min(4000, Math.max(1, view.k * by));
  view.x = x - (x - view.x) * k / view.k; view.y = y - (y - view.y) * k / view.k; view.k = k;
  moved();
}
function redraw() {
  layers.ways.replaceChildren(); layers.chosen.replaceChildren(); layers.closed.replaceChildren();
  const ways = waysNow();
  for (const bin of [...BINS].reverse()) {
    const lines = Object.values(ways).filter((way) => binOf(way) === bin).map((way) => drawn(way.line)).join('');
    if (lines) layers.ways.append(svg('path', { d: lines, stroke: '#0B5CAD', 'stroke-width': 1.6, opacity: 0.55 }));
  }
  for (const closure of shut()) {
    const line = svg('path', { d: closure.lines.map(drawn).join(''), stroke: closure.closed ? '#9E1528' : '#E2711D', 'stroke-width': 9, 'stroke-linecap': 'round' });
    line.append(svg('title', {}, document.createTextNode(closure.told)));
    layers.closed.append(line);
  }
  const chosen = ways[state.chosen];
  if (chosen) layers.chosen.append(svg('path', { d: drawn(chosen.line), stroke: '#fff', 'stroke-width': 7 }), svg('path', { d: drawn(chosen.line), stroke: '#14202B', 'stroke-width': 3.5, 'stroke-dasharray': chosen.straight ? '6 5' : 'none' }));
  legend(ways); list(ways); moved();
  const site = siteOf.get(state.chosen);
  $('told').textContent = site ? `${site.name}: ${chosen ? chosen.told + (chosen.straight ? ' · ' + W.straight : '') : W.no_way}` : (DATA.sets.length ? setNow().told : '');
}
function legend(ways) {
  const rows = [key(svg('rect', { x: 8, y: 4, width: 10, height: 10, fill: '#0B5CAD', stroke: '#fff' }), W.base, DATA.bases.length)];
  BINS.forEach((bin, number) => {
    const count = Object.values(ways).filter((way) => binOf(way) === bin).length;
    const low = number ? BINS[number - 1].up : 0;
    const text = bin.up === Infinity ? W.above.replace('{n}', low) : W.up_to.replace('{n}', bin.up);
    rows.push(key(svg('circle', { cx: 13, cy: 9, r: 5, fill: bin.colour, stroke: '#fff' }), text, count));
  });
  const without = DATA.sites.filter((site) => !ways[site.id]).length;
  rows.push(key(svg('path', { d: 'M8 4l10 10M8 14l10 -10', stroke: NO_WAY, 'stroke-width': 3 }), W.no_way, without));
  if (DATA.closures.length) rows.push(key(noEntry(13, 9, true), W.closed, shut().length));
  $('keys').replaceChildren(...rows);
}
const key = (shape, text, count) => el('div', {}, svg('svg', { 'aria-hidden': 'true' }, shape), el('span', {}, text), el('span', { class: 'count' }, String(count)));
function list(ways) {
  const wanted = state.text.toLowerCase();
  const rows = DATA.sites.filter((site) => !wanted || `${site.name} ${site.area} ${site.id}`.toLowerCase().includes(wanted));
  const by = { name: (site) => site.name, minutes: (site) => (ways[site.id] ? ways[site.id].m : 1e9), km: (site) => (ways[site.id] ? ways[site.id].d : 1e9) }[state.sort];
  rows.sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : a.id < b.id ? -1 : 1));
  const head = el('tr', {}, ...['name', 'minutes', 'km'].map((name) => el('th', { class: name === 'name' ? '' : 'number', 'aria-sort': state.sort === name ? 'ascending' : null }, el('button', { on: { click: () => { state.sort = name; redraw(); } } }, W['col_' + name] + (state.sort === name ? ' ↑' : '')))));
  const body = rows.map((site) => {
    const way = ways[site.id];
    const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
    dot.style.background = way ? binOf(way).colour : '#fff';
    return el('tr', { 'data-id': site.id, 'aria-current': state.chosen === site.id ? 'true' : null, on: { click: () => choose(site.id, true) } },
      el('td', {}, el('button', {}, dot, site.name), el('small', {}, site.area)), el('td', { class: 'number' }, way ? way.minutes : W.none), el('td', { class: 'number' }, way ? way.km : ''));
  });
  $('list').replaceChildren(el('table', {}, el('thead', {}, head), el('tbody', {}, ...body)));
}
function choose(id, look) {
  state.chosen = state.chosen === id && !look ? null : id;
  redraw();
  const site = siteOf.get(id), way = waysNow()[id];
  if (look && site) fit([site, ...(way ? DATA.bases.filter((base) => base.id === way.from) : DATA.bases)]);
  intoView();
}
function intoView() {
  const row = [...document.querySelectorAll('tr[data-id]')].find((node) => node.dataset.id === state.chosen);
  const pane = $('list');
  if (row && (row.offsetTop < pane.scrollTop + 40 || row.offsetTop > pane.scrollTop + pane.clientHeight - 60)) pane.scrollTop = row.offsetTop - 80;
}

const select = el('select', { on: { change: (event) => { state.set = Number(event.target.value); redraw(); } } });
DATA.sets.forEach((set, number) => select.append(el('option', { value: number }, set.name)));
if (DATA.sets.length > 1) $('choices').append(el('label', {}, W.ways_of, select));
const middle = (by) => () => { const box = canvas.getBoundingClientRect(); zoom(by, box.width / 2, box.height / 2); };
$('tools').append(el('button', { 'aria-label': W.closer, on: { click: middle(1.5) } }, '+'), el('button', { 'aria-label': W.farther, on: { click: middle(1 / 1.5) } }, '−'), el('button', { on: { click: () => { state.chosen = null; redraw(); fit(places); } } }, W.all));
canvas.addEventListener('wheel', (event) => { event.preventDefault(); const box = canvas.getBoundingClientRect(); zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - box.left, event.clientY - box.top); }, { passive: false });
let held = null;
canvas.addEventListener('pointerdown', (event) => { held = [event.clientX - view.x, event.clientY - view.y]; });
window.addEventListener('pointermove', (event) => { if (held && event.buttons) { view.x = event.clientX - held[0]; view.y = event.clientY - held[1]; moved(); } });
window.addEventListener('pointerup', () => { held = null; });
canvas.addEventListener('keydown', (event) => {
  const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
  if (step) { view.x += step[0]; view.y += step[1]; moved(); event.preventDefault(); }
  if (event.key === '+') middle(1.5)(); if (event.key === '-') middle(1 / 1.5)();
});
$('search').addEventListener('input', (event) => { state.text = event.target.value; list(waysNow()); });
window.addEventListener('resize', () => fit(places));
// A link may name what is shown: waktu-tempuh.html#set=2&place=17.02.01.2005
const linked = new URLSearchParams(location.hash.slice(1));
if (DATA.sets[linked.get('set')]) state.set = select.selectedIndex = Number(linked.get('set'));
if (siteOf.has(linked.get('place'))) state.chosen = linked.get('place');
if (window.innerWidth < 700) $('legend').removeAttribute('open');
window.addEventListener('beforeprint', () => $('legend').setAttribute('open', ''));
redraw(); fit(places); intoView();
