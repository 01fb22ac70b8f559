/** Lines of YAML as the fields of one container of a Pod. */
export function ofContainer(fields: string): string {
  return `${HEAD}spec:\n  containers:\n    - name: a\n      image: a:1\n${indent(fields, 6)}`;
}

/** Lines of YAML as fields of a Pod’s spec, beside its containers. */
export function ofPod(fields: string): string {
  return `${HEAD}spec:\n${/^containers:/m.test(fields) ? '' : '  containers: [{ name: a, image: "a:1" }]\n'}${indent(fields, 2)}`;
}

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';

/** Lines of YAML as fields of an object’s spec, with what its kind must have beside them. */
export function ofKind(apiVersion: string, kind: string, more = '') {
  return (fields: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec:\n${indent(more, 2)}${indent(fields, 2)}`;
}

/** Lines of YAML as fields of an object without spec. */
export function ofObject(apiVersion: string, kind: string) {
  return (fields: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\n${/^metadata:/m.test(fields) ? '' : 'metadata: { name: a }\n'}${indent(fields, 0)}`;
}

const TEMPLATE = 'template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] } }\n';
const SELECTOR = 'selector: { matchLabels: { app: a } }\n';

/** A workload of apps/v1, whose template or selector the fields may replace. */
export function ofWorkload(kind: string) {
  return (fields: string) =>
    ofKind(
      'apps/v1',
      kind,
      (/^template:/m.test(fields) ? '' : TEMPLATE) + (/^selector:/m.test(fields) ? '' : SELECTOR),
    )(fields);
}

function indent(text: string, blanks: number): string {
  return text === '' ? '' : text.replaceAll(/^(?=.)/gm, ' '.repeat(blanks)).replace(/\n?$/, '\n');
}
