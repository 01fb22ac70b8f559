import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Severity } from '../lint/rule.ts';
import type { CustomRule } from './custom-rule.ts';
import { entriesOf, problem, rangeOf, textsOf, valueOf, type YamlFile } from './yaml-file.ts';
import { similar } from './similar.ts';

const KEYS = ['id', 'kinds', 'expression', 'message', 'severity'];
const SEVERITIES: readonly string[] = ['error', 'warning', 'info', 'hint'];

/** `customRules: [{ id, kinds, expression, message, severity }]`; `taken`: ids of other rules. */
export function readCustomRules(
  file: YamlFile,
  name: string,
  node: Node | null | undefined,
  taken: ReadonlySet<string>,
): readonly CustomRule[] {
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return [];
  if (!isSeq(node)) {
    problem(file, node, ['`{0}` must be a list', 'customRules']);
    return [];
  }
  const seen = new Set<string>();
  return (node.items as Node[]).flatMap((item) => {
    const rule = isMap(item) ? readRule(file, name, item) : undefined;
    if (!isMap(item)) problem(file, item, ['A rule of your own is a map with `id` and `expression`']);
    if (!rule) return [];
    if (taken.has(rule.id) || seen.has(rule.id)) {
      problem(file, valueOf(item as YAMLMap, 'id') ?? item, ['There is another rule `{0}`', rule.id]);
      return [];
    }
    seen.add(rule.id);
    return [rule];
  });
}

function readRule(file: YamlFile, name: string, map: YAMLMap): CustomRule | undefined {
  for (const { key, at } of entriesOf(map)) {
    if (KEYS.includes(key)) continue;
    const guess = similar(key, KEYS);
    problem(file, at, guess ? ['`{0}` is no setting; did you mean `{1}`?', key, guess] : ['`{0}` is no setting', key]);
  }
  const id = textOf(map, 'id');
  const expression = valueOf(map, 'expression');
  if (id === undefined || !isScalar(expression) || typeof expression.value !== 'string') {
    problem(file, map, ['A rule of your own is a map with `id` and `expression`']);
    return undefined;
  }
  if (!/^[a-z\d]+(?:-[a-z\d]+)*$/.test(id)) {
    problem(file, valueOf(map, 'id') ?? map, ['`{0}` is no id; write small letters, digits and `-`', id]);
    return undefined;
  }
  const kinds = textsOf(file, valueOf(map, 'kinds'), ['`{0}` must be a list', 'kinds']).map(({ text }) => text);
  const message = textOf(map, 'message');
  const at = rangeOf(expression, file.text);
  const written = file.text.slice(at.start, at.end);
  return {
    id,
    aliases: [],
    ...(kinds.length > 0 ? { kinds } : {}),
    severity: readSeverity(file, valueOf(map, 'severity')),
    ...(message === undefined ? {} : { message }),
    check: {
      form: 'cel',
      expression: expression.value,
      at,
      isPlain: written === expression.value || written.slice(1, -1) === expression.value,
      fine: 'true',
    },
    file: name,
  };
}

function readSeverity(file: YamlFile, node: Node | undefined): Severity {
  const value = isScalar(node) ? String(node.value) : undefined;
  if (value === undefined) return 'warning';
  if (SEVERITIES.includes(value)) return value as Severity;
  problem(file, node ?? null, ['`{0}` is no severity; use off, hint, info, warning or error', value]);
  return 'warning';
}

function textOf(map: YAMLMap, key: string): string | undefined {
  const node = valueOf(map, key);
  const value = isScalar(node) ? node.value : undefined;
  return typeof value === 'string' ? value : undefined;
}
