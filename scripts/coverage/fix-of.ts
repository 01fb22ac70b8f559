import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { wrapExample } from '../../src/kubernetes/rule-kinds.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import type { Example, RuleInfo } from '../../src/lint/rule.ts';

/** *safe*: *fix all* takes it; *offered*: one by one, because it may change what is built; *none*. */
export type FixKind = 'safe' | 'offered' | 'none';

/** The best kind of fix that a rule gives where its own examples are bad. */
export function fixOf({ id, examples, exampleOf }: RuleInfo): FixKind {
  const fixes = examples.flatMap((example) =>
    findings(id, example, exampleOf)
      .filter(({ rule }) => rule === id)
      .flatMap((finding) => finding.fixes ?? []),
  );
  return fixes.some(({ safe }) => safe) ? 'safe' : fixes.length > 0 ? 'offered' : 'none';
}

function findings(id: string, { bad, files, options = {} }: Example, exampleOf: RuleInfo['exampleOf']) {
  const text = bad.replaceAll(/[«»]/g, '');
  const settings = { enableAll: true, rules: { [id]: { options } } };
  if (['manifest', 'pod', 'container', 'workspace'].includes(exampleOf)) {
    const workspace = createWorkspace();
    for (const [name, content] of Object.entries(files ?? {})) workspace.set(name, parseManifests(content, name));
    const manifests = parseManifests(wrapExample(exampleOf, text), 'a.yaml');
    workspace.set('a.yaml', manifests);
    workspace.setComplete(true);
    return lintManifests(manifests, workspace, settings);
  }
  const dockerfile = parseDockerfile(
    exampleOf === 'shell' ? `FROM debian:13\nRUN <<'SCRIPT'\n${text}\nSCRIPT\n` : text,
  );
  const ignoreFile = files?.['.dockerignore'] ?? null;
  return lintDockerfile({ dockerfile, ignoreFile, file: 'Dockerfile' }, settings);
}
