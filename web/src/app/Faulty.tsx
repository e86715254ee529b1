import { Component, type ReactNode } from "react";
import { ProblemNote } from "@/parts/ProblemNote";

interface Props {
  of: string;
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
    return this.state.error === null ? this.props.children : <ProblemNote error={this.state.error} />;
  }
}
