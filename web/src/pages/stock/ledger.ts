import type { StockTold } from "@/api/generated";

/** A day of the card ledger, with what follows from it. */
export interface StockDay extends StockTold {
  /** Blanks that the field has used up to this evening, waste included. */
  used: number;
  /** Stock that there would be this evening without any field work. */
  withoutField: number;
  /** What the field takes too much of: the plan breaks the reserve by so many cards. */
  short: number;
  /** What the counter alone takes out of the reserve: a warning about data, no breach of the plan. */
  counterShort: number;
}

// Figures come as decimals of whole millionths; a card short is at least a card's millionth.
const LEAST = 1e-6;
const positive = (value: number): number => (value > LEAST ? value : 0);

/**
 * The card that is kept in reserve, out of the ledger: what is allowed is the stock without field work less the reserve.
 *
 * Null where every day allows nothing, so that it cannot be told.
 */
export function reserveOf(ledger: readonly StockTold[]): number | null {
  let used = 0;
  for (const day of ledger) {
    used += day.field + day.waste;
    if (day.allowed > 0) return Math.round(day.closing + used - day.allowed);
  }
  return null;
}

export function stockDays(ledger: readonly StockTold[]): StockDay[] {
  const reserve = reserveOf(ledger) ?? 0;
  let used = 0;
  return ledger.map((day) => {
    used += day.field + day.waste;
    const withoutField = day.closing + used;
    return {
      ...day,
      used,
      withoutField,
      short: positive(used - day.allowed),
      counterShort: positive(reserve - withoutField),
    };
  });
}

/** The first day on which the field takes too many. */
export const firstRed = (days: readonly StockDay[]): StockDay | undefined => days.find((day) => day.short > 0);

/** The first day on which the counter alone goes under the reserve. */
export const firstAmber = (days: readonly StockDay[]): StockDay | undefined => days.find((day) => day.counterShort > 0);
