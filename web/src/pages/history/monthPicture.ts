import type { VisitTold } from "@/api/generated";
import { HAIRLINE, MUTED, teamColours, type TeamColour } from "@/design/tokens";
import type { Language } from "@/language/useLanguage";
import { dayAfter, mondayOf, weeksOf } from "@/pages/schedule/days";
import { heading, sheet, write } from "@/parts/picture";

const WIDTH = 1_400;
const EDGE = 24;
const TOP = 84;
const LINE = 22;
const COLUMN = (WIDTH - 2 * EDGE) / 7;
const ANY_MONDAY = "2027-01-04";

interface About {
  title: string;
  line: string;
  people: (visit: VisitTold) => string;
}

function sign(pen: CanvasRenderingContext2D, team: TeamColour, [x, y]: readonly [number, number]): void {
  pen.fillStyle = team.fill;
  pen.fillRect(x, y - 13, 18, 17);
  write(pen, team.letter, [x + 4.5, y], { size: 12, weight: 700, colour: team.text });
}

/** One month as a calendar to be sent round: each visit with its team's letter, place and people. */
export function monthPicture(
  language: Pick<Language, "dayShort">,
  about: About,
  months: readonly string[],
  visits: readonly VisitTold[],
): HTMLCanvasElement {
  const on = Map.groupBy(visits, (visit) => visit.day);
  const colours = teamColours([...new Set(visits.map((visit) => visit.team))]);
  const weeks = months.flatMap((month) => weeksOf(month));
  const heights = weeks.map(
    (week) => 34 + LINE * Math.max(1, ...week.map((day) => (day === null ? 0 : (on.get(day)?.length ?? 0)))),
  );
  const { canvas, pen } = sheet(WIDTH, TOP + 28 + heights.reduce((sum, height) => sum + height, 0) + EDGE);
  heading(pen, about.title, about.line, WIDTH - 2 * EDGE);
  for (let index = 0; index < 7; index += 1) {
    const name = language.dayShort(dayAfter(mondayOf(ANY_MONDAY), index)).split(" ")[0] ?? "";
    write(pen, name, [EDGE + COLUMN * index + 6, TOP + 18], { weight: 600, colour: MUTED });
  }
  let y = TOP + 28;
  weeks.forEach((week, row) => {
    const height = heights[row] ?? 0;
    week.forEach((day, index) => {
      const x = EDGE + COLUMN * index;
      pen.strokeStyle = HAIRLINE;
      pen.strokeRect(x, y, COLUMN, height);
      if (day === null) return;
      const date = day.endsWith("-01") ? language.dayShort(day) : String(Number(day.slice(8)));
      write(pen, date, [x + 6, y + 20], { weight: 600 });
      (on.get(day) ?? []).forEach((visit, number) => {
        const line = y + 20 + LINE * (number + 1);
        const team = colours.get(visit.team);
        if (team !== undefined) sign(pen, team, [x + 6, line]);
        const people = about.people(visit);
        pen.font = "400 12px Inter, Arial, sans-serif";
        const room = pen.measureText(people).width;
        write(pen, visit.name, [x + 30, line], { size: 13, room: COLUMN - 42 - room });
        write(pen, people, [x + COLUMN - room - 6, line], { size: 12, colour: MUTED });
      });
    });
    y += height;
  });
  return canvas;
}
