import type { Overrides } from '../config/settings.ts';
import type { Severity } from '../lint/rule.ts';
import type { Level } from '../lint/settings.ts';
import { parseArguments } from './arguments.ts';
import { UsageError } from './door.ts';
import { type Format, FORMATS } from './formats.ts';

export interface LintOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  /** Absent: `warning`, or what hadolint's configuration says of Dockerfiles. */
  readonly failOn?: Severity;
  readonly overrides: Overrides;
  readonly config?: string;
  readonly fix: boolean;
  readonly baseline?: string;
  readonly since?: string;
  readonly stdinFilename?: string;
  /** `auto`, `off`, or a program. */
  readonly shellcheck: string;
}

const OPTIONS = {
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  'enable-all': { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  config: { type: 'string' },
  'kubernetes-version': { type: 'string' },
  fix: { type: 'boolean' },
  baseline: { type: 'string' },
  since: { type: 'string' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  shellcheck: { type: 'string' },
} as const;

const SEVERITIES: readonly string[] = ['hint', 'info', 'warning', 'error'];

/** Reads the arguments after `gantry lint`; a wrong one is a UsageError. */
export function lintOptions(args: readonly string[]): LintOptions {
  const { values, positionals } = parseArguments(args, OPTIONS);
  const { format = 'text', rule = [], baseline, since, config, fix = false, shellcheck = 'off' } = values;
  if (shellcheck === '') throw new UsageError(['--shellcheck is auto, off or the path of a program']);
  const failOn = values['fail-on'];
  if (!isFormat(format)) throw new UsageError(['--format is one of {0}', FORMATS.join(', ')]);
  if (failOn !== undefined && !isSeverity(failOn))
    throw new UsageError(['--fail-on is one of hint, info, warning, error']);
  const kubernetesVersion = values['kubernetes-version'];
  checkVersion(kubernetesVersion);
  const stdinFilename = values['stdin-filename'];
  if (Boolean(values.stdin) !== (stdinFilename !== undefined && stdinFilename !== ''))
    throw new UsageError([
      '--stdin wants --stdin-filename NAME, whose name tells what the text is, and the other way round',
    ]);
  if (values.stdin && positionals.length > 0) throw new UsageError(['--stdin takes the place of PATH']);
  if (values.stdin && fix) throw new UsageError(['--fix writes files, so it does not go with --stdin']);
  if (!values.stdin && positionals.length === 0) throw new UsageError(['name a file or a folder: gantry lint PATH…']);
  return {
    paths: positionals,
    format,
    ...(failOn === undefined ? {} : { failOn }),
    overrides: {
      rules: ruleSettings(rule),
      ...(values['enable-all'] ? { enableAll: true } : {}),
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    },
    fix,
    shellcheck,
    ...(config === undefined ? {} : { config }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(since === undefined ? {} : { since }),
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
  };
}

function ruleSettings(written: readonly string[]): Record<string, Level> {
  const settings: Record<string, Level> = {};
  for (const text of written) {
    const [, id, severity = ''] = /^(.+)=(\w+)$/.exec(text) ?? [];
    if (id === undefined || !(isSeverity(severity) || severity === 'off' || severity === 'on')) {
      throw new UsageError(['--rule is ID=off|on|hint|info|warning|error, not {0}', text]);
    }
    settings[id] = severity;
  }
  return settings;
}

function checkVersion(version: string | undefined): void {
  if (version !== undefined && !/^v?1\.\d+(?:\.\d+)?$/.test(version)) {
    throw new UsageError(['--kubernetes-version is like 1.36, not {0}', version]);
  }
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

function isSeverity(text: string): text is Severity {
  return SEVERITIES.includes(text);
}
