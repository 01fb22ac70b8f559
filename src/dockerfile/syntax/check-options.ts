import type { Finding } from '../../lint/finding.ts';
import type { RuleInfo } from '../../lint/rule.ts';
import type { Level, LintSettings } from '../../lint/settings.ts';
import type { Directive } from '../model.ts';

/** What the directive `# check=error=true;experimental=all` asks for; `skip` is a suppression. */
export interface CheckOptions {
  /** BuildKit's findings make the build fail. */
  readonly error: boolean;
  /** Experimental checks that are to run. */
  readonly experimental: readonly string[] | 'all';
}

/** BuildKit's checks that run only when asked for. */
const EXPERIMENTAL = ['InvalidDefinitionDescription'];

export function checkOptions(directives: readonly Directive[]): CheckOptions {
  let error = false;
  let experimental: CheckOptions['experimental'] = [];
  const value = directives.find(({ name }) => name === 'check')?.value ?? '';
  for (const option of value.replace(/\s\/\/.*$/s, '').split(';')) {
    const [, key, written = ''] = /^\s*(\w+)=(.*)$/s.exec(option) ?? [];
    if (key === 'error') error = /^(?:1|t|true)$/i.test(written.trim());
    if (key !== 'experimental') continue;
    const names = written.split(',').map((name) => name.trim());
    experimental = names.includes('all') ? 'all' : names;
  }
  return { error, experimental };
}

/** Settings under which the experimental checks run that the file asks for, unless somebody has set them. */
export function withExperimental(
  settings: LintSettings,
  { experimental }: CheckOptions,
  rules: readonly RuleInfo[],
): LintSettings {
  const asked = experimental === 'all' ? EXPERIMENTAL : EXPERIMENTAL.filter((name) => experimental.includes(name));
  if (asked.length === 0) return settings;
  const set = { ...settings.rules };
  for (const { id, aliases, off } of rules) {
    if (!off || set[id]?.severity !== undefined) continue;
    const on = aliases.filter((alias) => asked.some((name) => alias === `buildkit:${name}`));
    if (on.length === 0) continue;
    const levels = [...on.map((alias): [string, Level] => [alias, 'on']), ...(set[id]?.aliases ?? [])];
    set[id] = { ...set[id], aliases: new Map(levels) };
  }
  return { ...settings, rules: set };
}

/** With `error=true` the build stops at what BuildKit itself would say. */
export function raised(findings: readonly Finding[], { error }: CheckOptions): readonly Finding[] {
  if (!error) return findings;
  const ofBuildKit = ({ aliases }: Finding) => aliases.some((alias) => alias.startsWith('buildkit:'));
  return findings.map((finding) => (ofBuildKit(finding) ? { ...finding, severity: 'error' as const } : finding));
}
