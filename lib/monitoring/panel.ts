/** One query of a panel. */
export interface Query {
  readonly expr: string;
  /**
   * Name of its series, where `{{label}}` stands for the value of a label.
   *
   * @default - all labels
   */
  readonly legend?: string;
}

export interface PanelOptions {
  readonly title: string;
  readonly description: string;
  readonly queries: readonly Query[];
  /** Width in columns; a row has 24. */
  readonly width: number;
  /**
   * Unit, by Grafana's name.
   *
   * @default 'short' - numbers, shortened
   */
  readonly unit?: string;
}

/** A panel of a dashboard in Grafana's own form, but for its place. */
export type Panel = Readonly<Record<string, unknown>> & { readonly type: string; readonly width: number };

/** Columns of a dashboard, and the rows of the grid that each panel is high. */
const COLUMNS = 24;
const STAT_HEIGHT = 4;
const GRAPH_HEIGHT = 8;

/** Grafana puts the data source that is chosen at the top of the dashboard in place of the variable. */
export const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

/** The newest value as a number, which turns orange and red from the given values on. */
export function stat(options: PanelOptions & { readonly warning?: number; readonly critical?: number }): Panel {
  const { warning, critical } = options;
  const steps = [
    { color: 'green', value: null },
    ...(warning === undefined ? [] : [{ color: 'orange', value: warning }]),
    ...(critical === undefined ? [] : [{ color: 'red', value: critical }]),
  ];
  return {
    ...panel('stat', options, { instant: true }),
    fieldConfig: {
      defaults: { unit: options.unit ?? 'short', thresholds: { mode: 'absolute', steps }, noValue: '-' },
      overrides: [],
    },
    options: {
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      orientation: 'auto',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      textMode: 'auto',
    },
  };
}

/** Series over time; stacked where they are parts of a whole. */
export function graph(options: PanelOptions & { readonly stacked?: boolean }): Panel {
  const stacked = options.stacked === true;
  return {
    ...panel('timeseries', options, { range: true }),
    fieldConfig: {
      defaults: {
        unit: options.unit ?? 'short',
        min: 0,
        custom: {
          lineWidth: 1,
          fillOpacity: stacked ? 30 : 0,
          showPoints: 'never',
          stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom' },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

/** The buckets of a histogram over time, the fuller the darker. */
export function heatmap(options: PanelOptions): Panel {
  return {
    ...panel('heatmap', options, { range: true, format: 'heatmap' }),
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      calculate: false,
      cellGap: 1,
      color: { mode: 'scheme', scheme: 'Oranges', scale: 'exponential', exponent: 0.5, steps: 64, reverse: false },
      exemplars: { color: 'rgba(255,0,255,0.7)' },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: 'auto' },
      showValue: 'never',
      yAxis: { axisPlacement: 'left', unit: options.unit ?? 'short' },
    },
  };
}

/** The panels of one section in rows of 24 columns, below a heading, from the line `top` on. */
export function section(title: string, panels: readonly Panel[], top: number): { panels: object[]; bottom: number } {
  const heading = { type: 'row', title, collapsed: false, gridPos: { x: 0, y: top, w: COLUMNS, h: 1 }, panels: [] };
  let x = 0;
  let y = top + 1;
  let height = 0;
  const placed = panels.map(({ width, ...rest }) => {
    if (x + width > COLUMNS) {
      x = 0;
      y += height;
    }
    height = rest.type === 'stat' ? STAT_HEIGHT : GRAPH_HEIGHT;
    const gridPos = { x, y, w: width, h: height };
    x += width;
    return { ...rest, gridPos };
  });
  return { panels: [heading, ...placed], bottom: y + height };
}

function panel(type: string, { title, description, queries, width }: PanelOptions, query: object): Panel {
  return {
    type,
    width,
    title,
    description,
    datasource: DATASOURCE,
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource: DATASOURCE,
      expr,
      legendFormat: legend ?? '__auto',
      ...query,
    })),
  };
}
