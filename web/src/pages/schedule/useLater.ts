import { useEffect, useState } from "react";

export interface Later<Wish> {
  isWaiting: boolean;
  push: (wish: Wish) => void;
  clear: () => void;
}

/**
 * Wishes that come while a change is being saved: done one after another once it is, forgotten where it was refused.
 *
 * `run` tells whether those behind it may follow.
 */
export function useLater<Wish>(isBusy: boolean, isRefused: boolean, run: (wish: Wish) => boolean): Later<Wish> {
  const [wished, setWished] = useState<readonly Wish[]>([]);
  // One drawing after the saving: by then the focus stands where the saved change has put it.
  const [isFree, setFree] = useState(!isBusy);
  useEffect(() => {
    // They were meant for the plan as it would have been.
    if (!isBusy && isRefused) setWished([]);
    setFree(!isBusy);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isBusy]);
  useEffect(() => {
    const [next, ...rest] = wished;
    if (next === undefined || isBusy || !isFree) return;
    setWished(run(next) ? rest : []);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wished, isBusy, isFree]);
  return {
    isWaiting: wished.length > 0,
    push: (wish) => setWished((now) => [...now, wish]),
    clear: () => setWished([]),
  };
}
