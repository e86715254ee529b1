import { expect, it } from "vitest";
import { INSIDE, isOutside, loadPage } from "./pages";

it("tells the doors from the pages inside", () => {
  expect(isOutside("/mulai")).toBe(true);
  expect(isOutside("/beranda")).toBe(false);
});

it.each([
  ["/", "/beranda"],
  ["/jadwal", "/jadwal/:view?"],
  ["/jadwal/papan", "/jadwal/:view?"],
  ["/data/ds_1/beda", "/data/:dataset/beda"],
  ["/data/ds_1/3/desa", "/data/:dataset/:version/:sheet"],
  ["/belum-terlayani/17.02.07.2028", "/belum-terlayani/:site?"],
  ["/no/such/page", undefined],
])("loads the page of %s", async (path, pattern) => {
  const loaded: string[] = [];
  const watched = Object.fromEntries(
    Object.keys(INSIDE).map((name) => [name, () => (loaded.push(name), Promise.resolve({ default: () => null }))]),
  );
  await loadPage(path, watched);
  expect(loaded).toEqual(pattern === undefined ? [] : [pattern]);
});
