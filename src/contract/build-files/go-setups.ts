import { at, entries, entry, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { programName, shellCommands } from '../../shell/commands.ts';
import type { GoSetup } from '../go-setup.ts';
import { pathFrom } from './build-path.ts';
import { isFetching, isOtherCheckout } from './workflow.ts';

/** The steps with actions/setup-go that say a version by themselves; a matrix or a variable is not looked up. */
export function goSetups(file: string, root: Field, text: string): GoSetup[] {
  if (!text.includes('actions/setup-go@')) return [];
  return entries(at(root, 'jobs')).flatMap(({ value: job }) => {
    const steps = items(at(job, 'steps'));
    // What lies elsewhere than in the root of a checkout of this repository, nobody knows here.
    if (steps.some(isOtherCheckout) || steps.some((step) => at(step, 'uses') === undefined && isFetching(step)))
      return [];
    const folder =
      textAt(job, 'defaults', 'run', 'working-directory') ??
      textAt(root, 'defaults', 'run', 'working-directory') ??
      '.';
    return steps.flatMap((step, index) => {
      if (!isSetup(step)) return [];
      const next = steps.findIndex((other, place) => place > index && isSetup(other));
      const behind = steps.slice(index + 1, next < 0 ? undefined : next);
      const folders = [...new Set(behind.flatMap((one) => foldersOf(one, folder)))];
      return setupOf(file, step, text, toolchainOf(step, [root, job], text), folders);
    });
  });
}

function isSetup(step: Field): boolean {
  return /^actions\/setup-go@/.test(textAt(step, 'uses') ?? '');
}

function setupOf(
  file: string,
  step: Field,
  text: string,
  toolchain: GoSetup['toolchain'],
  folders: readonly string[],
): GoSetup[] {
  const inputs = at(step, 'with');
  const given = entry(inputs, 'go-version');
  const version = textAt(given?.value);
  if (!given || given.merged || version === undefined || folders.length === 0) return [];
  const { start, end } = given.value;
  const quoted = /["']/.test(text[start] ?? '');
  const range = quoted ? { start: start + 1, end: end - 1 } : { start, end };
  const written = text.slice(range.start, range.end);
  if (!/^1\.\d+(?:\.(?:\d+|x))?$/.test(written)) return [];
  return [
    {
      ...{ file, version, toolchain, folders },
      at: { ...range, written, quoted },
      entry: { start: given.keyRange.start, end },
    },
  ];
}

/** From its sixth major version on, the action keeps Go to what it installed. */
const FIRST_LOCAL = 6;

function toolchainOf(step: Field, around: readonly Field[], text: string): GoSetup['toolchain'] {
  const set = around.flatMap((field) => textAt(field, 'env', 'GOTOOLCHAIN') ?? []);
  const mentions = text.split('GOTOOLCHAIN').length - 1;
  if (mentions > 0) return mentions === set.length && set.every((value) => value === 'local') ? 'local' : null;
  const uses = at(step, 'uses');
  const behind = text.slice(uses?.end ?? 0, text.indexOf('\n', uses?.end ?? 0));
  const [, major] = /@v(\d+)/.exec(textAt(uses) ?? '') ?? /#\s*v?(\d+)/.exec(behind) ?? [];
  if (major === undefined) return null;
  return Number(major) >= FIRST_LOCAL ? 'local' : 'auto';
}

/** Where a step calls Go on the module around; nowhere for one that changes folders by itself. */
function foldersOf(step: Field, usual: string): string[] {
  const script = textAt(step, 'run');
  if (script === undefined || !/\bgo\b/.test(script)) return [];
  const folder = pathFrom('', textAt(step, 'working-directory') ?? usual);
  if (folder === null) return [];
  const commands = shellCommands({ text: script, at: (index) => index });
  if (commands.some((command) => /^(?:cd|pushd|popd)$/.test(programName(command)))) return [];
  const isCalled = commands.some(({ words }) => {
    const [program, kind, ...rest] = words.map(({ value }) => value);
    return (
      program === 'go' &&
      /^(?:build|test|vet|run|generate|install|list)$/.test(kind ?? '') &&
      !rest.some((word) => /\w@\w/.test(word) || /^-C\b|^-modfile/.test(word))
    );
  });
  return isCalled ? [folder] : [];
}
