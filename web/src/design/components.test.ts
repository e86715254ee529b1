import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const here = fileURLToPath(new URL("..", import.meta.url));
const styles = fileURLToPath(new URL("../../node_modules/@mantine/core/styles/", import.meta.url));
const known = new Set(readdirSync(styles));
const taken = readFileSync(new URL("./components.css", import.meta.url), "utf-8");
const names = readdirSync(here, { recursive: true, encoding: "utf-8" })
  .filter((path) => path.endsWith(".tsx"))
  .flatMap((path) =>
    [...readFileSync(here + path, "utf-8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap((found) =>
      (found[1] ?? "").split(",").map((name) => name.replace(/\bas\b.*|\btype\b/g, "").trim()),
    ),
  )
  .filter((name) => known.has(`${name}.css`));

it.each([...new Set(names)].toSorted())("has the styles of %s", (name) => {
  expect(taken).toContain(`"@mantine/core/styles/${name}.css"`);
});
