import type { EChartsCoreOption } from "echarts/core";
import type { CurveTold, DifferenceMap, StudyTable, SwayTold } from "@/api/generated";
import { BOUND, FIELD_BORDER, INK, SERVICES, VALUE } from "@/design/tokens";
import type { Language } from "@/language/useLanguage";
import { markOf } from "./marks";
import { around, frameOf, middles } from "./shape";
import { words } from "./words";

const LABEL = { color: INK, fontSize: 12 } as const;
const MILLION = 1_000_000;
const COLOURS = [VALUE, BOUND, SERVICES.ikd, SERVICES.cards, INK, FIELD_BORDER] as const;
/** How tall a map is at most. */
const MAP_PX = 460;

interface Shape {
  aspect: number;
  most: number;
}

/** Which line of a grid: the values of all its axes but the one that is followed. */
const lineName = ({ told, number }: Language, { axes, line, grid }: CurveTold): string =>
  line
    .map((value, index) => [axes[index], value] as const)
    .flatMap(([axis, value]) => (axis === undefined ? [] : [`${told(axis)} ${number(value)}`]))
    .join(", ") || grid;

/** The knees in words: which line, how much money, how many people. */
export const kneesOf = (language: Language, curves: readonly CurveTold[]): string[] =>
  curves.flatMap((curve) =>
    curve.points
      .filter(({ is_knee: isKnee }) => isKnee)
      .map(({ spent_rupiah: spent, recorded }) =>
        language.say(words.kneeAt, {
          line: lineName(language, curve),
          money: language.rupiah(spent),
          n: Math.round(recorded),
        }),
      ),
  );

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
      name: say(words.curveAxis),
      nameLocation: "middle",
      nameGap: 30,
      nameTextStyle: LABEL,
      axisLabel: LABEL,
    },
    yAxis: { type: "value", scale: true, axisLabel: { ...LABEL, formatter: (value: number) => number(value) } },
    series: curves.map((curve, index) => ({
      name: lineName(language, curve),
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

/** Every place where it lies, inside the line around all of them; marks as large as the difference. */
export function differenceChart({ number }: Language, map: DifferenceMap): { option: EChartsCoreOption; shape: Shape } {
  const most = Math.max(1, ...map.places.map(({ difference }) => Math.abs(difference)));
  const frame = frameOf(map.places);
  return {
    shape: { aspect: frame.aspect, most: MAP_PX * frame.aspect },
    option: {
      ...base(),
      tooltip: { trigger: "item", confine: true, formatter: "{b}" },
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { type: "value", show: false, min: frame.west, max: frame.east },
      yAxis: { type: "value", show: false, min: frame.south, max: frame.north },
      series: [
        {
          type: "line",
          silent: true,
          tooltip: { show: false },
          symbol: "none",
          lineStyle: { color: FIELD_BORDER, width: 1, type: "dashed" },
          data: around(map.places),
        },
        {
          type: "scatter",
          data: map.places.map(({ name, lon, lat, difference }) => ({
            name: `${name}: ${difference > 0 ? "+" : ""}${number(difference, 1)}`,
            value: [lon, lat],
            ...markOf(difference),
            symbolSize: difference === 0 ? 4 : 9 + 21 * Math.sqrt(Math.abs(difference) / most),
          })),
        },
        {
          type: "scatter",
          silent: true,
          symbolSize: 0.1,
          label: { show: true, formatter: "{b}", ...LABEL, textBorderColor: "#fff", textBorderWidth: 3 },
          data: middles(map.places).map(({ name, lon, lat }) => ({ name, value: [lon, lat] })),
        },
      ],
    },
  };
}
