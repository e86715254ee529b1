import type { EChartsCoreOption } from "echarts/core";
import type { MoneyLedger, StockLedger } from "@/api/generated";
import { BOUND, FIELD_BORDER, INK, SERVICES, TONES, WHITE } from "@/design/tokens";
import type { Language } from "@/language/useLanguage";
import type { Pair } from "@/language/words";
import { words } from "./words";

const LABEL = { color: INK, fontSize: 12 } as const;
const MILLION = 1_000_000;

export interface Use {
  key: "counter" | "field" | "waste";
  name: Pair;
  colour: string;
  /** Seen without colour too. */
  isHatched: boolean;
}

/** What takes cards out of the store day by day: the bars, and their legend. */
export const USES: readonly Use[] = [
  { key: "counter", name: words.counter, colour: "#7C8793", isHatched: false },
  { key: "field", name: words.field, colour: SERVICES.recording, isHatched: false },
  { key: "waste", name: words.waste, colour: BOUND, isHatched: true },
];
/** Of what comes in. */
export const DELIVERY_COLOUR = TONES.positive.line;

const base = (
  days: readonly string[],
  { dayShort, number }: Language,
  axis: string,
  amount: (value: number) => string,
): EChartsCoreOption => ({
  animation: false,
  grid: { left: 64, right: 96, top: 28, bottom: 40 },
  textStyle: { fontFamily: "Inter, sans-serif" },
  tooltip: {
    trigger: "axis",
    confine: true,
    valueFormatter: (value: unknown) => (typeof value === "number" ? amount(value) : "–"),
  },
  xAxis: {
    type: "category",
    data: days.map((day) => dayShort(day)),
    axisLabel: { ...LABEL, hideOverlap: true },
    axisTick: { alignWithLabel: true },
  },
  yAxis: {
    type: "value",
    min: 0,
    name: axis,
    nameTextStyle: { ...LABEL, align: "left" },
    axisLabel: { ...LABEL, formatter: (value: number) => number(value) },
  },
});

const bar = (name: string, { colour, isHatched }: Use, values: readonly number[]) => ({
  name,
  type: "bar",
  stack: "use",
  barMaxWidth: 14,
  itemStyle: {
    color: colour,
    ...(isHatched ? { decal: { color: WHITE, dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4 } } : {}),
  },
  data: values.map((value) => Math.round(value * 10) / 10),
});

/** Stock each evening with and without field work, daily use, reserve, deliveries and the first day that is short. */
export function burnDown(language: Language, ledger: StockLedger): EChartsCoreOption {
  const { say, number, dayShort } = language;
  const { days, reserve, first_red: red, first_amber: amber } = ledger;
  const flag = red ?? amber;
  const colour = red != null ? TONES.breach.line : TONES.warning.line;
  // The name of the reserve stands at the end where the stock is farther from it: nothing is written over a line.
  const roomOf = (some: typeof days): number => Math.min(...some.map(({ closing }) => Math.abs(closing - reserve)));
  // On a phone it is as wide as half of the days.
  const half = Math.ceil(days.length / 2);
  const isAtStart = roomOf(days.slice(0, half)) >= roomOf(days.slice(-half));
  return {
    ...base(
      days.map(({ day }) => day),
      language,
      say(words.axis),
      (value) => say(words.cardsN, { n: value }),
    ),
    series: [
      {
        name: say(words.evening),
        type: "line",
        step: "end",
        symbol: "none",
        lineStyle: { color: INK, width: 2 },
        itemStyle: { color: INK },
        endLabel: { show: true, formatter: say(words.evening), ...LABEL },
        data: days.map(({ closing }) => Math.floor(closing)),
        markLine: {
          symbol: "none",
          silent: true,
          data: [
            {
              yAxis: reserve,
              lineStyle: { color: TONES.breach.line, type: "dashed" },
              label: {
                formatter: say(words.reserve, { n: reserve }),
                position: isAtStart ? "insideStartTop" : "insideEndTop",
                ...LABEL,
              },
            },
            ...(flag == null
              ? []
              : [
                  {
                    xAxis: dayShort(flag.day),
                    lineStyle: { color: colour, width: 2 },
                    label: { formatter: `− ${number(flag.cards)}`, color: colour, fontWeight: 600, fontSize: 12 },
                  },
                ]),
          ],
        },
      },
      {
        name: say(words.without),
        type: "line",
        step: "end",
        symbol: "none",
        lineStyle: { color: FIELD_BORDER, width: 1 },
        itemStyle: { color: FIELD_BORDER },
        endLabel: {
          show: true,
          formatter: say(words.without),
          color: FIELD_BORDER,
          fontSize: 12,
          lineHeight: 14,
          width: 92,
          overflow: "break",
        },
        data: days.map(({ without_field }) => Math.floor(without_field)),
      },
      ...USES.map((use) =>
        bar(
          say(use.name),
          use,
          days.map((day) => day[use.key]),
        ),
      ),
      {
        name: say(words.received),
        type: "scatter",
        symbol: "triangle",
        symbolSize: 14,
        itemStyle: { color: DELIVERY_COLOUR },
        label: {
          show: true,
          position: "top",
          formatter: ({ dataIndex }: { dataIndex: number }) => `+${number(days[dataIndex]?.received ?? 0)}`,
          ...LABEL,
        },
        data: days.map(({ received, closing }) => (received > 0 ? Math.floor(closing) : null)),
      },
    ],
  };
}

/** Money used up to each day, against the cap. */
export function spending(language: Language, ledger: MoneyLedger): EChartsCoreOption {
  const { say, rupiah } = language;
  const cap = ledger.budget_rupiah ?? null;
  return {
    ...base(
      ledger.days.map(({ day }) => day),
      language,
      say(words.costAxis),
      (value) => rupiah(Math.round(value * MILLION)),
    ),
    series: [
      {
        name: say(words.soFar),
        type: "line",
        step: "end",
        symbol: "none",
        lineStyle: { color: INK, width: 2 },
        itemStyle: { color: INK },
        areaStyle: { color: TONES.info.ground },
        data: ledger.days.map(({ so_far_rupiah }) => so_far_rupiah / MILLION),
        ...(cap === null
          ? {}
          : {
              markLine: {
                symbol: "none",
                silent: true,
                data: [
                  {
                    yAxis: cap / MILLION,
                    lineStyle: { color: TONES.breach.line, type: "dashed" },
                    label: { formatter: say(words.cap), ...LABEL },
                  },
                ],
              },
            }),
      },
    ],
  };
}
