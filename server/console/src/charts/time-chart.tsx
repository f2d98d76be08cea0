import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useTheme } from '../frame/theme.ts';
import { chartOptions, type Series } from './chart-options.ts';

interface TimeChartProps {
  /** A text alternative: the numbers are in a table beside the chart. */
  label: string;
  /** Seconds since 1970, ascending. */
  times: readonly number[];
  series: readonly Series[];
  height?: number;
  /** The time zone of the axis. */
  zone?: string;
}

/** Values over time. Uses the theme's colours at drawing time, so a theme change redraws it. */
export function TimeChart(props: TimeChartProps) {
  const { isDark } = useTheme();
  return <DrawnChart key={isDark ? 'dark' : 'light'} {...props} />;
}

function DrawnChart({ label, times, series, height = 240, zone }: TimeChartProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const options = chartOptions({ series, height, width: element.clientWidth, zone });
    const data = [[...times], ...series.map(({ values }) => [...values])] as uPlot.AlignedData;
    const chart = new uPlot(options, data, element);
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [times, series, height, zone]);
  return <div ref={box} role="img" aria-label={label} className="time-chart w-full min-w-0 overflow-hidden" />;
}
