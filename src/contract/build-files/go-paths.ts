import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { pathFrom } from './build-path.ts';
import { goPackages, packageFolder } from './go-packages.ts';
import { isOnlyCheckout, mayBeSkipped, plainSteps } from './plain-steps.ts';
import { scriptOf } from './script-builds.ts';

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
  const script = scriptOf(at(step, 'run'), text);
  if (!script) return [];
  const place = (word: Word): BuildPath | null => {
    const path = pathFrom(folder, packageFolder(word));
    const range = script.locate(word);
    return path === null || path === folder || !range ? null : { path, written: word.value, ...range };
  };
  return script.commands.flatMap((command) => goPackages(file, command, place));
}
