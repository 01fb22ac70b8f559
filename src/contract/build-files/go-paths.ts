import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { programName, shellCommands } from '../../shell/commands.ts';
import type { ImageBuild } from './image-builds.ts';
import { pathFrom } from './build-path.ts';
import { folderAlone } from './folder-alone.ts';
import { isOnlyCheckout, mayBeSkipped, plainSteps } from './plain-steps.ts';

/** The packages that steps of a workflow build or test by their folders, where only the checkout before can have made them. */
export function goPaths(file: string, root: Field, text: string): ImageBuild[] {
  if (/\bworkflow_call\b/.test(text)) return [];
  return entries(at(root, 'jobs')).flatMap(({ value: job }) => {
    const steps = items(at(job, 'steps'));
    if (!isOnlyCheckout(job, steps)) return [];
    const usual = [job, root].map((field) => textAt(field, 'defaults', 'run', 'working-directory')).find(Boolean);
    return steps.slice(0, plainSteps(steps)).flatMap((step) => {
      if (mayBeSkipped(step)) return [];
      const folder = pathFrom('', textAt(step, 'working-directory') ?? usual ?? '.');
      return folder === null ? [] : packagesIn(file, step, folder, text);
    });
  });
}

function packagesIn(file: string, step: Field, folder: string, text: string): ImageBuild[] {
  const run = at(step, 'run');
  const script = textAt(run);
  if (!run || script === undefined) return [];
  const written = text.slice(run.start, run.end);
  return shellCommands({ text: script, at: (index) => index }).flatMap((command) => {
    const [, kind = '', ...words] = command.words.map(({ value }) => value);
    if (programName(command) !== 'go' || !/^(?:build|install|vet|test|run)$/.test(kind)) return [];
    return words.flatMap((word, index) => {
      // What follows `-o` need not be there, and what follows the package of `go run` is its own.
      if (!/^\.\/[\w./-]+$/.test(word) || word.endsWith('.go') || words[index - 1]?.startsWith('-')) return [];
      if (kind === 'run' && words.slice(0, index).some((one) => !one.startsWith('-'))) return [];
      const path = pathFrom(folder, word.replace(/\/(?:\.\.\.)?$/, ''));
      const from = written.indexOf(word);
      if (path === null || path === '' || path === folder || from < 0 || written.indexOf(word, from + 1) >= 0)
        return [];
      const start = run.start + from;
      return [folderAlone(file, { path, written: word, start, end: start + word.length })];
    });
  });
}
