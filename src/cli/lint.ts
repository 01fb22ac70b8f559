import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { shippedSchemas } from '../disk/shipped.ts';
import { writeText } from '../disk/write-text.ts';
import { createSchemaSet, type SchemaSet } from '../kubernetes/schema/schema-set.ts';
import type { Severity } from '../lint/rule.ts';
import { allRules } from '../project/all-rules.ts';
import { say } from '../words/message.ts';
import { withoutBaseline } from './baseline.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { formatReport } from './formats.ts';
import { hadolintVariables } from './hadolint-variables.ts';
import { type LintOptions, lintOptions } from './lint-options.ts';
import { positions } from './positions.ts';
import { reportFile, type LintReport, type ReportedFinding } from './report.ts';
import { lintStandardInput } from './standard-input.ts';
import { type CliWorkspace, readWorkspace, tellUnread, type UnreadFile } from './workspace.ts';
import { youngGeneration } from './young-generation.ts';

const GRAVITY: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** `gantry lint PATH…`: contracts.md. */
export async function lintCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const started = performance.now();
  const options = lintOptions(args);
  const translations = options.format === 'text' ? common.translations : common.reportTranslations;
  const findings: ReportedFinding[] = [];
  /** The same in English, where a baseline may be. */
  const english: ReportedFinding[] = [];
  const errors: UnreadFile[] = [];
  /** By file, what hadolint's configuration says of a Dockerfile where the call says nothing. */
  const limits = new Map<string, Severity | 'never'>();
  let files = 0;
  let documents = 0;

  const afterFile = youngGeneration();
  // What starts other programs is loaded where one is asked for.
  const shellCheck = options.shellcheck === 'off' ? undefined : await import('./shellcheck.ts');
  const checker = await shellCheck?.shellChecker(options.shellcheck, door);
  for await (const workspace of workspaces(options, door, afterFile)) {
    if (workspace.settings.unknownRules.length > 0) {
      throw new UsageError(['there is no rule {0}', workspace.settings.unknownRules.map((id) => `"${id}"`).join(', ')]);
    }
    const shown = (file: string) => toSlash(path.relative(door.cwd, path.join(workspace.base, file)));
    if (options.fix) await fixFiles(workspace);
    if (shellCheck && checker) await shellCheck.checkScripts(workspace, checker);
    for (const file of workspace.files) {
      const { project } = workspace;
      const parsed = project.parsed(file);
      if (!parsed) continue;
      const found = project.findings(file);
      // Values and helpers of a chart are checked where a chart is; other YAML is nothing of ours.
      if (parsed.kind === 'other' && found.length === 0) continue;
      files++;
      const limit = options.failOn ?? workspace.settings.dockerfilesFailOn;
      if (parsed.kind === 'dockerfile' && limit !== undefined) limits.set(shown(file), limit);
      documents += parsed.kind === 'manifests' ? parsed.manifests.manifests.length : 1;
      findings.push(...reportFile(workspace.textOf, file, found, shown, translations));
      if (options.baseline) english.push(...reportFile(workspace.textOf, file, found, shown, {}));
      project.release(file);
      afterFile();
    }
    reportFarConfig(workspace, door, common);
    errors.push(...workspace.errors.map(({ file, message }) => ({ file: shown(file), message })));
  }
  let kept: readonly ReportedFinding[] = findings;
  if (options.baseline) kept = await withoutBaseline(kept, path.resolve(door.cwd, options.baseline), english);
  if (options.since) {
    const { changedSince } = await import('./changed-since.ts');
    kept = await changedSince(kept, options.since, door.cwd);
  }

  const milliseconds = Math.round(performance.now() - started);
  const report: LintReport = {
    findings: kept,
    errors: errors.map(({ file, message }) => ({ file, message: say(message, translations) })),
    summary: { files, documents, milliseconds },
  };
  const shownAs = { color: common.color, rules: allRules, version: '0.1.0', translations };
  for (const piece of formatReport(report, options.format, shownAs)) door.stdout(piece);
  tellUnread(errors, door, common);
  if (errors.length > 0) return 2;
  return kept.some((finding) => fails(finding, limits.get(finding.file) ?? options.failOn ?? 'warning')) ? 1 : 0;
}

function fails({ severity }: ReportedFinding, limit: Severity | 'never'): boolean {
  return limit !== 'never' && GRAVITY.indexOf(severity) >= GRAVITY.indexOf(limit);
}

/** Faults of configuration files outside the workspace: they have no place among its findings. */
function reportFarConfig({ settings, project, base }: CliWorkspace, door: Door, { translations }: Common): void {
  for (const [file, problems] of settings.problems) {
    if (problems.length === 0 || project.parsed(file)) continue;
    const locate = positions(readFileSync(path.resolve(base, file), 'utf8'));
    const name = toSlash(path.relative(door.cwd, path.resolve(base, file)));
    for (const { start, message } of problems) {
      const { line, column } = locate(start);
      door.stderr(`gantry: ${name}:${line}:${column} ${say(message, translations)}\n`);
    }
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** One after the other, so that only one is in memory; what names no file or folder is told before the first is read. */
async function* workspaces(options: LintOptions, door: Door, afterFile: () => void): AsyncGenerator<CliWorkspace> {
  const overrides = { ...options.overrides, hadolint: hadolintVariables(door.env), today: today() };
  const config = options.config === undefined ? undefined : path.resolve(door.cwd, options.config);
  if (config !== undefined && !existsSync(config)) throw new UsageError(['there is no file {0}', options.config ?? '']);
  const places = { configFile: config, env: door.env, distDir: door.distDir };
  let shipped: SchemaSet | undefined;
  const schemas = () => (shipped ??= createSchemaSet(shippedSchemas(door.distDir)));
  if (options.stdinFilename !== undefined) {
    const file = path.resolve(door.cwd, options.stdinFilename);
    yield await lintStandardInput(file, await door.stdin(), overrides, places, schemas);
    return;
  }
  const targets = options.paths.map((target) => path.resolve(door.cwd, target));
  for (const [index, target] of targets.entries()) {
    if (!existsSync(target)) throw new UsageError(['there is no file or folder {0}', options.paths[index] ?? '']);
  }
  for (const target of targets) yield await readWorkspace(target, overrides, places, schemas, afterFile);
}

/** Writes every file whose safe fixes change it, and goes on with the new text. */
async function fixFiles({ project, base, files }: CliWorkspace): Promise<void> {
  for (const file of files) {
    const fixed = project.fixAll(file);
    if (fixed === undefined || fixed === project.text(file)) continue;
    await writeText(base, file, fixed);
    project.set(file, fixed);
  }
}

function toSlash(file: string): string {
  return file.split(path.sep).join('/');
}
