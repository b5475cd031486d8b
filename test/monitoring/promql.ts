import { parser } from '@prometheus-io/lezer-promql';
import { METRICS } from '../../lib/monitoring/metrics';
import type { Metric } from '../../lib/monitoring/metrics';

/** A selector of series in a query. */
export interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
  /** The function that the selector is the argument of, if any. */
  readonly appliedTo?: string;
}

/** The selectors of a query, by the grammar of Prometheus' own editor. Throws where the query is not PromQL. */
export function selectorsOf(expr: string): Selector[] {
  const selectors: Selector[] = [];
  parser.parse(expr).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) {
        throw new Error(`not PromQL at "${expr.slice(from, from + 20)}": ${expr}`);
      }
      if (type.name !== 'VectorSelector') {
        return;
      }
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      const labels = matchers.map((matcher) => textOf(expr, matcher.getChild('LabelName')!));
      const name = node.getChild('Identifier');
      const call = functionAround(node);
      const names = name === null ? namesOfMatcher(expr.slice(from, to)) : [textOf(expr, name)];
      selectors.push(
        ...names.map((metric) => ({
          metric,
          labels: labels.filter((label) => label !== '__name__'),
          appliedTo: call === null ? undefined : textOf(expr, call),
        })),
      );
    },
  });
  return selectors;
}

/** What GitLab Runner and Prometheus know of the metric of a series, whose name may be that of a histogram's part. */
export function metricOf(series: string): Metric | undefined {
  const metrics: Readonly<Record<string, Metric>> = METRICS;
  const histogram = metrics[series.replace(/_(bucket|count|sum)$/, '')];
  return metrics[series]?.type === 'histogram' ? undefined : (metrics[series] ?? histogram);
}

type Node = Parameters<Parameters<ReturnType<typeof parser.parse>['iterate']>[0]['enter']>[0]['node'];

function textOf(expr: string, { from, to }: Node): string {
  return expr.slice(from, to);
}

/** The function whose argument, perhaps with a range or an offset, the node is. */
function functionAround(node: Node): Node | null {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (up.name === 'FunctionCall') {
      return up.getChild('FunctionIdentifier');
    }
    if (!['MatrixSelector', 'OffsetExpr', 'FunctionCallBody'].includes(up.name)) {
      return null;
    }
  }
  return null;
}

function namesOfMatcher(selector: string): string[] {
  return /__name__=~"([^"]+)"/.exec(selector)?.[1]?.split('|') ?? [];
}
