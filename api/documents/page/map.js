// What is shown: days, teams, layers; pan and zoom; the map's keys.
const state = { day: null, chosen: null, teams: new Set(DATA.teams.map((t) => t.id)), off: new Set(), playing: null };
const servedAt = new Map();
for (const v of DATA.visits) for (const o of v.origins) servedAt.set(o.id, [...(servedAt.get(o.id) || []), v]);

const shownVisits = () => DATA.visits.filter((v) => state.teams.has(v.team) && (!state.day || v.day === state.day));
const LAYERS = [
  ['hub', W.layer_hub, () => new Set(DATA.visits.filter((v) => v.hub).map((v) => v.site)).size],
  ['joined', W.layer_joined, () => new Set(DATA.visits.flatMap((v) => v.origins.filter((o) => o.id !== v.site).map((o) => o.id))).size],
  ['home', W.layer_home, () => new Set(DATA.visits.filter((v) => !v.hub && siteOf.get(v.site).kind === 'village').map((v) => v.site)).size],
  ['school', W.layer_school, () => new Set(DATA.visits.filter((v) => siteOf.get(v.site).kind === 'school').map((v) => v.site)).size],
  ['left', W.layer_left, () => DATA.sites.filter((s) => s.left === 'out' && s.kind !== 'school').length],
  ['leftSchool', W.layer_left_school, () => DATA.sites.filter((s) => s.left === 'out' && s.kind === 'school').length],
  ['partly', W.layer_partly, () => DATA.sites.filter((s) => s.left === 'part').length],
  ['done', W.layer_done, () => DATA.visits.filter((v) => v.done).length],
  ['routes', W.layer_routes, () => DATA.trips.length],
  ...(DATA.lands.length ? [['land', W.layer_land, () => new Set(DATA.visits.filter((v) => v.hub).map((v) => v.site)).size]] : []),
  ['base', W.layer_base, () => DATA.bases.length],
  ['names', W.layer_names, () => ''],
];
const on = (name) => !state.off.has(name);

function draw() {
  for (const name of Object.keys(layers)) layers[name].replaceChildren();
  const visits = shownVisits(), lit = new Set();
  for (const v of visits) { lit.add(v.site); for (const o of v.origins) lit.add(o.id); }
  drawGround();
  if (on('land')) drawCatchments(visits);
  if (on('routes')) for (const t of DATA.trips) {
    if (!state.teams.has(t.team)) continue;
    for (const way of t.ways) if (!state.day || way.day === state.day) drawWay(way.places.map((id) => placeOf(id)), teamOf.get(t.team), !state.day);
  }
  if (on('joined')) for (const v of visits) for (const o of v.origins) if (o.id !== v.site) hubLine(v, o);
  drawRest(lit);
  if (on('base')) for (const b of DATA.bases) { const [x, y] = toScreen(b); layers.rest.append(symbols.base(x, y)); }
  drawServed(visits);
  drawLabels(visits, lit);
  drawChosen();
  drawScale();
}
const baseOf = new Map(DATA.bases.map((b) => [b.id, b]));
const placeOf = (id) => siteOf.get(id) || baseOf.get(id);

function hubLine(v, o) {
  const [ax, ay] = toScreen(siteOf.get(o.id)), [bx, by] = toScreen(siteOf.get(v.site)), team = teamOf.get(v.team);
  layers.hublines.append(svg('line', { x1: ax, y1: ay, x2: bx, y2: by, stroke: '#fff', 'stroke-width': 4, 'stroke-opacity': 0.8 }));
  const line = svg('line', { x1: ax, y1: ay, x2: bx, y2: by, stroke: team.colour, 'stroke-width': 2, 'stroke-dasharray': '1.5 4', 'stroke-linecap': 'round' });
  layers.hublines.append(line);
}
function lineLabel(v, o, taken) {
  const [ax, ay] = toScreen(siteOf.get(o.id)), [bx, by] = toScreen(siteOf.get(v.site)), width = o.line.length * 6;
  if (!o.line || Math.hypot(ax - bx, ay - by) < 50) return;
  for (const share of [0.5, 0.35, 0.65, 0.2]) {
    const x = ax + (bx - ax) * share, y = ay + (by - ay) * share;
    if (claim(taken, x - width / 2, y - 8, width, 16)) {
      layers.labels.append(svg('text', { x, y: y + 4, 'text-anchor': 'middle', class: 'label' }, o.line));
      return;
    }
  }
}
function mark(node, layer, site) {
  const [x, y] = toScreen(site);
  node.append(svg('circle', { cx: x, cy: y, r: 12, class: 'hit' }), svg('title', {}, `${site.full} · ${site.told}`));
  node.addEventListener('click', () => choose(site.id));
  node.dataset.site = site.id;
  layer.append(node);
}
function wrap(node) { return node.tagName === 'g' ? node : svg('g', {}, node); }
function drawRest(lit) {
  const small = view.k < 22;
  for (const s of DATA.sites) {
    if (lit.has(s.id)) continue;
    const [x, y] = toScreen(s);
    if (s.left === 'out' && s.kind === 'school') { if (on('leftSchool')) mark(faded(symbols.leftSchool(x, y, small ? 6 : 9)), layers.left, s); }
    else if (s.left === 'out') { if (on('left')) mark(faded(symbols.left(x, y, small ? 6 : 9)), layers.left, s); }
    else mark(wrap(symbols.dot(x, y)), layers.rest, s);
  }
}
function faded(node) { if (state.day) node.classList.add('faded'); return node; }
function drawServed(visits) {
  const seen = new Set();
  for (const v of visits) for (const o of v.origins) {
    if (o.id === v.site || seen.has(o.id) || !on('joined')) continue;
    seen.add(o.id);
    const s = siteOf.get(o.id), [x, y] = toScreen(s);
    mark(wrap(symbols.joined(x, y, teamOf.get(v.team))), layers.served, s);
  }
  for (const v of [...visits].sort((a, b) => a.people - b.people)) {
    const s = siteOf.get(v.site), team = teamOf.get(v.team), [x, y] = toScreen(s);
    let node = null;
    if (v.hub) { if (on('hub')) node = symbols.hub(x, y, team, v.people, v.kit); }
    else if (s.kind === 'school') { if (on('school')) node = symbols.school(x, y, team); }
    else if (s.kind !== 'village') node = symbols.other(x, y, team);
    else if (on('home')) node = symbols.home(x, y, team, v.kit);
    if (!node || (v.done && !on('done'))) continue;
    if (v.done) node.setAttribute('opacity', 0.5);
    if (s.left === 'part' && on('partly')) node.append(symbols.partly(x + 11, y - 11));
    mark(node, layers.served, s);
  }
}
function drawLabels(visits, lit) {
  const taken = [];
  for (const v of visits) { const [x, y] = toScreen(siteOf.get(v.site)); taken.push([x - 13, y - 13, 26, 26]); }
  for (const id of lit) { const [x, y] = toScreen(siteOf.get(id)); taken.push([x - 6, y - 6, 12, 12]); }
  if (on('names')) {
    const order = [];
    if (state.chosen) order.push(state.chosen);
    for (const v of visits) if (v.hub) order.push(v.site);
    for (const v of visits) order.push(v.site);
    if (state.day) order.push(...lit);
    if (view.k > 26) order.push(...DATA.sites.filter((s) => s.left).map((s) => s.id));
    if (view.k > 40) order.push(...DATA.sites.map((s) => s.id));
    if (state.day || view.k > 14) for (const id of new Set(order)) label(siteOf.get(id), taken);
  }
  const near = (v, o) => state.day || state.chosen === v.site || state.chosen === o.id;
  if (on('joined')) for (const v of visits) for (const o of v.origins) if (o.id !== v.site && near(v, o)) lineLabel(v, o, taken);
  drawAreas(taken);
}
function label(s, taken) {
  const [x, y] = toScreen(s), width = s.name.length * 6.4 + 4;
  if (x < -50 || y < -20 || x > view.width + 50 || y > view.height + 20) return;
  for (const [dx, dy, anchor] of [[19, 4, 'start'], [-19, 4, 'end'], [0, -24, 'middle'], [0, 31, 'middle']]) {
    const left = anchor === 'start' ? x + dx : anchor === 'end' ? x + dx - width : x - width / 2;
    if (claim(taken, left, y + dy - 11, width, 14)) {
      layers.labels.append(svg('text', { x: x + dx, y: y + dy, 'text-anchor': anchor, class: 'label' }, s.name));
      return;
    }
  }
}
function drawChosen() {
  const s = siteOf.get(state.chosen);
  if (!s) return;
  const [x, y] = toScreen(s);
  layers.chosen.append(svg('circle', { cx: x, cy: y, r: 21, class: 'selected' }), svg('circle', { cx: x, cy: y, r: 23.5, fill: 'none', stroke: '#fff', 'stroke-width': 2 }));
}
function drawScale() {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100], km = steps.filter((n) => n * view.k <= 140).pop() || 0.1;
  const rule = el('span');
  rule.style.width = km * view.k + 'px';
  $('scale').replaceChildren(rule, String(km).replace('.', W.decimal) + ' km');
}

function fit(points) {
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // What lies over the map at its top and foot hides no place.
  const side = 34, head = 64, foot = $('legend').open && view.width > 700 ? $('legend').offsetHeight + 40 : 50;
  const width = view.width - 2 * side, height = Math.max(120, view.height - head - foot);
  view.k = Math.min(400, Math.max(2, Math.min(width / Math.max(0.5, x1 - x0), height / Math.max(0.5, y1 - y0))));
  view.x = view.width / 2 - view.k * (x0 + x1) / 2;
  view.y = head + height / 2 - view.k * (y0 + y1) / 2;
  draw();
}
const fitAll = () => { view.moved = false; fit(places); };
function fitNear() {
  const base = DATA.bases[0];
  view.moved = true;
  fit([...places].sort((a, b) => Math.hypot(a.x - base.x, a.y - base.y) - Math.hypot(b.x - base.x, b.y - base.y)).slice(0, Math.ceil(places.length / 3)));
}
function zoom(factor, x = view.width / 2, y = view.height / 2) {
  view.moved = true;
  const k = Math.min(400, Math.max(2, view.k * factor)), ratio = k / view.k;
  view.x = x - (x - view.x) * ratio;
  view.y = y - (y - view.y) * ratio;
  view.k = k;
  draw();
}
function pan(dx, dy) { view.moved = true; view.x += dx; view.y += dy; draw(); }
function resize() {
  const box = $('map').getBoundingClientRect();
  const middle = [(view.width / 2 - view.x) / view.k, (view.height / 2 - view.y) / view.k];
  view.width = Math.max(200, box.width);
  view.height = Math.max(200, box.height);
  canvas.setAttribute('viewBox', `0 0 ${view.width} ${view.height}`);
  if (!view.moved) { fitAll(); return; }
  view.x = view.width / 2 - middle[0] * view.k;
  view.y = view.height / 2 - middle[1] * view.k;
  draw();
}

const fingers = new Map();
let spread = 0, moved = 0;
canvas.addEventListener('pointerdown', (event) => { fingers.set(event.pointerId, [event.clientX, event.clientY]); moved = 0; spread = 0; });
canvas.addEventListener('pointermove', (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  if (fingers.size === 1) {
    moved += Math.abs(event.clientX - before[0]) + Math.abs(event.clientY - before[1]);
    // A click that trembles is still a click; only a real drag captures the pointer.
    if (moved > 4) { canvas.setPointerCapture(event.pointerId); pan(event.clientX - before[0], event.clientY - before[1]); }
  } else {
    const [a, b] = [...fingers.values()], now = Math.hypot(a[0] - b[0], a[1] - b[1]), box = canvas.getBoundingClientRect();
    if (spread) zoom(now / spread, (a[0] + b[0]) / 2 - box.left, (a[1] + b[1]) / 2 - box.top);
    spread = now;
  }
});
for (const kind of ['pointerup', 'pointercancel', 'pointerleave']) canvas.addEventListener(kind, (event) => { fingers.delete(event.pointerId); spread = 0; });
canvas.addEventListener('wheel', (event) => {
  event.preventDefault();
  const box = canvas.getBoundingClientRect();
  zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
canvas.addEventListener('keydown', (event) => {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (way && event.altKey) nearest(way);
  else if (way) pan(-60 * way[0], -60 * way[1]);
  else if (event.key === '+' || event.key === '=') zoom(1.4);
  else if (event.key === '-') zoom(1 / 1.4);
  else if (event.key === '0') fitAll();
  else if (event.key === 'Escape') choose(null);
  else if (event.key === 'Enter' && state.chosen) $('panel').focus();
  else return;
  event.preventDefault();
});
function nearest([dx, dy]) {
  const from = siteOf.get(state.chosen) || DATA.bases[0];
  let best = null, least = Infinity;
  for (const s of DATA.sites) {
    const ahead = (s.x - from.x) * dx + (s.y - from.y) * dy, aside = Math.abs((s.x - from.x) * dy) + Math.abs((s.y - from.y) * dx);
    if (s.id !== state.chosen && ahead > 1e-9 && aside <= ahead && ahead + aside < least) { least = ahead + aside; best = s; }
  }
  if (best) choose(best.id);
}
