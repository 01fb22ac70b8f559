import type { Finding } from '../lint/finding.ts';
import { byPosition, lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { silence } from '../lint/silence.ts';
import { withIgnores } from '../lint/unused-ignore.ts';
import { settingsOf } from './peers/enabled.ts';
import { isExpected } from './expected-objects.ts';
import { at } from './fields.ts';
import type { Manifest, ManifestFile } from './model.ts';
import { type ManifestRule, manifestSubject } from './subject.ts';
import { kubernetesRules } from './rules/index.ts';
import { isOfShape, rulesFor, rulesForTools } from './rules-by-kind.ts';
import { isToolFile } from './schema/tool-files.ts';
import { suppressionsOf } from './suppressions.ts';
import type { Workspace } from './workspace.ts';
import { podSpec } from './pods/workloads.ts';
import { yamlSyntax } from './yaml-syntax.ts';

const rules = [yamlSyntax, ...kubernetesRules];

/**
 * All findings in one file of manifests; `workspace` must hold it. Helm templates have none; patches, what tests expect, and
 * objects whose YAML is broken, only those of YAML. `own`: rules that users wrote.
 */
export function lintManifests(
  file: ManifestFile,
  workspace: Workspace,
  settings: LintSettings = {},
  own: readonly ManifestRule[] = [],
): Finding[] {
  if (file.helmTemplate) return [];
  const findings = file.syntax.length > 0 ? lint(file, yamlRules, settings) : [];
  const heard = workspace.isPatch(file.file) || isExpected(file.file, workspace) ? [] : heardIn(file);
  for (const manifest of heard) {
    const subject = manifestSubject(manifest, file, workspace);
    const { pod } = subject;
    const isTool = isToolFile(manifest);
    const house = isTool ? rulesForTools(manifest.kind) : rulesFor(manifest.kind, pod !== undefined);
    const theirs = isTool ? [] : theirsFor(manifest, own);
    findings.push(
      ...lint(subject, theirs.length > 0 ? [...house, ...theirs] : house, settingsOf(manifest, pod, settings)),
    );
  }
  findings.sort(byPosition);
  const suppressions = suppressionsOf(file);
  if (suppressions.length === 0) return findings;
  // Of a file that is not understood whole, or known without its neighbours, nobody knows which ignores are needed.
  const isWhole = workspace.complete && heard.length === file.manifests.length;
  return isWhole
    ? withIgnores({ text: file.text, rules: [...rules, ...own], findings, suppressions }, settings)
    : silence(findings, suppressions, settings).findings;
}

/** What rules about names that objects have for each other find in one file, as {@link lintManifests} does. */
export function lintNames(
  of: keyof typeof NAMES,
  file: ManifestFile,
  workspace: Workspace,
  settings: LintSettings = {},
): readonly Finding[] {
  return heardOf(
    foundBy(({ id }) => NAMES[of].has(id), file, workspace, settings),
    file,
    settings,
  );
}

/**
 * What rules find that somebody should mend in objects that were made of several files, as {@link lintManifests} does.
 * `names`: what objects have to do with each other; `alone`: what they say by themselves. `own`: rules that users wrote.
 */
export function lintMade(
  of: keyof typeof MADE,
  file: ManifestFile,
  workspace: Workspace,
  settings: LintSettings = {},
  own: readonly ManifestRule[] = [],
): readonly Finding[] {
  const found = foundBy(MADE[of], file, workspace, settings, own);
  return heardOf(
    found.filter(({ severity }) => severity === 'error' || severity === 'warning'),
    file,
    settings,
  );
}

/** What those of our rules find that are asked. */
function foundBy(
  isAsked: (rule: ManifestRule) => boolean,
  file: ManifestFile,
  workspace: Workspace,
  settings: LintSettings,
  own: readonly ManifestRule[] = [],
): Finding[] {
  return heardIn(file).flatMap((manifest) => {
    const subject = manifestSubject(manifest, file, workspace);
    const house = rulesFor(manifest.kind, subject.pod !== undefined).filter(isAsked);
    const asked = [...house, ...theirsFor(manifest, own)];
    return asked.length === 0 ? [] : lint(subject, asked, settingsOf(manifest, subject.pod, settings));
  });
}

function theirsFor({ kind }: Manifest, own: readonly ManifestRule[]): readonly ManifestRule[] {
  return own.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
}

/** All but what comments of the file ignore. */
function heardOf(findings: readonly Finding[], file: ManifestFile, settings: LintSettings): readonly Finding[] {
  return findings.length === 0 ? [] : silence(findings, suppressionsOf(file), settings).findings;
}

/** How a text is laid out is nobody's where it is made. */
const MADE = {
  all: ({ id }: ManifestRule) => id !== 'sorted-keys',
  alone: ({ id, exampleOf }: ManifestRule) => /^(?:container|pod)$/.test(exampleOf) || isOfShape(id),
  names: ({ id }: ManifestRule) => Object.values(NAMES).some((ids: ReadonlySet<string>) => ids.has(id)),
};

/** Rules by what values that others set may bring more of. */
const NAMES = {
  ports: new Set(['backend-exists', 'monitor-port-exists', 'probe-port', 'service-port-exists']),
  labels: new Set([
    'budget-selects-something',
    'network-policy-selects-something',
    'selector-matches-template',
    'service-monitor-selects-something',
    'service-selects-something',
  ]),
  targets: new Set(['scale-target-exists']),
  config: new Set(['config-reference-exists']),
  limits: new Set(['go-memory-limit', 'grace-period']),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

function heardIn(file: ManifestFile): Manifest[] {
  return file.manifests.filter((one) => !one.broken && !isFragment(one, file));
}

const yamlRules = [{ ...yamlSyntax, check: ({ syntax }: ManifestFile) => syntax }];

/**
 * A part of a workload that nothing could run: a patch, though no kustomization names it. It has neither selector nor image, or
 * is called one: what it adds is often a whole container.
 */
function isFragment(manifest: Manifest, { file }: ManifestFile): boolean {
  if (!manifest.apiVersion.startsWith('apps/') || at(manifest.root, 'spec', 'selector')) return false;
  const pod = podSpec(manifest);
  return pod !== undefined && (/patch/i.test(file) || !pod.containers.some(({ field }) => at(field, 'image')));
}
