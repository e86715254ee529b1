'use strict';
// Drawing: points to paper, symbols, lines, labels. No network, no library; every text goes in as text, never as HTML.
const DATA = JSON.parse(document.getElementById('data').textContent);
const W = DATA.words;
const NS = 'http://www.w3.org/2000/svg';
const $ = (id) => document.getElementById(id);
const INK = '#14202B', OUT = '#9E1528', SCHOOL = '#5B2A86', DOT = '#8A95A1';

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'on') for (const [event, heard] of Object.entries(value)) node.addEventListener(event, heard);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
function fill(text, facts) { return text.replace(/\{(\w+)\}/g, (whole, key) => (key in facts ? facts[key] : whole)); }
function chip(team) {
  const node = el('span', { class: 'chip', 'aria-hidden': 'true' }, team.letter);
  node.style.background = team.colour; node.style.color = team.ink;
  return node;
}

// Kilometres east and north of the middle of the points: good to a few metres in a thousand over a regency.
const places = [...DATA.sites, ...DATA.bases];
const LAT = places.reduce((sum, p) => sum + p.lat, 0) / Math.max(1, places.length);
const LON = places.reduce((sum, p) => sum + p.lon, 0) / Math.max(1, places.length);
const KM = 111.32;
function paper(p) { return [(p.lon - LON) * KM * Math.cos(LAT * Math.PI / 180), -(p.lat - LAT) * KM]; }
const siteOf = new Map(DATA.sites.map((s) => [s.id, s]));
const teamOf = new Map(DATA.teams.map((t) => [t.id, t]));
for (const p of places) [p.x, p.y] = paper(p);

const view = { k: 10, x: 0, y: 0, width: 800, height: 500 };
const toScreen = (p) => [p.x * view.k + view.x, p.y * view.k + view.y];
const canvas = svg('svg', { tabindex: 0, role: 'application', 'aria-label': W.map_keys, id: 'canvas' });
$('map').prepend(canvas);
const layers = {};
for (const name of ['ground', 'areas', 'hublines', 'routes', 'rest', 'left', 'served', 'labels', 'chosen']) {
  layers[name] = svg('g', { id: 'layer-' + name });
  canvas.append(layers[name]);
}

function drawGround() {
  // Soft discs around the villages of each subdistrict: where people live, drawn from points, no boundary claimed.
  const tints = ['#EDF2F7', '#F3EFE6', '#EAF3EE', '#F1ECF5'];
  const names = [...new Set(DATA.sites.map((s) => s.area))].sort();
  if (DATA.lands.length) { drawLands(names, tints); return; }
  names.forEach((name, number) => {
    const group = svg('g', { fill: tints[number % tints.length] });
    for (const s of DATA.sites) {
      if (s.area !== name || s.kind !== 'village') continue;
      const [x, y] = toScreen(s);
      group.append(svg('circle', { cx: x, cy: y, r: Math.max(10, 2.1 * view.k) }));
    }
    layers.ground.append(group);
  });
}
// Land of villages: true borders thin and whole, cells made from points broken, for they are approximate.
for (const land of DATA.lands) {
  land.paper = land.rings.map((ring) => {
    const points = [];
    for (let i = 0; i < ring.length; i += 2) points.push(paper({ lon: ring[i], lat: ring[i + 1] }));
    return points;
  });
}
const landOf = new Map(DATA.lands.map((land) => [land.id, land]));
function landPath(land) {
  return land.paper.map((ring) => 'M' + ring.map(([x, y]) => `${(x * view.k + view.x).toFixed(1)} ${(y * view.k + view.y).toFixed(1)}`).join('L') + 'Z').join('');
}
function drawLands(names, tints) {
  for (const land of DATA.lands) {
    const site = siteOf.get(land.id);
    if (!site) continue;
    const path = svg('path', { d: landPath(land), fill: tints[names.indexOf(site.area) % tints.length], stroke: '#C3CCD6', 'stroke-width': 0.8 });
    if (land.cell) path.setAttribute('stroke-dasharray', '2 3');
    layers.ground.append(path);
  }
}
function drawCatchments(visits) {
  const seen = new Set();
  for (const v of visits) {
    if (!v.hub) continue;
    const team = teamOf.get(v.team);
    for (const id of [v.site, ...v.origins.map((o) => o.id)]) {
      const land = landOf.get(id);
      if (!land || seen.has(id)) continue;
      seen.add(id);
      layers.ground.append(svg('path', { d: landPath(land), fill: team.colour, 'fill-opacity': 0.16, stroke: team.colour, 'stroke-width': 1, 'stroke-opacity': 0.45 }));
    }
  }
}
function drawAreas(taken) {
  const groups = new Map();
  for (const s of DATA.sites) if (s.kind === 'village') groups.set(s.area, [...(groups.get(s.area) || []), s]);
  for (const [name, members] of groups) {
    const mx = members.reduce((sum, s) => sum + s.x, 0) / members.length;
    const my = members.reduce((sum, s) => sum + s.y, 0) / members.length;
    const [x, y] = toScreen({ x: mx, y: my });
    const width = name.length * 7.6;
    for (const shift of [0, -20, 20, -38, 38]) {
      if (claim(taken, x - width / 2, y + shift - 8, width, 16)) {
        layers.areas.append(svg('text', { x, y: y + shift + 4, 'text-anchor': 'middle', class: 'label area' }, name));
        break;
      }
    }
  }
}
function claim(taken, x, y, w, h) {
  for (const t of taken) if (x < t[0] + t[2] && x + w > t[0] && y < t[1] + t[3] && y + h > t[1]) return false;
  taken.push([x, y, w, h]);
  return true;
}

function letterAt(x, y, text, colour, size) {
  return svg('text', { x, y: y + 0.5, class: 'letter', 'font-size': size, fill: colour }, text);
}
const symbols = {
  hub(x, y, team, people, kit) {
    const r = people > 150 ? 17 : people >= 50 ? 14 : 11;
    const g = svg('g', {}, svg('circle', { cx: x, cy: y, r: r + 3.5, fill: INK }), svg('circle', { cx: x, cy: y, r: r + 2, fill: '#fff' }),
      svg('circle', { cx: x, cy: y, r, fill: team.colour }), letterAt(x, y, team.letter, team.ink, r > 11 ? 15 : 13));
    if (kit) g.append(arcs(x, y - r - 5));
    return g;
  },
  home(x, y, team, kit) {
    const g = svg('g', {}, svg('circle', { cx: x, cy: y, r: 9.5, fill: '#fff' }), svg('circle', { cx: x, cy: y, r: 8, fill: team.colour }),
      letterAt(x, y, team.letter, team.ink, 11));
    if (kit) g.append(arcs(x, y - 10));
    return g;
  },
  joined(x, y, team) { return svg('circle', { cx: x, cy: y, r: 5, fill: '#fff', stroke: team.colour, 'stroke-width': 2.5 }); },
  school(x, y, team) {
    return svg('g', {}, svg('path', { d: triangle(x, y, 13), fill: '#fff' }), svg('path', { d: triangle(x, y, 11), fill: SCHOOL }),
      letterAt(x, y + 2, team ? team.letter : '', '#fff', 10));
  },
  other(x, y, team) {
    return svg('g', {}, svg('path', { d: pentagon(x, y, 11), fill: INK, stroke: '#fff', 'stroke-width': 1.5 }), letterAt(x, y + 1, team ? team.letter : '', '#fff', 11));
  },
  left(x, y, size = 7) {
    const c = size * 0.36;
    return svg('g', { stroke: OUT, 'stroke-width': 1.6 }, svg('path', { d: diamond(x, y, size), fill: '#fff' }),
      svg('path', { d: `M${x - c} ${y - c}L${x + c} ${y + c}M${x + c} ${y - c}L${x - c} ${y + c}` }));
  },
  leftSchool(x, y, size = 8) {
    const c = size * 0.3;
    return svg('g', { stroke: OUT, 'stroke-width': 1.6 }, svg('path', { d: triangle(x, y, size), fill: '#fff' }),
      svg('path', { d: `M${x - c} ${y + 1 - c}L${x + c} ${y + 1 + c}M${x + c} ${y + 1 - c}L${x - c} ${y + 1 + c}` }));
  },
  partly(x, y, size = 5.5) {
    return svg('g', { stroke: OUT, 'stroke-width': 1.4 }, svg('path', { d: diamond(x, y, size), fill: '#fff' }),
      svg('path', { d: `M${x} ${y - size}L${x} ${y + size}L${x - size} ${y}Z`, fill: OUT }));
  },
  base(x, y) {
    return svg('path', { d: `M${x - 9} ${y + 8}V${y - 1}H${x - 12}L${x} ${y - 12}L${x + 12} ${y - 1}H${x + 9}V${y + 8}Z`, fill: INK, stroke: '#fff', 'stroke-width': 1.5 });
  },
  dot(x, y) { return svg('circle', { cx: x, cy: y, r: 2.6, fill: DOT }); },
};
function triangle(x, y, r) { return `M${x} ${y - r}L${x + r} ${y + r * 0.8}L${x - r} ${y + r * 0.8}Z`; }
function diamond(x, y, r) { return `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`; }
function pentagon(x, y, r) {
  return 'M' + [0, 1, 2, 3, 4].map((n) => `${x + r * Math.sin(n * 1.2566)} ${y - r * Math.cos(n * 1.2566)}`).join('L') + 'Z';
}
function arcs(x, y) {
  return svg('g', { fill: 'none', stroke: INK, 'stroke-width': 1.6 }, svg('path', { d: `M${x - 4} ${y}A5 5 0 0 1 ${x + 4} ${y}` }),
    svg('path', { d: `M${x - 7} ${y - 3}A9 9 0 0 1 ${x + 7} ${y - 3}` }));
}

function drawWay(stations, team, thin) {
  const g = svg('g', { fill: 'none' }), done = new Set();
  const legs = stations.slice(1).map((to, n) => [stations[n], to]).filter(([a, b]) => a.id !== b.id);
  legs.forEach(([a, b], n) => {
    // A way back over the way out is the same straight line: drawn once.
    if (done.has(b.id + ' ' + a.id)) return;
    done.add(a.id + ' ' + b.id);
    const [[x1, y1], [x2, y2]] = [toScreen(a), toScreen(b)], home = n === legs.length - 1;
    const ends = { x1, y1, x2, y2 };
    if (!thin) g.append(svg('line', { ...ends, stroke: '#fff', 'stroke-width': home ? 4 : 6 }));
    // Dashed, because the line is straight and the road is not known.
    g.append(svg('line', { ...ends, stroke: team.colour, 'stroke-width': thin ? 1 : home ? 1.5 : 3, 'stroke-dasharray': team.dashes || '9 5', 'stroke-opacity': thin ? 0.55 : 1 }));
    if (!thin) g.append(...arrows([x1, y1], [x2, y2], team));
  });
  layers.routes.append(g);
}
function arrows([ax, ay], [bx, by], team) {
  const length = Math.hypot(bx - ax, by - ay);
  if (length < 44) return [];
  const turn = Math.atan2(by - ay, bx - ax) * 180 / Math.PI;
  const count = Math.max(1, Math.floor(length / 90));
  return Array.from({ length: count }, (_, n) => (n + 0.5) / count).map((share) => svg('path', {
    d: 'M-6 -6L7 0L-6 6Z', fill: team.colour, stroke: '#fff', 'stroke-width': 1.5,
    transform: `translate(${(ax + (bx - ax) * share).toFixed(1)} ${(ay + (by - ay) * share).toFixed(1)}) rotate(${turn.toFixed(1)})`,
  }));
}
