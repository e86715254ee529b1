import { use, useEffect, useRef, type ReactNode } from "react";
import type { EChartsCoreOption } from "echarts/core";
import { Loading } from "./States";
import styles from "./parts.module.css";

type Library = typeof import("./charts");
let library: Promise<Library> | undefined;

/** The drawing library comes when the first chart is shown. */
const load = (): Promise<Library> => (library ??= import("./charts"));

interface Props {
  /** The finding, as a title. */
  title: string;
  /** What is measured, of whom, in which plan. */
  measure: string;
  option: EChartsCoreOption;
  height?: number;
  /** Instead of a height: width by height, and the most pixels of width, for what must not be stretched. */
  shape?: { aspect: number; most: number };
  /** The same as a table. */
  children?: ReactNode;
}

/** A chart with its finding above and its figures below; it is never the only place where something stands. */
export default function Chart({ title, measure, option, height = 260, shape, children }: Props) {
  const { draw } = use(load());
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<ReturnType<Library["draw"]> | null>(null);
  useEffect(() => {
    if (box.current === null) return;
    const made = draw(box.current);
    drawn.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
      drawn.current = null;
    };
  }, [draw]);
  useEffect(() => drawn.current?.setOption(option, { notMerge: true }), [option]);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <strong>{title}</strong>
        <br />
        <span className={styles.unit}>{measure}</span>
      </figcaption>
      <div
        ref={box}
        style={shape === undefined ? { height } : { aspectRatio: shape.aspect, maxWidth: shape.most }}
        role="img"
        aria-label={`${title}. ${measure}`}
      />
      {children}
    </figure>
  );
}

export const ChartPlace = ({ height = 260 }: { height?: number }) => <Loading height={height} />;
