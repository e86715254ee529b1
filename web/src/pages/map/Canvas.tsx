import "maplibre-gl/dist/maplibre-gl.css";
import { Map as GroundMap, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef } from "react";
import { COVERAGE_FILL, INK, SIGNAL, TEAMS, WHITE } from "@/design/tokens";
import { drawMarks, labelImage } from "./marks";
import type { Box, Collection } from "./places";

setWorkerUrl(workerUrl);

const NO_DATA = "#FFFFFF";
const OUTSIDE = "#EEF2F6";
/** Names at the rim stand within the frame. */
const PADDING_PX = 40;
const HIT_PX = 12;

/** What the map draws; each source is GeoJSON made of the layers of the service. */
export interface Drawing {
  land: Collection<unknown>;
  catchments: Collection<unknown>;
  joins: Collection<unknown>;
  routes: Collection<unknown>;
  marks: Collection<unknown>;
  closed: Collection<unknown>;
  labels: Collection<{ text: string }>;
}

interface Props {
  drawing: Drawing;
  box: Box;
  name: string;
  chosen: string | null;
  onChoose: (code: string) => void;
  onBroken: () => void;
  /** Gives the way to make a picture of the map, once it is drawn. */
  onDrawn?: (picture: () => Promise<Blob | null>) => void;
}

const SOURCES = ["land", "catchments", "joins", "routes", "marks", "closed", "labels"] as const;
const team = (field: "fill"): unknown => [
  "match",
  ["get", "letter"],
  ...TEAMS.flatMap((one) => [one.letter, one[field]]),
  INK,
];
const empty = { type: "FeatureCollection" as const, features: [] };

/** The ground: own polygons, lines and signs; nothing is asked of anybody else. */
export default function Canvas({ drawing, box, name, chosen, onChoose, onBroken, onDrawn }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<GroundMap | null>(null);
  const latest = useRef({ drawing, onChoose, onBroken, onDrawn, chosen });
  useEffect(() => {
    latest.current = { drawing, onChoose, onBroken, onDrawn, chosen };
  });

  useEffect(() => {
    if (place.current === null) return;
    let made: GroundMap;
    try {
      made = new GroundMap({
        container: place.current,
        bounds: box,
        fitBoundsOptions: { padding: PADDING_PX },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
        // A picture can be taken only of what the drawing keeps.
        canvasContextAttributes: { preserveDrawingBuffer: onDrawn !== undefined },
        style: {
          version: 8,
          sources: Object.fromEntries(SOURCES.map((id) => [id, { type: "geojson" as const, data: empty }])),
          layers: [{ id: "outside", type: "background", paint: { "background-color": OUTSIDE } }],
        },
      });
    } catch {
      // No WebGL here: the page says so, and the list holds everything.
      latest.current.onBroken();
      return;
    }
    map.current = made;
    made.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");
    made.touchZoomRotate.disableRotation();
    made.on("load", () => {
      drawMarks(made);
      addLayers(made);
      update(made, latest.current.drawing);
      made.setFilter("chosen", ["==", ["get", "code"], latest.current.chosen ?? ""]);
      place.current?.setAttribute("data-drawn", "true");
      latest.current.onDrawn?.(() => new Promise((done) => made.getCanvas().toBlob(done, "image/png")));
    });
    made.on("click", (event: MapMouseEvent) => {
      const { x, y } = event.point;
      const near = made.queryRenderedFeatures(
        [
          [x - HIT_PX, y - HIT_PX],
          [x + HIT_PX, y + HIT_PX],
        ],
        { layers: ["marks"] },
      );
      const found = near[0] ?? made.queryRenderedFeatures(event.point, { layers: ["land"] })[0];
      const code: unknown = found?.properties["code"];
      if (typeof code === "string") latest.current.onChoose(code);
    });
    return () => {
      map.current = null;
      made.remove();
    };
    // Made once; what it shows is brought by the effects below.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  // In the language that is read now.
  useEffect(() => map.current?.getCanvas().setAttribute("aria-label", name), [name]);
  useEffect(() => {
    if (map.current?.getLayer("land")) update(map.current, drawing);
  }, [drawing]);
  useEffect(() => {
    map.current?.fitBounds(box, { padding: PADDING_PX, animate: false });
  }, [box]);
  useEffect(() => {
    if (map.current?.getLayer("chosen")) map.current.setFilter("chosen", ["==", ["get", "code"], chosen ?? ""]);
  }, [chosen]);

  return <div ref={place} style={{ position: "absolute", inset: 0 }} data-map />;
}

function addLayers(map: GroundMap): void {
  map.addLayer({
    id: "land",
    type: "fill",
    source: "land",
    paint: {
      "fill-color": [
        "match",
        ["get", "fill"],
        ...COVERAGE_FILL.flatMap((colour, index) => [`c${index}`, colour]),
        ...Object.entries(SIGNAL).flatMap(([id, tone]) => [`s-${id}`, tone.ground]),
        NO_DATA,
      ] as never,
      "fill-opacity": 0.85,
    },
  });
  map.addLayer({
    id: "hatch",
    type: "fill",
    source: "land",
    filter: ["has", "pattern"],
    paint: { "fill-pattern": ["get", "pattern"] },
  });
  map.addLayer({ id: "edges", type: "line", source: "land", paint: { "line-color": WHITE, "line-width": 1 } });
  map.addLayer({
    id: "chosen",
    type: "line",
    source: "land",
    filter: ["==", ["get", "code"], ""],
    paint: { "line-color": INK, "line-width": 3 },
  });
  map.addLayer({
    id: "catchments",
    type: "line",
    source: "catchments",
    layout: { "line-cap": "butt", "line-join": "round" },
    paint: { "line-color": team("fill") as never, "line-width": 2, "line-dasharray": [4, 2] },
  });
  map.addLayer({
    id: "joins",
    type: "line",
    source: "joins",
    layout: { "line-cap": "round" },
    paint: { "line-color": team("fill") as never, "line-width": 2, "line-dasharray": [0.1, 2] },
  });
  map.addLayer({ id: "casing", type: "line", source: "routes", paint: { "line-color": WHITE, "line-width": 6 } });
  // A road that is known is a whole line; dashes say that the way between two places is not.
  for (const [id, isStraight] of [
    ["routes", false],
    ["straight", true],
  ] as const)
    map.addLayer({
      id,
      type: "line",
      source: "routes",
      filter: [isStraight ? "!=" : "==", ["get", "straight"], false] as never,
      paint: {
        "line-color": team("fill") as never,
        "line-width": 3,
        ...(isStraight ? { "line-dasharray": [3, 1.5] } : {}),
      },
    });
  map.addLayer({
    id: "marks",
    type: "symbol",
    source: "marks",
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "symbol-sort-key": ["get", "rank"] },
  });
  map.addLayer({
    id: "closed",
    type: "symbol",
    source: "closed",
    layout: { "icon-image": "closed", "icon-allow-overlap": true, "icon-offset": [12, -12] },
  });
  map.addLayer({
    id: "labels",
    type: "symbol",
    source: "labels",
    layout: {
      "icon-image": ["concat", "label ", ["get", "text"]],
      "icon-offset": [0, -18],
      "symbol-sort-key": ["get", "rank"],
    },
  });
}

function update(map: GroundMap, drawing: Drawing): void {
  for (const { properties } of drawing.labels.features) {
    const id = `label ${properties.text}`;
    if (!map.hasImage(id)) map.addImage(id, labelImage(properties.text), { pixelRatio: 2 });
  }
  for (const id of SOURCES) (map.getSource(id) as GeoJSONSource | undefined)?.setData(drawing[id] as never);
}
