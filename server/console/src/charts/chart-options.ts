import uPlot from 'uplot';

export interface Series {
  label: string;
  values: readonly (number | null)[];
  kind: 'area' | 'bars' | 'step' | 'dashed';
  format: (value: number) => string;
  /** The second of two quantities has its own axis. */
  scale?: string;
}

interface ChartInput {
  series: readonly Series[];
  height: number;
  width: number;
  zone: string | undefined;
}

const TOKENS = ['--accent', '--ok-mark', '--warn-mark', '--bad-mark'] as const;

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The look of a chart: in the page's theme, with as few lines as possible. */
export function chartOptions({ series, height, width, zone }: ChartInput): uPlot.Options {
  const font = '11px "Inter Variable", system-ui, sans-serif';
  const axis = { stroke: token('--muted'), font, ticks: { show: false } };
  const grid = { stroke: token('--line'), width: 1 };
  const [first] = series;
  return {
    width,
    height,
    padding: [12, 28, 0, 0],
    ...(zone && { tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), zone) }),
    cursor: { y: false, points: { size: 7 } },
    legend: { live: true },
    hooks: { ready: [showValues], setCursor: [showValues] },
    scales: { x: { time: true, ...(first?.kind === 'bars' && { range: withHalfBars }) }, y: { range: fromZero } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 80,
        size: 28,
        values: (_, ticks, __, ___, step) => ticks.map((tick) => timeText(tick, step, zone)),
      },
      { ...axis, grid, size: 64, values: (_, ticks) => ticks.map((tick) => first?.format(tick) ?? String(tick)) },
    ],
    series: [
      { label: 'Time', value: (_, time) => (time == null ? '–' : timeText(time, 0, zone)) },
      ...series.map(seriesOptions),
    ],
  };
}

const DAY = 86_400;

/** A moment on an axis, as precise as the tick steps; with day and hour if there are none. */
function timeText(seconds: number, step: number, timeZone: string | undefined): string {
  const parts: Intl.DateTimeFormatOptions =
    step === 0
      ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
      : step >= 365 * DAY
        ? { year: 'numeric' }
        : step >= 28 * DAY
          ? { month: 'short', year: '2-digit' }
          : step >= DAY
            ? { day: 'numeric', month: 'short' }
            : { hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat('en-GB', { ...parts, ...(timeZone && { timeZone }) }).format(seconds * 1_000);
}

/** While the pointer is over a value, the legend shows values; otherwise it names the series. */
function showValues({ root, cursor }: uPlot): void {
  root.querySelector('.u-legend')?.classList.toggle('u-live', cursor.idx !== null && cursor.idx !== undefined);
}

/** Shows the first and the last bar at full width. */
function withHalfBars({ data: [times] }: uPlot, min: number, max: number): uPlot.Range.MinMax {
  const half = times.length > 1 ? (max - min) / (times.length - 1) / 2 : DAY / 2;
  return [min - half, max + half];
}

function fromZero(_: uPlot, min: number, max: number): uPlot.Range.MinMax {
  return [Math.min(0, min), max > 0 ? max * 1.1 : 1];
}

function seriesOptions({ label, kind, format, scale }: Series, index: number): uPlot.Series {
  const color = token(TOKENS[index % TOKENS.length] ?? '--accent');
  const paths = {
    area: uPlot.paths.linear?.(),
    dashed: uPlot.paths.linear?.(),
    step: uPlot.paths.stepped?.({ align: 1 }),
    bars: uPlot.paths.bars?.({ size: [0.7, 28], radius: 0.15 }),
  }[kind];
  return {
    label,
    stroke: color,
    width: kind === 'bars' ? 0 : 2,
    ...(paths && { paths }),
    ...(kind === 'dashed' && { dash: [4, 4] }),
    ...(kind === 'bars' && { fill: color }),
    ...(kind === 'area' && { fill: `color-mix(in oklch, ${color} 12%, transparent)` }),
    ...(scale && { scale }),
    points: { show: false },
    value: (_, value) => (value == null ? '–' : format(value)),
  };
}
