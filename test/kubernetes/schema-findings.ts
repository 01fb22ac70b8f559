import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { say } from '../../src/words/message.ts';
import { schemasForTests } from './shipped-schemas.ts';

const schemas = schemasForTests();
export const SCHEMA_RULES: readonly string[] = [
  'unknown-kind',
  'unknown-field',
  'wrong-type',
  'required-field',
  'invalid-value',
  'removed-api',
  'deprecated-api',
];

export interface Surroundings {
  readonly files?: Readonly<Record<string, string>>;
  /** Texts of the cluster's CRDs. */
  readonly cluster?: readonly string[];
  readonly minor?: number;
  /** The name of the file itself. */
  readonly file?: string;
}

/** What the schema rules find in a manifest. */
export function schemaFindings(
  text: string,
  { files = {}, cluster, minor = 36, file = 'a.yaml' }: Surroundings = {},
): Finding[] {
  const parsed = parseManifests(text, file);
  const workspace = createWorkspace();
  workspace.schemas.provide(() => schemas);
  workspace.setTarget(minor);
  if (cluster) workspace.schemas.setCluster(cluster.map((one) => parseManifests(one)));
  for (const [name, content] of Object.entries(files)) workspace.set(name, parseManifests(content, name));
  workspace.set(file, parsed);
  return lintManifests(parsed, workspace).filter(({ rule }) => SCHEMA_RULES.includes(rule));
}

/** `«text» sentence` of each finding. */
export function told(text: string, surroundings: Surroundings = {}): string[] {
  return schemaFindings(text, surroundings).map(
    ({ start, end, message }) => `«${text.slice(start, end)}» ${say(message)}`,
  );
}
