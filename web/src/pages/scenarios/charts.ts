import type { EChartsCoreOption } from "echarts/core";
import type { CurveTold, DifferenceMap, StudyTable, SwayTold } from "@/api/generated";
import { BOUND, DIFFERENCE, FIELD_BORDER, INK, SERVICES, VALUE } from "@/design/tokens";
import type { Language } from "@/language/useLanguage";
import { words } from "./words";

const LABEL = { color: INK, fontSize: 12 } as const;
const MILLION = 1_000_000;
const COLOURS = [VALUE, BOUND, SERVICES.ikd, SERVICES.cards, INK, FIELD_BORDER] as const;
const base = (): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily: "Inter, sans-serif" },
  tooltip: { trigger: "item", confine: true },
});

/** A bar for each scenario: people recorded. */
export function bars({ number }: Language, table: StudyTable): EChartsCoreOption {
  const cells = table.rows[0]?.cells ?? [];
  return {
    ...base(),
    grid: { left: 150, right: 70, top: 8, bottom: 8 },
    xAxis: { type: "value", show: false, min: 0 },
    yAxis: { type: "category", inverse: true, data: table.columns.map(({ name }) => name), axisLabel: LABEL },
    series: [
      {
        type: "bar",
        barMaxWidth: 24,
        itemStyle: { color: SERVICES.recording },
        label: { show: true, position: "right", formatter: ({ value }: { value: number }) => number(value), ...LABEL },
        data: cells.map((cell) => Math.round(cell.number ?? 0)),
      },
    ],
  };
}

/** The lines of a grid with their knees. */
export function curveChart(language: Language, curves: readonly CurveTold[]): EChartsCoreOption {
  const { number, say } = language;
  return {
    ...base(),
    grid: { left: 70, right: 90, top: 16, bottom: 48 },
    xAxis: {
      type: "value",
      scale: true,
      name: say(words.curveMeasure),
      nameLocation: "middle",
      nameGap: 30,
      nameTextStyle: LABEL,
      axisLabel: LABEL,
    },
    yAxis: { type: "value", scale: true, axisLabel: { ...LABEL, formatter: (value: number) => number(value) } },
    series: curves.map((curve, index) => ({
      name: curve.line.join(", ") || curve.grid,
      type: "line",
      lineStyle: { color: COLOURS[index % COLOURS.length], width: 2 },
      itemStyle: { color: COLOURS[index % COLOURS.length] },
      endLabel: { show: true, formatter: "{a}", ...LABEL },
      data: curve.points
        .toSorted((one, other) => one.spent_rupiah - other.spent_rupiah)
        .map((point) => ({
          name: point.name,
          value: [point.spent_rupiah / MILLION, Math.round(point.recorded)],
          symbol: point.is_knee ? "diamond" : "circle",
          symbolSize: point.is_knee ? 14 : 5,
        })),
    })),
  };
}

/** What sways the value, widest first: to the left when it is low or less, to the right when it brings more. */
export function tornadoChart({ number, say }: Language, sways: readonly SwayTold[]): EChartsCoreOption {
  const side = (name: string, colour: string, of: (sway: SwayTold) => number) => ({
    name,
    type: "bar",
    barGap: "-100%",
    barMaxWidth: 20,
    itemStyle: { color: colour },
    data: sways.map((sway) => Math.round(of(sway) * 10) / 10),
  });
  return {
    ...base(),
    grid: { left: 150, right: 40, top: 8, bottom: 32 },
    xAxis: { type: "value", axisLabel: { ...LABEL, formatter: (value: number) => number(value) } },
    yAxis: { type: "category", inverse: true, data: sways.map(({ name }) => name), axisLabel: LABEL },
    series: [side(say(words.low), BOUND, ({ low }) => low), side(say(words.high), VALUE, ({ high }) => high)],
  };
}

/** Every place where it lies; circles as large as the difference. */
export function differenceChart({ number }: Language, map: DifferenceMap): EChartsCoreOption {
  const most = Math.max(1, ...map.places.map(({ difference }) => Math.abs(difference)));
  const lons = map.places.map(({ lon }) => lon);
  const lats = map.places.map(({ lat }) => lat);
  const half = Math.max(Math.max(...lons) - Math.min(...lons), Math.max(...lats) - Math.min(...lats), 0.02) * 0.55;
  const axis = (values: readonly number[]) => {
    const middle = (Math.min(...values) + Math.max(...values)) / 2;
    return { type: "value", show: false, min: middle - half, max: middle + half };
  };
  return {
    ...base(),
    tooltip: { trigger: "item", confine: true, formatter: "{b}" },
    grid: { left: 8, right: 8, top: 8, bottom: 8 },
    xAxis: axis(lons),
    yAxis: axis(lats),
    series: [
      {
        type: "scatter",
        data: map.places.map(({ name, lon, lat, difference }) => ({
          name: `${name}: ${difference > 0 ? "+" : ""}${number(difference, 1)}`,
          value: [lon, lat],
          symbolSize: difference === 0 ? 5 : 7 + 23 * Math.sqrt(Math.abs(difference) / most),
          itemStyle: {
            color: difference > 0 ? DIFFERENCE[4] : difference < 0 ? DIFFERENCE[0] : DIFFERENCE[2],
            borderColor: INK,
            borderWidth: 0.5,
          },
        })),
      },
    ],
  };
}
