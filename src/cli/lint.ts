import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Severity } from '../lint/rule.ts';
import { allRules } from '../project/all-rules.ts';
import { withoutBaseline } from './baseline.ts';
import { changedSince } from './changed-since.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { formatReport } from './formats.ts';
import { type LintOptions, lintOptions } from './lint-options.ts';
import { reportFile, type LintReport, type ReportedFinding } from './report.ts';
import { lintStandardInput } from './standard-input.ts';
import { type CliWorkspace, readWorkspace } from './workspace.ts';

const GRAVITY: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** `gantry lint PATH…`: contracts.md. */
export async function lintCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const started = performance.now();
  const options = lintOptions(args);
  const findings: ReportedFinding[] = [];
  const errors: { file: string; message: string }[] = [];
  let files = 0;
  let documents = 0;

  for (const workspace of await workspaces(options, door)) {
    if (workspace.settings.unknownRules.length > 0) {
      throw new UsageError(`there is no rule "${workspace.settings.unknownRules.join('", "')}"`);
    }
    const shown = (file: string) => toSlash(path.relative(door.cwd, path.join(workspace.base, file)));
    if (options.fix) await fixFiles(workspace);
    for (const file of workspace.files) {
      const { project } = workspace;
      const parsed = project.parsed(file);
      if (!parsed || parsed.kind === 'other') continue;
      files++;
      documents += parsed.kind === 'manifests' ? parsed.manifests.manifests.length : 1;
      findings.push(...reportFile(project, file, project.findings(file), shown, common.translations));
    }
    errors.push(...workspace.errors.map(({ file, message }) => ({ file: shown(file), message })));
  }
  let kept: readonly ReportedFinding[] = findings;
  if (options.baseline) kept = await withoutBaseline(kept, path.resolve(door.cwd, options.baseline));
  if (options.since) kept = await changedSince(kept, options.since, door.cwd);

  const milliseconds = Math.round(performance.now() - started);
  const report: LintReport = { findings: kept, errors, summary: { files, documents, milliseconds } };
  door.stdout(formatReport(report, options.format, { color: common.color, rules: allRules, version: '0.1.0' }));
  for (const { file, message } of errors) door.stderr(`gantry: ${file} ${message}\n`);
  if (errors.length > 0) return 2;
  const limit = GRAVITY.indexOf(options.failOn);
  return kept.some(({ severity }) => GRAVITY.indexOf(severity) >= limit) ? 1 : 0;
}

async function workspaces(options: LintOptions, door: Door): Promise<CliWorkspace[]> {
  const { overrides } = options;
  const config = options.config === undefined ? undefined : path.resolve(door.cwd, options.config);
  if (config !== undefined && !existsSync(config)) throw new UsageError(`there is no file ${options.config ?? ''}`);
  if (options.stdinFilename !== undefined) {
    return [
      await lintStandardInput(path.resolve(door.cwd, options.stdinFilename), await door.stdin(), overrides, config),
    ];
  }
  const read: CliWorkspace[] = [];
  for (const target of options.paths) {
    const absolute = path.resolve(door.cwd, target);
    if (!existsSync(absolute)) throw new UsageError(`there is no file or folder ${target}`);
    read.push(await readWorkspace(absolute, overrides, config, door.distDir));
  }
  return read;
}

/** Writes every file whose safe fixes change it, and goes on with the new text. */
async function fixFiles({ project, base, files }: CliWorkspace): Promise<void> {
  for (const file of files) {
    const fixed = project.fixAll(file);
    if (fixed === undefined || fixed === project.text(file)) continue;
    await writeFile(path.join(base, file), fixed);
    project.set(file, fixed);
  }
}

function toSlash(file: string): string {
  return file.split(path.sep).join('/');
}
