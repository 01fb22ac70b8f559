import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Example, RuleInfo } from '../../src/lint/rule.ts';

/** *safe*: *fix all* takes it; *offered*: one by one, because it may change what is built; *none*. */
export type FixKind = 'safe' | 'offered' | 'none';

/** The best kind of fix that a rule gives where its own examples are bad. */
export function fixOf({ id, examples, exampleOf }: RuleInfo): FixKind {
  const fixes = examples.flatMap((example) =>
    findings(id, example, exampleOf === 'shell')
      .filter(({ rule }) => rule === id)
      .flatMap((finding) => finding.fixes ?? []),
  );
  return fixes.some(({ safe }) => safe) ? 'safe' : fixes.length > 0 ? 'offered' : 'none';
}

function findings(id: string, { bad, files, options = {} }: Example, isShell: boolean) {
  const text = bad.replaceAll(/[«»]/g, '');
  const dockerfile = parseDockerfile(isShell ? `FROM debian:13\nRUN <<'SCRIPT'\n${text}\nSCRIPT\n` : text);
  const ignoreFile = files?.['.dockerignore'] ?? null;
  const settings = { enableAll: true, rules: { [id]: { options } } };
  return lintDockerfile({ dockerfile, ignoreFile, file: 'Dockerfile' }, settings);
}
