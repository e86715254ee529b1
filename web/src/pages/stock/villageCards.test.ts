import { expect, it } from "vitest";
import { villageCards } from "./villageCards";

const origin = (site: string, recorded: number, cards: number) => ({
  site,
  name: `Desa ${site}`,
  invited: recorded * 2,
  invited_ikd: 0,
  recorded,
  cards,
  ikd: 0,
});

it("adds up what a village gets at all visits, and who waits for a card", () => {
  const visits = [{ people: [origin("1", 40, 25), origin("2", 10, 30)] }, { people: [origin("1", 20, 20)] }];
  expect(villageCards(visits).map(({ site, recorded, cards, waiting }) => [site, recorded, cards, waiting])).toEqual([
    ["1", 60, 45, 15],
    ["2", 10, 30, 0],
  ]);
});
