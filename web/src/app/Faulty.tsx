import { Component, useEffect, useState, type ReactNode } from "react";
import { Unreachable } from "@/api/problem";
import { hasBeenAway, useUnreachableSince } from "@/api/reach";
import { knock } from "@/api/useWayBack";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loading } from "@/parts/States";

/**
 * A page that broke. Most often a part of its code was asked for while the server was away: that is told, and once the
 * server answers the page is loaded anew, for browsers do not ask twice for code that did not come.
 */
function Broken({ error }: { error: unknown }) {
  const isAway = useUnreachableSince() !== null;
  const [isOurs, setOurs] = useState(false);
  useEffect(() => {
    if (isAway) return;
    let isGone = false;
    void knock().then((isThere) => {
      if (isGone || !isThere) return;
      // Once only: after the page is loaded anew nothing has been away.
      if (hasBeenAway()) window.location.reload();
      else setOurs(true);
    });
    return () => {
      isGone = true;
    };
  }, [isAway]);
  if (isAway) return <ProblemNote error={new Unreachable(error)} again={() => void knock()} />;
  return isOurs ? <ProblemNote error={error} /> : <Loading height={320} />;
}

interface Props {
  of: string;
  /** No shell is around it: what is told stands on a page of its own. */
  alone?: boolean;
  children: ReactNode;
}

interface State {
  error: unknown;
  of: string;
}

/** A page that breaks takes nothing else with it. `of` is where one stands: going elsewhere begins anew. */
export class Faulty extends Component<Props, State> {
  override state: State = { error: null, of: this.props.of };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.of === state.of ? null : { error: null, of: props.of };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const broken = <Broken error={this.state.error} />;
    return this.props.alone ? <main style={{ padding: 24 }}>{broken}</main> : broken;
  }
}
