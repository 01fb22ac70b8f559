import { statSync } from 'node:fs';
import path from 'node:path';
import { onSecondThread } from '../disk/go-beside.ts';
import { waitingFiles } from '../disk/node-files.ts';
import { threadFile } from '../disk/thread-file.ts';
import { analyze } from '../go/analyze.ts';
import { toContractJson } from '../go/analysis-json.ts';
import type { AnalysisError, GoProject } from '../go/project.ts';
import { Problem } from '../words/problem.ts';
import { parseArguments } from './arguments.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { letHeapGrow } from './grown-heap.ts';
import { TOOLCHAIN_OPTION, toolchainOf } from './toolchain.ts';
import { analysisText } from './analysis-text.ts';
import { say } from '../words/message.ts';

/** `gantry analyze DIR`: contracts.md. */
export async function analyzeCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, { ...TOOLCHAIN_OPTION, format: { type: 'string' } });
  const { format = 'text' } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError(['--format is text or json']);
  const project = await analyzeFolder(folderArgument(positionals, door), values.toolchain, door);
  door.stdout(
    format === 'json'
      ? `${JSON.stringify(toContractJson(project), null, 2)}\n`
      : analysisText(project, common.translations),
  );
  for (const error of project.errors) door.stderr(unreadLine(error, common));
  return project.programs.length === 0 && project.errors.length > 0 ? 2 : 0;
}

/** What could not be read of a project, for standard error. */
export function unreadLine({ file, message }: AnalysisError, { translations }: Common): string {
  return `gantry: ${file}: ${say(message, translations)}\n`;
}

/** The facts of the Go project in a folder (absolute); `toolchain` as the option of that name. */
export async function analyzeFolder(folder: string, toolchain: string | undefined, door: Door): Promise<GoProject> {
  const files = letHeapGrow(waitingFiles(folder));
  const signal = door.interrupted?.() ?? new AbortController().signal;
  const beside = onSecondThread(threadFile('go-share-worker', door.distDir), folder, signal);
  try {
    const project = await analyze(files, { signal, beside, ...toolchainOf(toolchain, folder, files, door) });
    signal.throwIfAborted();
    return project;
  } catch (error) {
    throw signal.aborted ? new Problem({ kind: 'cancelled', what: ['Cancelled'] }) : error;
  }
}

/** The one folder that a command was called with, absolute; the working directory where there is none. */
export function folderArgument(positionals: readonly string[], door: Door): string {
  if (positionals.length > 1) throw new UsageError(['name one folder']);
  const [named = '.'] = positionals;
  const folder = path.resolve(door.cwd, named);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new UsageError(['there is no folder {0}', named]);
  if (!found.isDirectory()) throw new UsageError(['{0} is a file: name the folder that it is in', named]);
  return folder;
}
