import path from 'node:path';
import { contextChange } from '../containerize/context/context-change.ts';
import { toContainerizeJson } from '../containerize/containerize-json.ts';
import type { Plan } from '../containerize/plan-types.ts';
import { nodeFiles, readText } from '../disk/node-files.ts';
import { sizedFiles } from '../disk/sized-files.ts';
import { writeText } from '../disk/write-text.ts';
import { shown } from '../containerize/decision.ts';
import { labelled, say } from '../words/message.ts';
import { size } from '../words/sizes.ts';
import { analyzeFolder, folderArgument, unreadLine } from './analyze.ts';
import { parseArguments } from './arguments.ts';
import { type Common, type Door, tell, UsageError } from './door.ts';
import { openQuestion } from './open-questions.ts';
import { CHOICE_OPTIONS, planChoices } from './plan-choices.ts';
import { TOOLCHAIN_OPTION } from './toolchain.ts';
import { planWithDigests, withImageSettings } from './plan-images.ts';
import { planDiff } from './plan-diff.ts';
import { sayWorkspace } from './say-workspace.ts';

const OPTIONS = {
  ...CHOICE_OPTIONS,
  ...TOOLCHAIN_OPTION,
  write: { type: 'boolean' },
  force: { type: 'boolean' },
  diff: { type: 'boolean' },
  format: { type: 'string' },
} as const;

/** `gantry containerize DIR`: contracts.md. Writes only with --write, never over a file unless --force. */
export async function containerizeCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, OPTIONS);
  const { format = 'text' } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError(['--format is text or json']);
  if (values.force && !values.write) throw new UsageError(['--force goes with --write']);
  if (values.diff && (values.write || format === 'json')) throw new UsageError(['--diff writes nothing, and is text']);
  const folder = folderArgument(positionals, door);
  await sayWorkspace(folder, door, common);
  const project = await analyzeFolder(folder, values.toolchain, door);
  const chosen = { ...planChoices(values), ...(values.force && { replace: true }) };
  const choices = await withImageSettings(chosen, folder);
  const { planned, leftOut } = await planWithDigests(project, nodeFiles(folder), choices, door, common);
  const open = planned.questions.filter(({ proposal }) => proposal === null);
  const isEmpty = open.length > 0 || planned.files.length === 0;
  for (const error of project.errors) {
    // A file of Go that cannot be read may be none of the program's; without the module nothing builds.
    if (isEmpty || /(?:^|\/)go\.(?:mod|work)$/.test(error.file)) door.stderr(unreadLine(error, common));
  }
  if (isEmpty) {
    for (const question of open) door.stderr(openQuestion(question, common));
    if (open.length === 0) tell(door, common, ['there is nothing to containerize here']);
    return 2;
  }
  for (const question of leftOut) door.stderr(openQuestion(question, common));
  if (values.diff) {
    door.stdout(await planDiff(planned, folder, door, common));
    return 0;
  }
  if (values.write) {
    await write(
      planned,
      folder,
      { force: values.force ?? false, repair: chosen.dockerfile === 'repair' },
      door,
      common,
    );
  }
  door.stdout(
    format === 'json'
      ? `${JSON.stringify(toContainerizeJson(planned), null, 2)}\n`
      : await text(planned, folder, common),
  );
  return 0;
}

/** What the user allows with files that are there. */
interface Allowed {
  readonly force: boolean;
  readonly repair: boolean;
}

async function write(
  { files }: Plan,
  folder: string,
  { force, repair }: Allowed,
  door: Door,
  common: Common,
): Promise<void> {
  for (const { path: file, text: content, exists, mends = false } of files) {
    if (exists && !force && !(repair && mends)) {
      tell(door, common, [
        mends
          ? 'kept {0}, which does not work as it is (--existing repair changes the lines that are wrong, --existing beside writes another, --force replaces it)'
          : 'kept {0}, which is there already (--force replaces it)',
        file,
      ]);
      continue;
    }
    await writeText(folder, file, content);
    tell(door, common, [mends && !force ? 'mended {0}' : 'wrote {0}', file]);
  }
}

async function text({ decisions, files }: Plan, folder: string, { translations }: Common): Promise<string> {
  const decided = decisions.map(({ what, chosen, because, words, evidence, command }) => {
    const [name, choice, reason] = words
      ? [say(words.what, translations), shown(words.chosen, translations), say(words.because, translations)]
      : [what, chosen, because];
    return `${command === undefined ? '' : `${command} · `}${labelled(name, choice)} — ${reason}${evidence ? ` (${evidence.file}:${evidence.line})` : ''}\n`;
  });
  const contents = files.map(({ path: file, text: content }) => `\n# ${file}\n${content}`);
  const ignore = files.find(({ path: file }) => file.endsWith('.dockerignore'));
  const context = ignore ? await contextLine(folder, ignore.text, translations) : '';
  return decided.join('') + context + contents.join('');
}

async function contextLine(folder: string, ignore: string, translations: Common['translations']): Promise<string> {
  const present = await readText(path.join(folder, '.dockerignore'));
  const { before, after } = await contextChange(sizedFiles(folder), present, ignore);
  const [from, to] = [before, after].map(({ bytes }) => size(bytes));
  return `${say(['build context: {0} in {1} files → {2} in {3} files', from ?? '', before.files, to ?? '', after.files], translations)}\n`;
}
