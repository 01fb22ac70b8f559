import type { TextEdit } from '../../lint/fix.ts';
import { renameKey } from '../edit.ts';
import { at, entries, entry, items } from '../fields.ts';
import type { Entry, MapField } from '../model.ts';

/** The edits that move the fields of an Ingress of a beta version to their places in `networking.k8s.io/v1`. */
export function upgradeIngress(text: string, root: MapField): TextEdit[] | undefined {
  const edits: (TextEdit | undefined)[] = [];
  const spec = entry(root, 'spec')?.value;
  if (spec?.kind === 'map') {
    const backend = entry(spec, 'backend');
    if (backend) edits.push(renameKey(text, spec, 'backend', 'defaultBackend'), newBackend(text, backend));
  }
  for (const rule of items(at(spec, 'rules'))) {
    for (const path of items(at(rule, 'http', 'paths'))) {
      if (path.kind !== 'map') return undefined;
      const backend = entry(path, 'backend');
      if (backend) edits.push(newBackend(text, backend));
      if (!entry(path, 'pathType')) edits.push(pathType(text, path));
    }
  }
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === edits.length ? made.filter(({ start, end }) => end >= start && start >= 0) : undefined;
}

const NO_EDIT: TextEdit = { start: -1, end: -1, text: '' };

/** `serviceName` and `servicePort` become `service.name` and `service.port`. */
function newBackend(text: string, { value, merged }: Entry): TextEdit | undefined {
  if (merged || value.kind !== 'map') return undefined;
  const own = entries(value);
  const name = entry(value, 'serviceName')?.value;
  const port = entry(value, 'servicePort')?.value;
  if (!name && !port) return NO_EDIT;
  const before = text.slice(value.start, value.end);
  // Comments, anchors and what else there may be would be lost.
  if (own.length !== 2 || name?.kind !== 'scalar' || port?.kind !== 'scalar' || /[#&*]/.test(before)) return undefined;
  const raw = (field: { start: number; end: number }) => text.slice(field.start, field.end);
  const portKey = typeof port.value === 'number' || /^\d+$/.test(String(port.value)) ? 'number' : 'name';
  const portText = portKey === 'number' ? String(port.value) : raw(port);
  if (value.flow) {
    const quote = before.includes('"service') ? '"' : '';
    const key = (one: string) => `${quote}${one}${quote}`;
    const made = `{ ${key('service')}: { ${key('name')}: ${raw(name)}, ${key('port')}: { ${key(portKey)}: ${portText} } } }`;
    return { start: value.start, end: value.end, text: made };
  }
  const lineStart = text.lastIndexOf('\n', value.start - 1) + 1;
  const indent = ' '.repeat(value.start - lineStart);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = ['service:', `  name: ${raw(name)}`, '  port:', `    ${portKey}: ${portText}`];
  return { start: value.start, end: value.end, text: lines.join(lineEnd + indent) };
}

/** Without a type, the beta versions meant what the controller means. */
function pathType(text: string, path: MapField): TextEdit | undefined {
  const [first] = path.entries;
  if (!first || first.merged) return undefined;
  const { start } = first.keyRange;
  if (path.flow) {
    const quote = text[start] === '"' ? '"' : '';
    return { start, end: start, text: `${quote}pathType${quote}: ${quote}ImplementationSpecific${quote}, ` };
  }
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, text: `pathType: ImplementationSpecific${lineEnd}${indent}` };
}
