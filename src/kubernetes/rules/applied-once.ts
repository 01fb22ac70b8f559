import { documents } from '../examples.ts';
import { at } from '../fields.ts';
import { relatedTo } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

const config = (name: string, value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  LEVEL: ${value}\n`;

export const appliedOnce = objectRule({
  id: 'applied-once',
  title: 'Write every object once in a file',
  severity: 'warning',
  aliases: [],
  why: 'Of two objects of one kind, namespace and name in a file `kubectl apply` makes one: each apply first writes the one, then the other over it.',
  examples: [
    {
      bad: documents(config('shop', 'info'), config('«shop»', 'debug')),
      good: documents(config('shop', 'info'), config('shop-debug', 'debug')),
    },
    {
      bad: documents(config('shop', 'info'), config('«shop»\n  namespace: default', 'debug')),
      good: documents(config('shop', 'info'), config('shop\n  namespace: test', 'debug')),
    },
  ],
  *check({ manifest, file, workspace }) {
    const { kind, name, start } = manifest;
    const place = at(manifest.root, 'metadata', 'name');
    if (!place || name === '' || file.manifests.length < 2 || /[${}<>]/.test(name)) return;
    const first = workspace
      .named(kind, name)
      .find((one) => one.file.file === file.file && one.manifest.start < start && isSame(one.manifest, manifest));
    if (!first) return;
    yield {
      start: place.start,
      end: place.end,
      message: ['{0} `{1}` is in this file twice', kind, name],
      related: [relatedTo(first, ['The first of them'])],
    };
  },
});

interface Identity {
  readonly apiVersion: string;
  readonly namespace: string;
}

/** Of the same group, whatever its version, in the same namespace. */
function isSame(one: Identity, other: Identity): boolean {
  return groupOf(one) === groupOf(other) && (one.namespace || 'default') === (other.namespace || 'default');
}

function groupOf({ apiVersion }: Identity): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
