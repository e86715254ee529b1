export const HUB_PX = { small: 22, middle: 28, large: 34 } as const;

/** The size of a hub, by its people. */
export const hubSize = (people: number): keyof typeof HUB_PX =>
  people < 50 ? "small" : people <= 150 ? "middle" : "large";
