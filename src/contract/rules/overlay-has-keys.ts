import { at, items, textAt } from '../../kubernetes/fields.ts';
import { generatedBy } from '../../kubernetes/kustomize-generators.ts';
import { sourcesOf } from '../../kubernetes/kustomize-sources.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { type ConfigEntry, configEntries } from '../variables/config-entries.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import type { ContractRule } from '../rule.ts';

const OVERLAY = (key: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../../base\nsecretGenerator:\n  - name: db\n    literals:\n      - ${key}=postgres://db.prod:5432/shop\n`;

export const overlayHasKeys: ContractRule = {
  id: 'overlay-has-keys',
  title: 'Generate in every overlay the keys that its workloads take',
  severity: 'error',
  aliases: [],
  why: 'A base takes a key of a ConfigMap or Secret that each overlay generates for itself. In an overlay that generates another key the pod stays in CreateContainerConfigError, while all others run.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'overlays/prod/kustomization.yaml',
      bad: OVERLAY('«uri').replace('5432/shop', '5432/shop»'),
      good: OVERLAY('url'),
      fixed: true,
      files: {
        'base/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - deploy.yaml\n',
        'base/deploy.yaml': deploymentOf(
          'env:\n  - name: DATABASE_URL\n    valueFrom:\n      secretKeyRef:\n        name: db\n        key: url',
        ),
        'overlays/dev/kustomization.yaml': OVERLAY('url'),
      },
    },
  ],
  about: 'object',
  *check(object, { workspace }) {
    if (object.manifest.kind !== 'Kustomization' || !workspace.complete) return;
    for (const list of ['configMapGenerator', 'secretGenerator'] as const) {
      const kind = list === 'secretGenerator' ? 'Secret' : 'ConfigMap';
      for (const generator of items(at(object.manifest.root, list))) {
        yield* lacking(generator, kind, object, workspace);
      }
    }
  },
};

function* lacking(
  generator: Field,
  kind: 'ConfigMap' | 'Secret',
  object: Located,
  workspace: Workspace,
): Iterable<Fault> {
  const name = textAt(generator, 'name');
  const others = name === undefined ? [] : generating(kind, name, workspace).filter((one) => !isSame(one, object));
  if (name === undefined || others.length === 0 || at(generator, 'behavior')) return;
  const own = configEntries(object, kind, name, workspace);
  const files = filesOf(object, workspace);
  // What is merged into it, or comes from below, may bring the key.
  if (!own || !files || others.some((one) => files.has(one.file.file) || isMerging(one, name))) return;
  const references = workspace.referencesTo({ kind, name, namespace: null });
  const wanted = references.filter(({ object: from, reference: { part, optional } }) => {
    const key = String(part?.name ?? '');
    const isHere = part !== undefined && !optional && files.has(from.file.file) && !workspace.isPatch(from.file.file);
    return isHere && !own.has(key) && !isPatched(from, name, workspace);
  });
  const used = new Set(references.map(({ reference }) => String(reference.part?.name ?? '')));
  const unused = [...own.values()].filter(({ key }) => !used.has(key));
  const told = new Set<string>();
  for (const { object: from, reference } of wanted) {
    const key = String(reference.part?.name ?? '');
    if (told.has(key)) continue;
    if (!others.some((one) => configEntries(one, kind, name, workspace)?.has(key))) continue;
    told.add(key);
    const [meant, another] = unused;
    const entry = another || used.has('') ? undefined : meant;
    const place = entry ?? { file: object.file.file, ...range(at(generator, 'name') ?? generator) };
    const { start, end } = reference;
    yield {
      sides: [
        {
          ...{ file: place.file, start: place.start, end: place.end },
          message: [
            '{0} `{1}` has no key `{2}` here, which {3} `{4}` takes',
            kind,
            name,
            key,
            from.manifest.kind,
            from.manifest.name,
          ],
        },
      ],
      related: [{ file: from.file.file, start, end, message: ['takes it here'] }],
      repairs: entry ? renamed(entry, key) : [],
    };
  }
}

/** By any overlay: this one may be it. */
function isPatched(object: Located, name: string, { patchTextsOf }: Workspace): boolean {
  return patchTextsOf(object).some((text) => text === null || text.includes(name));
}

/** Where the key stands in front of its value. */
function renamed({ file, text, start, end, key }: ConfigEntry, next: string): Repair[] {
  const at = text.slice(start, end).indexOf(key);
  if (at < 0) return [];
  const place = { start: start + at, end: start + at + key.length };
  return [{ title: ['Rename `{0}` to `{1}`', key, next], changes: [{ file, edits: [{ ...place, text: next }] }] }];
}

function generating(kind: string, name: string, workspace: Workspace): Located[] {
  return workspace
    .inNamespace('Kustomization', '')
    .filter((one) => generatedBy(one).some((made) => made.kind === kind && made.name === name));
}

function isMerging({ manifest: { root } }: Located, name: string): boolean {
  return [...items(at(root, 'configMapGenerator')), ...items(at(root, 'secretGenerator'))].some(
    (one) => textAt(one, 'name') === name && at(one, 'behavior') !== undefined,
  );
}

/** All files that a kustomization puts together; undefined: not all of it is seen here. */
function filesOf(object: Located, workspace: Workspace, depth = 0): ReadonlySet<string> | undefined {
  const { resources, components, isOpen } = sourcesOf(object);
  if (isOpen || components.length > 0 || depth > MOST_NESTED) return undefined;
  const found = new Set<string>();
  for (const path of resources) {
    if (workspace.file(path)) {
      found.add(path);
      continue;
    }
    const inner = workspace.inNamespace('Kustomization', '').find((one) => folderOf(one.file.file) === path);
    const below = inner && filesOf(inner, workspace, depth + 1);
    if (!inner || !below) return undefined;
    found.add(inner.file.file);
    for (const file of below) found.add(file);
  }
  return found;
}

const MOST_NESTED = 10;

function isSame(one: Located, other: Located): boolean {
  return one.manifest === other.manifest;
}

function range({ start, end }: Field) {
  return { start, end };
}
