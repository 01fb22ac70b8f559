import { textAt } from '../../kubernetes/fields.ts';
import { sourcesOf } from '../../kubernetes/kustomize/sources.ts';
import type { Located } from '../../kubernetes/model.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Message } from '../../words/message.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { type KeySource, keySourcesOf } from '../overlays/key-sources.ts';
import type { ContractRule } from '../rule.ts';

const OVERLAY = (key: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../../base\nconfigMapGenerator:\n  - name: db\n    literals:\n      - ${key}=postgres://db.prod:5432/shop\n`;

export const overlayHasKeys: ContractRule = {
  id: 'overlay-has-keys',
  title: 'Have in every overlay the keys that its workloads take',
  severity: 'error',
  aliases: [],
  insteadOf: ['config-reference-exists'],
  why: 'A base takes a key of a ConfigMap or Secret that each overlay generates, lists or lets be fetched for itself. In an overlay that has another key the pod stays in CreateContainerConfigError, while all others run.',
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
          'env:\n  - name: DATABASE_URL\n    valueFrom:\n      configMapKeyRef:\n        name: db\n        key: url',
        ),
        'overlays/dev/kustomization.yaml': OVERLAY('url'),
      },
    },
  ],
  about: 'object',
  *check(object, { workspace }) {
    if (!workspace.complete) return;
    for (const kustomization of building(object, workspace)) {
      const sources = keySourcesOf(kustomization, workspace);
      for (const source of sources.filter(({ holder }) => holder.manifest === object.manifest)) {
        const isOnly = !sources.some((one) => one !== source && isOfSame(one, source));
        if (isOnly) yield* lacking(source, kustomization, workspace);
      }
    }
  },
};

/** The kustomizations that build what an object has: itself, or all that list its file. */
function building(object: Located, workspace: Workspace): readonly Located[] {
  if (object.manifest.kind === 'Kustomization') return [object];
  if (!/^ConfigMap$|Secret/.test(object.manifest.kind)) return [];
  const taking = workspace.takenBy(object.file.file);
  return taking.size === 0
    ? []
    : workspace.inNamespace('Kustomization', '').filter(({ file }) => taking.has(file.file));
}

function* lacking(source: KeySource, object: Located, workspace: Workspace): Iterable<Fault> {
  const { kind, name, place } = source;
  const references = workspace.referencesTo({ kind, name, namespace: null });
  const isWhole = !source.merges && workspace.patchTextsOf(source.holder).length === 0;
  const keys = references.length > 0 && isWhole ? source.keys() : undefined;
  const files = keys && filesOf(object, workspace);
  if (!keys || !files) return;
  const wanted = references.filter(({ object: from, reference: { part, optional } }) => {
    const isHere = part !== undefined && !optional && files.has(from.file.file) && !workspace.isPatch(from.file.file);
    const isLacked = isHere && !keys.has(String(part.name)) && !isPatched(from, name, workspace);
    return isLacked && [undefined, textAt(from.manifest.root, 'metadata', 'namespace')].includes(source.namespace);
  });
  const others = wanted.length > 0 ? elsewhere(source, object, workspace) : [];
  // What is merged into it, or comes from below, may bring the key.
  if (others.some((one) => one.source.merges || files.has(one.kustomization.file.file))) return;
  const used = new Set(references.map(({ reference }) => String(reference.part?.name ?? '')));
  const unused = [...keys].filter(([key]) => !used.has(key));
  const told = new Set<string>();
  for (const { object: from, reference } of wanted) {
    const key = String(reference.part?.name ?? '');
    if (told.has(key) || !others.some((one) => one.source.keys()?.has(key))) continue;
    told.add(key);
    const [meant, another] = unused;
    const entry = another || used.has('') ? undefined : meant?.[1];
    const { file, start, end } = entry ?? place;
    const message: Message = [
      '{0} `{1}` has no key `{2}` here, which {3} `{4}` takes',
      kind,
      name,
      key,
      from.manifest.kind,
      from.manifest.name,
    ];
    yield {
      sides: [{ file, start, end, message }],
      related: [{ file: from.file.file, ...rangeOf(reference), message: ['takes it here'] }],
      repairs: entry?.rename(key) ?? [],
    };
  }
}

/** By any overlay: this one may be it. */
function isPatched(object: Located, name: string, { patchTextsOf }: Workspace): boolean {
  return patchTextsOf(object).some((text) => text === null || text.includes(name));
}

/** What other kustomizations have under the same name. */
function elsewhere(source: KeySource, object: Located, workspace: Workspace) {
  return workspace
    .inNamespace('Kustomization', '')
    .filter((one) => one.manifest !== object.manifest)
    .flatMap((kustomization) =>
      keySourcesOf(kustomization, workspace)
        .filter((one) => isOfSame(one, source))
        .map((one) => ({ kustomization, source: one })),
    );
}

function isOfSame(one: KeySource, { kind, name }: KeySource): boolean {
  return one.kind === kind && one.name === name;
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
