import { at, entries, items, textAt } from './fields.ts';
import type { Field } from './model.ts';
import { folderOf, resolvePath } from './paths.ts';
import type { Workspace } from './workspace.ts';

/** How kuttl and Chainsaw name files of a test. */
const BY_NAME = /(?:^|\/)\d+-(?:assert|errors?)\.ya?ml$/;

/** Whether tests compare objects of a cluster with those of the file: parts, in which expressions may stand, and nobody applies them. */
export function isExpected(file: string, workspace: Workspace): boolean {
  return BY_NAME.test(file) || workspace.once(namedByTests).has(file);
}

/** Steps of tests, and what they have in common; the kinds that hold them. */
const TESTS: ReadonlyMap<string, RegExp> = new Map([
  ['Test', /^chainsaw\.kyverno\.io\//],
  ['StepTemplate', /^chainsaw\.kyverno\.io\//],
  ['TestStep', /^kuttl\.dev\//],
]);

function namedByTests(workspace: Workspace): ReadonlySet<string> {
  const named = new Set<string>();
  if ([...TESTS.keys()].every((kind) => workspace.count(kind) === 0)) return named;
  for (const { file, manifests } of workspace.files()) {
    for (const { kind, apiVersion, root } of manifests) {
      if (!TESTS.get(kind)?.test(apiVersion)) continue;
      for (const path of kind === 'TestStep' ? listed(root) : asserted(at(root, 'spec'))) {
        named.add(resolvePath(folderOf(file), path));
      }
    }
  }
  return named;
}

function listed(root: Field): readonly string[] {
  return ['assert', 'error'].flatMap((key) => items(at(root, key)).flatMap((item) => textAt(item) ?? []));
}

/** Operations stand in steps, and in what steps do when they fail or end. */
function asserted(field: Field | undefined): readonly string[] {
  return [
    ...entries(field).flatMap(({ key, value }) => {
      const path = key === 'assert' || key === 'error' ? textAt(value, 'file') : undefined;
      return path === undefined ? asserted(value) : [path];
    }),
    ...items(field).flatMap(asserted),
  ];
}
