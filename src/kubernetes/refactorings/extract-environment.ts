import { appendItem, newDocument } from '../edit.ts';
import { entries, entry, items, textAt } from '../fields.ts';
import type { Entry, Field, ManifestFile } from '../model.ts';
import type { TextEdit } from '../../lint/fix.ts';
import { containerAt, type ContainerAt, type Refactoring } from './refactoring.ts';

const FEWEST = 2;
/** Names that say that the value is nobody's business; it belongs into a Secret. */
const SECRET = /(?:PASS(?:WORD|WD)?|SECRET|TOKEN|API_?KEY|PRIVATE|CREDENTIALS?)/i;

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly field: Field;
}

/** The plain variables of a container as a ConfigMap that all of them are read from. */
export const extractEnvironment: Refactoring = {
  id: 'extract-environment',
  kind: 'extract',
  apply(file, range) {
    const found = containerAt(file, range);
    const env = found && entry(found.container.field, 'env');
    if (!env || env.merged || env.value.kind !== 'list' || env.value.flow) return undefined;
    if (range.start < env.keyRange.start || range.start > env.value.end) return undefined;
    const variables = plainVariables(env.value.items);
    const { start, end } = { start: env.keyRange.start, end: env.value.end };
    if (variables.length < FEWEST || file.comments.some((one) => start < one.start && one.start < end))
      return undefined;
    const name = `${found.manifest.name || 'app'}-env`;
    const edits = editsOf(file, found, env, variables, name);
    return edits && { title: ['Extract {0} variables to a ConfigMap `{1}`', variables.length, name], edits };
  },
};

/** Those that nobody else's value is made of: what comes from a ConfigMap is not put into other variables. */
function plainVariables(all: readonly Field[]): Variable[] {
  const used = all.flatMap((one) =>
    [...(textAt(one, 'value') ?? '').matchAll(/\$\(([^)]+)\)/g)].map(([, name]) => name),
  );
  return all.flatMap((field) => {
    const name = textAt(field, 'name');
    const value = textAt(field, 'value');
    if (name === undefined || value === undefined || entries(field).length !== 2) return [];
    const isPlain =
      !value.includes('$(') && !used.includes(name) && !SECRET.test(name) && /^[-._a-zA-Z0-9]+$/.test(name);
    return isPlain ? [{ name, value, field }] : [];
  });
}

function editsOf(
  { text }: ManifestFile,
  { manifest, container: { field } }: ContainerAt,
  env: Entry,
  variables: readonly Variable[],
  name: string,
): TextEdit[] | undefined {
  const lineStart = text.lastIndexOf('\n', env.keyRange.start - 1) + 1;
  const before = text.slice(lineStart, env.keyRange.start);
  if (!/^[ -]*$/.test(before)) return undefined;
  const indent = ' '.repeat(before.length);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const extracted = new Set(variables.map((one) => one.field));
  const kept = items(env.value).filter((one) => !extracted.has(one));
  const dash = ' '.repeat(env.value.start - (text.lastIndexOf('\n', env.value.start - 1) + 1));
  const listed = entry(field, 'envFrom');
  const source = ['envFrom:', `${dash}- configMapRef:`, `${dash}    name: ${name}`];
  const rest = ['env:', ...kept.map((one) => `${dash}- ${text.slice(one.start, one.end)}`)];
  const lines = [...(listed ? [] : source), ...(kept.length > 0 ? rest : [])];
  // Where nothing is left of it, its line goes, too.
  const [first = '', ...more] = lines;
  const replaced: TextEdit =
    lines.length === 0
      ? { start: before.includes('-') ? env.keyRange.start : lineStart, end: endOfLine(text, env.value.end), text: '' }
      : {
          start: env.keyRange.start,
          end: env.value.end,
          text: [first, ...more.map((line) => (line === 'env:' ? indent + line : line))].join(lineEnd),
        };
  if (lines.length === 0 && before.includes('-')) return undefined;
  const reference = listed ? appendItem(text, field, ['envFrom'], { configMapRef: { name } }) : undefined;
  if (listed && !reference) return undefined;
  const namespace = manifest.namespace === '' ? {} : { namespace: manifest.namespace };
  const data = Object.fromEntries(variables.map((one) => [one.name, one.value]));
  const document = newDocument(text, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...namespace }, data });
  return document && [replaced, ...(reference ? [reference] : []), document];
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
