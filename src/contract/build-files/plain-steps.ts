import { at, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { programName, shellCommands } from '../../shell/commands.ts';
import { isFetching, isOtherCheckout } from './workflow.ts';

/** Whether a job works on the files of this repository as they are, whatever happens. */
export function isOnlyCheckout(job: Field, steps: readonly Field[]): boolean {
  return steps.some(isCheckout) && !at(job, 'container') && !mayBeSkipped(job) && !steps.some(isOtherCheckout);
}

/** Of the commit that the workflow itself is of, without what other repositories put into it. */
export function isCheckout(step: Field): boolean {
  return (
    /^actions\/checkout@/.test(textAt(step, 'uses') ?? '') &&
    ['ref', 'submodules'].every((key) => at(step, 'with', key) === undefined)
  );
}

/** It may be that the condition asks whether the folder is there. */
export function mayBeSkipped(field: Field): boolean {
  return /hashFiles|outputs|needs\b|matrix|inputs|env\b|vars\b/.test(textAt(field, 'if') ?? '');
}

/** Programs that put no folders of their own into a checkout. */
const PLAIN = /^(?:go|echo|gofmt|golangci-lint|apt-get|npm|pnpm|yarn|corepack|node)$/;

/** How many steps there are before the first that may put folders of its own into the checkout. */
export function plainSteps(steps: readonly Field[]): number {
  const other = steps.findIndex((step) => !isPlainStep(step));
  return other < 0 ? steps.length : other;
}

function isPlainStep(step: Field): boolean {
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
