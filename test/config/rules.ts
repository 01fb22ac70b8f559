import type { ConfigFiles } from '../../src/config/peers.ts';
import { type Overrides, projectSettings } from '../../src/config/settings.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Rule, RuleInfo } from '../../src/lint/rule.ts';
import { say } from '../../src/words/message.ts';

const info = (id: string, aliases: readonly string[], extra: Partial<RuleInfo> = {}): RuleInfo => ({
  id,
  title: id,
  severity: 'warning',
  aliases,
  why: '',
  examples: [],
  exampleOf: 'dockerfile',
  ...extra,
});

/** Rules like the real ones: one with several ids of a peer, one that is off, one that is mere advice, two that need to be told what is allowed. */
export const rules: readonly RuleInfo[] = [
  info('pinned-base', ['hadolint:DL3006', 'hadolint:DL3007', 'trivy:DS-0001']),
  info('non-root-user', ['checkov:CKV_DOCKER_3', 'trivy:DS-0002', 'hadolint:DL3002']),
  info('healthcheck', ['checkov:CKV_DOCKER_2', 'hadolint:DL3057'], { off: true }),
  info('quote', ['shellcheck:SC2086'], { severity: 'info' }),
  info('latest-tag-of-container', ['kube-linter:latest-tag', 'checkov:CKV_K8S_14']),
  info('three-replicas', ['kube-linter:minimum-three-replicas'], { off: true }),
  info('trusted-registries', ['hadolint:DL3026'], { severity: 'error' }),
  info('required-labels', ['hadolint:DL3049'], { severity: 'info' }),
];

export interface Texts {
  readonly gantry?: string;
  readonly hadolint?: string;
  readonly trivyIgnore?: string;
  readonly trivyIgnoreYaml?: string;
  readonly checkov?: string;
  readonly kubeLinter?: string;
  readonly shellcheck?: string;
}

/** The settings that these texts of configuration files make. */
export function settingsOf({ gantry, ...texts }: Texts, overrides: Overrides = {}) {
  const files = Object.entries(texts).map(([key, text]: [string, string]) => [key, { file: key, text }]);
  const own = gantry === undefined ? {} : { gantry: [{ file: 'gantry', text: gantry }] };
  return projectSettings({ ...(Object.fromEntries(files) as ConfigFiles), ...own }, rules, overrides);
}

/** What each rule would be reported as, by `rule` or, for every alias alone, `rule alias`; rules that say nothing are absent. */
export function levels(texts: Texts, overrides: Overrides = {}, file = 'Dockerfile'): Record<string, string> {
  const settings = settingsOf(texts, overrides).lintFor(file);
  const talking = rules.map((rule): Rule<null> => ({
    ...rule,
    *check() {
      for (const [start, alias] of ['none:0', ...rule.aliases].entries()) {
        yield { start, end: start + 1, message: ['m'], aliases: [alias] };
      }
    },
  }));
  const found = lint(null, talking, settings);
  return Object.fromEntries(found.map((finding) => [nameOf(finding), finding.severity]));
}

function nameOf({ rule, aliases }: Finding): string {
  const [alias = ''] = aliases;
  return alias === 'none:0' ? rule : `${rule} ${alias.slice(alias.indexOf(':') + 1)}`;
}

/** What differs from the defaults: `off` where nothing is said any more. */
export function changes(texts: Texts, overrides: Overrides = {}, file = 'Dockerfile'): Record<string, string> {
  const [before, after] = [levels({}), levels(texts, overrides, file)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? 'off']));
}

/** The sentences about faults, with the text at each place. */
export function problems(texts: Texts): string[] {
  const settings = settingsOf(texts);
  return Object.entries(texts).flatMap(([key, text]: [string, string]) =>
    (settings.problems.get(key) ?? []).map(({ message, start, end }) => `${say(message)} @ ${text.slice(start, end)}`),
  );
}
