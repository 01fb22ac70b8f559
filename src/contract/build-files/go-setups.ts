import { at, entries, entry, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { programName, shellCommands } from '../../shell/commands.ts';
import type { GoSetup } from './go-setup.ts';
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
      return versionsOf(step, [root, job], text).flatMap((given) =>
        setupOf(file, given, toolchainOf(step, [root, job], text), text, folders),
      );
    });
  });
}

function isSetup(step: Field): boolean {
  return /^actions\/setup-go@/.test(textAt(step, 'uses') ?? '');
}

interface GivenVersion {
  /** The scalar that says it. */
  readonly value: Field;
  /** The whole entry, where a reference to go.mod can take its place. */
  readonly entry: { readonly start: number; readonly end: number } | null;
}

/** What a step is told: a version, or each that a variable of the workflow or its matrix stands for. */
function versionsOf(step: Field, around: readonly Field[], text: string): GivenVersion[] {
  const given = entry(at(step, 'with'), 'go-version');
  const written = textAt(given?.value);
  if (!given || given.merged || written === undefined) return [];
  const [, scope, name = ''] = /^\$\{\{\s*(env|matrix)\.([\w-]+)\s*\}\}$/.exec(written) ?? [];
  if (scope === 'env') {
    const values = [...around, step].flatMap((field) => at(field, 'env', name) ?? []);
    // A script may write it, too.
    const [value, second] = values;
    const isWritten = new RegExp(`\\b${name}=`).test(text);
    return value && !second && !isWritten ? [{ value, entry: null }] : [];
  }
  if (scope === 'matrix') {
    const matrix = at(around[1], 'strategy', 'matrix');
    if (!matrix || at(matrix, 'include') || at(matrix, 'exclude')) return [];
    return items(at(matrix, name)).map((value) => ({ value, entry: null }));
  }
  return [{ value: given.value, entry: { start: given.keyRange.start, end: given.value.end } }];
}

function setupOf(
  file: string,
  { value, entry: whole }: GivenVersion,
  toolchain: GoSetup['toolchain'],
  text: string,
  folders: readonly string[],
): GoSetup[] {
  const version = textAt(value);
  if (version === undefined || folders.length === 0) return [];
  const { start, end } = value;
  const quoted = /["']/.test(text[start] ?? '');
  const range = quoted ? { start: start + 1, end: end - 1 } : { start, end };
  const written = text.slice(range.start, range.end);
  if (!/^1\.\d+(?:\.(?:\d+|x))?$/.test(written)) return [];
  return [{ ...{ file, version, toolchain, folders }, at: { ...range, written, quoted }, entry: whole }];
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
