import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { at } from './fields.ts';
import type { Manifest, ManifestFile } from './model.ts';
import { kubernetesRules } from './rules/index.ts';
import { suppressionsOf } from './suppressions.ts';
import type { Workspace } from './workspace.ts';
import { podSpec } from './workloads.ts';
import { yamlSyntax } from './yaml-syntax.ts';

/**
 * All findings in one file of manifests; `workspace` must hold it. Helm templates have none; patches, and objects whose YAML
 * is broken, only those of YAML.
 */
export function lintManifests(file: ManifestFile, workspace: Workspace, settings: LintSettings = {}): Finding[] {
  if (file.helmTemplate) return [];
  const suppressions = suppressionsOf(file);
  const findings = lint(file, [{ ...yamlSyntax, check: () => file.syntax }], settings, suppressions);
  if (!workspace.isPatch(file.file)) {
    for (const manifest of file.manifests) {
      if (manifest.broken || isFragment(manifest)) continue;
      findings.push(...lint({ manifest, file, workspace }, kubernetesRules, settings, suppressions));
    }
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || a.rule.localeCompare(b.rule));
}

/** A part of a workload that nothing could run, with neither selector nor image: a patch, though no kustomization names it. */
function isFragment(manifest: Manifest): boolean {
  if (!manifest.apiVersion.startsWith('apps/') || at(manifest.root, 'spec', 'selector')) return false;
  const pod = podSpec(manifest);
  return pod !== undefined && !pod.containers.some(({ field }) => at(field, 'image'));
}
