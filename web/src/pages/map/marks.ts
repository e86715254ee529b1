import type { Map as GroundMap } from "maplibre-gl";
import { INK, TEAMS, WHITE } from "@/design/tokens";
import { HUB_PX } from "./size";

const RATIO = 2;
const FONT = "Inter, 'Segoe UI', Arial, sans-serif";
const BREACH = "#9E1528";
const SCHOOL = "#5B2A86";

function drawn(width: number, height: number, paint: (pen: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas to draw signs on");
  pen.scale(RATIO, RATIO);
  paint(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function disc(size: number, fill: string, text: string, letter: string, isHub: boolean): ImageData {
  return drawn(size + 4, size + 4, (pen) => {
    const middle = size / 2 + 2;
    pen.beginPath();
    pen.arc(middle, middle, size / 2, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = WHITE;
    pen.stroke();
    if (isHub) {
      pen.beginPath();
      pen.arc(middle, middle, size / 2 + 1, 0, 2 * Math.PI);
      pen.lineWidth = 1.5;
      pen.strokeStyle = INK;
      pen.stroke();
    }
    pen.fillStyle = text;
    pen.font = `700 12px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(letter, middle, middle + 1);
  });
}

function ring(fill: string): ImageData {
  return drawn(16, 16, (pen) => {
    pen.beginPath();
    pen.arc(8, 8, 5, 0, 2 * Math.PI);
    pen.fillStyle = WHITE;
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = fill;
    pen.stroke();
  });
}

function diamond(isHalf: boolean): ImageData {
  return drawn(20, 20, (pen) => {
    const path = (): void => {
      pen.beginPath();
      pen.moveTo(10, 1);
      pen.lineTo(19, 10);
      pen.lineTo(10, 19);
      pen.lineTo(1, 10);
      pen.closePath();
    };
    path();
    pen.fillStyle = WHITE;
    pen.fill();
    if (isHalf) {
      pen.save();
      pen.beginPath();
      pen.rect(0, 10, 20, 10);
      pen.clip();
      path();
      pen.fillStyle = BREACH;
      pen.fill();
      pen.restore();
    }
    path();
    pen.lineWidth = 2;
    pen.strokeStyle = BREACH;
    pen.stroke();
    if (isHalf) return;
    pen.beginPath();
    pen.moveTo(7, 7);
    pen.lineTo(13, 13);
    pen.moveTo(13, 7);
    pen.lineTo(7, 13);
    pen.stroke();
  });
}

function triangle(fill: string, line: string, isCrossed: boolean): ImageData {
  return drawn(18, 18, (pen) => {
    pen.beginPath();
    pen.moveTo(9, 2);
    pen.lineTo(17, 16);
    pen.lineTo(1, 16);
    pen.closePath();
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = line;
    pen.stroke();
    if (!isCrossed) return;
    pen.beginPath();
    pen.moveTo(6.5, 9);
    pen.lineTo(11.5, 14);
    pen.moveTo(11.5, 9);
    pen.lineTo(6.5, 14);
    pen.stroke();
  });
}

const house = (): ImageData =>
  drawn(22, 22, (pen) => {
    pen.beginPath();
    pen.moveTo(11, 2);
    pen.lineTo(20, 10);
    pen.lineTo(17, 10);
    pen.lineTo(17, 20);
    pen.lineTo(5, 20);
    pen.lineTo(5, 10);
    pen.lineTo(2, 10);
    pen.closePath();
    pen.fillStyle = INK;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = WHITE;
    pen.stroke();
  });

const barred = (): ImageData =>
  drawn(16, 16, (pen) => {
    pen.beginPath();
    pen.arc(8, 8, 6, 0, 2 * Math.PI);
    pen.fillStyle = WHITE;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = INK;
    pen.stroke();
    pen.fillStyle = INK;
    pen.fillRect(4, 6.5, 8, 3);
  });

function hatch(): ImageData {
  return drawn(6, 6, (pen) => {
    pen.lineWidth = 1.25;
    pen.strokeStyle = INK;
    pen.beginPath();
    for (const shift of [-6, 0, 6]) {
      pen.moveTo(shift, 6);
      pen.lineTo(shift + 6, 0);
    }
    pen.stroke();
  });
}

function dots(): ImageData {
  return drawn(8, 8, (pen) => {
    pen.fillStyle = INK;
    pen.beginPath();
    pen.arc(4, 4, 1, 0, 2 * Math.PI);
    pen.fill();
  });
}

/** Words as a picture, in the font of the page: no server of letters is asked. */
export function labelImage(text: string): ImageData {
  const size = 12;
  const probe = document.createElement("canvas").getContext("2d");
  if (probe === null) throw new Error("no canvas to draw labels on");
  probe.font = `600 ${size}px ${FONT}`;
  const width = Math.ceil(probe.measureText(text).width) + 6;
  return drawn(width, size + 8, (pen) => {
    pen.font = `600 ${size}px ${FONT}`;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = WHITE;
    pen.strokeText(text, 3, size / 2 + 4);
    pen.fillStyle = INK;
    pen.fillText(text, 3, size / 2 + 4);
  });
}

/** All signs of the map, drawn once. */
export function drawMarks(map: GroundMap): void {
  const add = (id: string, image: ImageData): void => {
    map.addImage(id, image, { pixelRatio: RATIO });
  };
  for (const { letter, fill, text } of TEAMS) {
    for (const [size, pixels] of Object.entries(HUB_PX))
      add(`hub ${size} ${letter}`, disc(pixels, fill, text, letter, true));
    add(`home ${letter}`, disc(18, fill, text, letter, false));
    add(`joined ${letter}`, ring(fill));
  }
  add("left_out", diamond(false));
  add("partly", diamond(true));
  add("school", triangle(SCHOOL, WHITE, false));
  add("school left_out", triangle(WHITE, BREACH, true));
  add("base", house());
  add("closed", barred());
  add("hatch", hatch());
  add("dots", dots());
}
