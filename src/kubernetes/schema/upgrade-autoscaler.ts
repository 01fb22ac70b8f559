import type { TextEdit } from '../../lint/fix.ts';
import { at, entry, items } from '../fields.ts';
import type { Entry, MapField } from '../model.ts';

/** The targets of `autoscaling/v2beta1` and what they are called in a `target`. */
const TARGETS: Readonly<Record<string, readonly [type: string, field: string]>> = {
  targetAverageUtilization: ['Utilization', 'averageUtilization'],
  targetAverageValue: ['AverageValue', 'averageValue'],
};

/** The edits that move the metrics of an autoscaler of `autoscaling/v2beta1` to their places in `autoscaling/v2`; undefined for other metrics than resources. */
export function upgradeAutoscaler(text: string, root: MapField): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const metric of items(at(root, 'spec', 'metrics'))) {
    const resource = entry(metric, 'resource');
    if (!resource || resource.merged || resource.value.kind !== 'map') return undefined;
    const { entries } = resource.value;
    const targets = entries.filter(({ key }) => Object.hasOwn(TARGETS, key));
    const [target] = targets;
    if (!target || targets.length > 1 || entries.some((one) => one !== target && one.key !== 'name')) return undefined;
    edits.push(newTarget(text, target, resource.value.flow));
  }
  return edits;
}

function newTarget(text: string, { key, keyRange, value }: Entry, isFlow: boolean): TextEdit {
  const [type = '', field = ''] = TARGETS[key] ?? [];
  const { start } = keyRange;
  const written = text.slice(value.start, value.end);
  const quote = text[start] === '"' ? '"' : '';
  if (isFlow) {
    const quoted = (one: string) => quote + one + quote;
    const made = `${quoted('target')}: { ${quoted('type')}: ${quoted(type)}, ${quoted(field)}: ${written} }`;
    return { start, end: value.end, text: made };
  }
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    start,
    end: value.end,
    text: ['target:', `  type: ${type}`, `  ${field}: ${written}`].join(lineEnd + indent),
  };
}
