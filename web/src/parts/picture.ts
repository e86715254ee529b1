import { INK, MUTED, WHITE } from "@/design/tokens";

const FONT = "Inter, 'Segoe UI', Arial, sans-serif";
const SHARP = 2;

/** A white sheet to draw on, `width` x `height` in points of the page. */
export function sheet(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARP;
  canvas.height = height * SHARP;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas to draw a picture on");
  pen.scale(SHARP, SHARP);
  pen.fillStyle = WHITE;
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}

/** One line of words; cut with dots where it is longer than its room. */
export function write(
  pen: CanvasRenderingContext2D,
  text: string,
  [x, y]: readonly [number, number],
  { size = 14, weight = 400, colour = INK, room = Infinity } = {},
): void {
  pen.font = `${weight} ${size}px ${FONT}`;
  pen.fillStyle = colour;
  pen.textBaseline = "alphabetic";
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > room) shown = `${shown.slice(0, -2).trimEnd()}…`;
  pen.fillText(shown, x, y);
}

/** Title and what it is a picture of, as they stand above every picture. */
export function heading(pen: CanvasRenderingContext2D, title: string, about: string, room: number): void {
  write(pen, title, [24, 40], { size: 22, weight: 600, room });
  write(pen, about, [24, 62], { colour: MUTED, room });
}

/** Hands a picture over as a file. */
export async function save(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob === null) throw new Error("the browser made no picture");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
