import { DIFFERENCE, INK } from "@/design/tokens";

/** More, fewer, the same: told by shape and colour, so that neither is needed alone. */
export const markOf = (difference: number) => ({
  symbol: difference < 0 ? "diamond" : "circle",
  itemStyle: {
    color: difference > 0 ? DIFFERENCE[4] : difference < 0 ? DIFFERENCE[0] : DIFFERENCE[2],
    borderColor: INK,
    borderWidth: 0.5,
  },
});
