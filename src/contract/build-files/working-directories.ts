import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { programName, shellCommands } from '../../shell/commands.ts';
import type { BuildPath, ImageBuild } from '../image-builds.ts';
import { buildPath } from './build-path.ts';
import { folderAlone } from './folder-alone.ts';
import { isFetching, isOtherCheckout } from './workflow.ts';

/** The folders that the steps of a workflow run in, where only the checkout before can have made them. */
export function workingDirectories(file: string, root: Field, text: string): ImageBuild[] {
  // A called workflow runs on the files of whoever calls it; elsewhere than in the root nobody runs one.
  if (!file.startsWith('.github/workflows/') || /\bworkflow_call\b/.test(text)) return [];
  const said = new Set<Field>();
  return entries(at(root, 'jobs')).flatMap(({ value: job }) => {
    const steps = items(at(job, 'steps'));
    const checkout = steps.findIndex(isCheckout);
    if (checkout < 0 || at(job, 'container') || mayBeSkipped(job) || steps.some(isOtherCheckout)) return [];
    const usual = [job, root].map((field) => at(field, 'defaults', 'run', 'working-directory')).find(Boolean);
    return steps.flatMap((step, index) => {
      const field = at(step, 'working-directory') ?? usual;
      const path = buildPath('', field);
      if (!field || !path || said.has(field) || at(step, 'run') === undefined || index < checkout || mayBeSkipped(step))
        return [];
      const before = steps.slice(0, index);
      const above = text.slice(steps[0]?.start ?? 0, step.start);
      if (!before.every(makesNothing) || isNamed(path, above)) return [];
      said.add(field);
      return [folderAlone(file, path)];
    });
  });
}

/** Of the commit that the workflow itself is of, without what other repositories put into it. */
function isCheckout(step: Field): boolean {
  return (
    /^actions\/checkout@/.test(textAt(step, 'uses') ?? '') &&
    ['ref', 'submodules'].every((key) => at(step, 'with', key) === undefined)
  );
}

/** It may be that the condition asks whether the folder is there. */
function mayBeSkipped(field: Field): boolean {
  return /hashFiles|outputs|needs\b|matrix|inputs|env\b|vars\b/.test(textAt(field, 'if') ?? '');
}

/** Programs that put no folders of their own into a checkout. */
const PLAIN = /^(?:go|echo|gofmt|golangci-lint|apt-get|npm|pnpm|yarn|corepack|node)$/;

function makesNothing(step: Field): boolean {
  const uses = textAt(step, 'uses');
  if (uses !== undefined) {
    return /^(?:actions\/(?:checkout|setup-[\w-]+)|docker\/[\w-]+|golangci\/golangci-lint-action)@/.test(uses);
  }
  const script = textAt(step, 'run');
  if (script === undefined || isFetching(step)) return false;
  return shellCommands({ text: script, at: (index) => index }).every((command) => {
    const [, first = ''] = command.words.map(({ value }) => value);
    return PLAIN.test(programName(command)) && !/^(?:generate|run|exec|work|create|init|dlx|start)$/.test(first);
  });
}

/** A step before that names the folder may make it. */
function isNamed({ path }: BuildPath, before: string): boolean {
  return before
    .replace(/^[ \t]*working-directory:.*$/gm, '')
    .split(/[^\w.-]+/)
    .some((word) => path.split('/').includes(word));
}
