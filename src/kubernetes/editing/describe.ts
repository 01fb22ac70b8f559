import { code, lineOf } from '../../lint/markdown.ts';
import type { Message } from '../../words/message.ts';
import { at, entries, items, textAt } from '../fields.ts';
import type { Located } from '../model.ts';
import { selectedPods } from '../selectors/selected-pods.ts';
import { podSpec } from '../pods/workloads.ts';
import type { Workspace } from '../workspace.ts';
import { decodedSize, sizeText } from './base64-size.ts';

type Part = Message | string;

const MOST_LISTED = 12;
const LONGEST = 80;

/** An object in a few lines: what it is, where it stands, and what others want of it. Values of Secrets are never shown. */
export function describeObject(located: Located, workspace: Workspace): Part[] {
  const { manifest, file } = located;
  const name = manifest.kind === 'Kustomization' ? '' : ` ${code(manifest.name)}`;
  return [
    `**${manifest.kind}**${name} · ${code(`${file.file}:${lineOf(file.text, manifest.start)}`)}`,
    ...facts(located, workspace),
  ];
}

function facts(located: Located, workspace: Workspace): Part[] {
  const { manifest } = located;
  const { root, kind } = manifest;
  switch (kind) {
    case 'ConfigMap':
    case 'Secret':
      return [...typeOf(located), ...keyList(located)];
    case 'Service':
      return [...typeOf(located), ...portList(located), ...podList(located, workspace)];
    case 'PersistentVolumeClaim': {
      const size = textAt(root, 'spec', 'resources', 'requests', 'storage');
      return size === undefined ? [] : [`- storage: ${code(size)}`];
    }
    case 'Role':
    case 'ClusterRole':
      return items(at(root, 'rules'))
        .slice(0, MOST_LISTED)
        .map((rule) => `- ${listed(at(rule, 'verbs'))}: ${listed(at(rule, 'resources'))}`);
    default:
      return podSpec(manifest) ? containerList(located) : [];
  }
}

function typeOf({ manifest: { root, kind } }: Located): Part[] {
  const type = textAt(root, 'type') ?? textAt(root, 'spec', 'type');
  return type === undefined || (kind === 'Secret' && type === 'Opaque') ? [] : [`- type: ${code(type)}`];
}

function keyList({ manifest: { root, kind } }: Located): Part[] {
  const keys = ['data', 'stringData', 'binaryData'].flatMap((block) =>
    entries(at(root, block)).map(({ key, value }) => {
      const text = textAt(value) ?? '';
      const isEncoded = block === 'binaryData' || (kind === 'Secret' && block === 'data');
      const bytes = isEncoded ? decodedSize(text) : new TextEncoder().encode(text).length;
      return `- ${code(key)}${bytes === undefined ? '' : ` · ${sizeText(bytes)}`}`;
    }),
  );
  return shortened(keys);
}

function portList({ manifest: { root } }: Located): Part[] {
  return items(at(root, 'spec', 'ports')).map((port) => {
    const name = textAt(port, 'name');
    const number = textAt(port, 'port') ?? '?';
    const target = textAt(port, 'targetPort') ?? number;
    return `- ${name === undefined ? '' : `${code(name)} `}${number} → ${target}`;
  });
}

function podList(located: Located, workspace: Workspace): Part[] {
  const pods = selectedPods(workspace, located).map(({ manifest }) => code(`${manifest.kind}/${manifest.name}`));
  return pods.length === 0 ? [] : [['- pods of {0}', pods.join(', ')]];
}

function containerList({ manifest }: Located): Part[] {
  const replicas = textAt(manifest.root, 'spec', 'replicas');
  const containers = (podSpec(manifest)?.containers ?? []).map(
    ({ name, field }) => `- ${code(name)} ${code(textAt(field, 'image') ?? '?')}`,
  );
  return [...(replicas === undefined ? [] : [`- replicas: ${code(replicas)}`]), ...shortened(containers)];
}

/** The value of a key: of a ConfigMap its first line, of a Secret how long it is. */
export function describeKey({ manifest: { root, kind } }: Located, key: string): Part[] {
  const encoded = textAt(root, kind === 'Secret' ? 'data' : 'binaryData', key);
  if (encoded !== undefined) return sizeParts(decodedSize(encoded));
  const text = textAt(root, kind === 'Secret' ? 'stringData' : 'data', key);
  if (text === undefined) return [];
  if (kind === 'Secret') return sizeParts(new TextEncoder().encode(text).length);
  const [first = ''] = text.split('\n', 1);
  return [code(first.length > LONGEST || text.includes('\n') ? `${first.slice(0, LONGEST)}…` : first)];
}

function sizeParts(bytes: number | undefined): Part[] {
  return bytes === undefined ? [] : [['{0} when decoded', sizeText(bytes)]];
}

function listed(field: Parameters<typeof items>[0]): string {
  return items(field)
    .map((one) => code(textAt(one) ?? ''))
    .join(', ');
}

function shortened(all: readonly string[]): string[] {
  return all.length > MOST_LISTED ? [...all.slice(0, MOST_LISTED), '- …'] : [...all];
}
