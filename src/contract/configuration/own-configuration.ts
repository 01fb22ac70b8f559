import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { Program, RuntimeFile } from '../../go/project.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import { presenceOf } from '../images/copied-files.ts';
import { givenBy } from '../ports/effective-listener.ts';
import { contextFilter } from '../builds/ignored-context.ts';
import type { ConfigurationText } from './configuration-text.ts';
import { bringsNoConfiguration, CONFIGURATION, hasConfigurationOf } from './no-configuration.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';

/** How an image runs its program somewhere. */
export interface ConfiguredRun {
  readonly image: ContractImage;
  readonly program: Program;
  /** Where it runs, if not in the image's own folder. */
  readonly folder?: string | undefined;
  /** The words behind the program's name; null: the files do not say. */
  readonly args: readonly string[] | null;
  /** `undefined` = nothing sets the variable. */
  readonly env: (name: string) => string | null | undefined;
  /** Whether something is mounted at a path, or at a folder around it. */
  readonly isMounted: (path: string) => boolean;
  /** Whether nothing is mounted anywhere that was filled before. */
  readonly mountsNothing: () => boolean;
}

export { CONFIGURATION };
const NAMES_CONFIGURATION = /^(?:c|f)$|conf|cfg|setting|profile/i;
/** Variables that choose among configuration files. */
export const CHOOSES = /conf|cfg|setting|profile|(?:^|_)(?:env|environment|mode|stage)$/i;

/** Whether the program reads no configuration file at all: only settings that nobody gives name one. */
export function readsNoConfiguration({ program, args, env }: Pick<ConfiguredRun, 'program' | 'args' | 'env'>): boolean {
  const { configurationBy, flags } = program;
  if (!configurationBy || args === null) return false;
  const settings = { args, env, ...(flags && { allFlags: flags }) };
  return configurationBy.every((by) => givenBy(by, settings) === undefined);
}

/**
 * Whether the program reads the configuration files that the analysis read in the repository: the image has them all,
 * nothing is mounted over them, and neither arguments nor variables name others. It reads none where nothing brings any.
 */
export function readsOwnConfiguration(run: ConfiguredRun, contract: Contract): boolean {
  const { image, program, args, env, isMounted } = run;
  const folder = run.folder ?? workingFolder(image.dockerfile);
  const { list } = contract;
  if (readsNoConfiguration(run)) return true;
  if (!list || args === null) return false;
  const isNamed = program.env.some(({ name }) => CHOOSES.test(name) && env(name) !== undefined);
  if (!isNamed && named(args).length === 0 && findsNone(run, list)) return true;
  if (folder === undefined) return false;
  const filter = contextFilter(image.file, contract);
  const files = program.runtimeFiles.filter(({ path }) => CONFIGURATION.test(path));
  const paths = files.map((file) => pathOf(file, folder));
  const isThere = (path: string | undefined) =>
    path !== undefined && !isMounted(path) && presenceOf(path, image, list, filter).is === 'present';
  return (
    paths.length > 0 &&
    paths.every(isThere) &&
    named(args).every((path) => paths.includes(resolvePath(path, folder))) &&
    !isNamed
  );
}

/** Whether there is no file that it could read, nor was there one when the source was read. */
function findsNone({ image, program, mountsNothing }: ConfiguredRun, list: ListFolder): boolean {
  const isTaken = program.runtimeFiles.some(({ path, source }) => CONFIGURATION.test(path) && source !== null);
  return !isTaken && mountsNothing() && !hasConfigurationOf(program, list) && bringsNoConfiguration(image, list);
}

/** The one configuration file of the repository that the image has and the program reads; undefined where another may be read. */
export function ownConfiguration(run: ConfiguredRun, contract: Contract): readonly ConfigurationText[] | undefined {
  const file = configurationSource(run.program);
  if (file === undefined || readsNoConfiguration(run) || !readsOwnConfiguration(run, contract)) return undefined;
  const text = contract.sourceOf(file) ?? '';
  const [root, second] = parseFields(text);
  return root && !second
    ? [{ root, text, file, object: null, placeOf: ({ start, end }) => ({ start, end }), isVerbatim: true }]
    : undefined;
}

/** Where the repository has the program's one configuration file; undefined where it has none, or there are several. */
export function configurationSource(program: Program): string | undefined {
  const file = onlyConfigurationFile(program);
  const source = file?.source === undefined ? file?.path : file.source;
  return source !== null && /\.(?:ya?ml|json)$/i.test(source ?? '') ? source : undefined;
}

/** The one configuration file that the program reads; undefined where there are none or several. */
export function onlyConfigurationFile({ runtimeFiles }: Program): RuntimeFile | undefined {
  const [file, second] = runtimeFiles.filter(({ path }) => CONFIGURATION.test(path));
  return second ? undefined : file;
}

function pathOf({ path, source, beside, certainty }: RuntimeFile, folder: string): string | undefined {
  if (source === null || beside === true || certainty === 'unknown' || /[*?[{$]|\.\./.test(path)) return undefined;
  return resolvePath(path, folder);
}

/** What arguments name as configuration. */
function named(args: readonly string[]): string[] {
  return args.flatMap((word, index) => {
    const [, flag, own] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined) return CONFIGURATION.test(word) ? [word] : [];
    const value = own ?? args[index + 1] ?? '';
    return NAMES_CONFIGURATION.test(flag) || CONFIGURATION.test(value) ? [value] : [];
  });
}
