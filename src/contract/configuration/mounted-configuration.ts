import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Configuration } from '../../go/configuration-file.ts';
import type { EnvVariable, Program, RuntimeFile } from '../../go/project.ts';
import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { blockOffsets } from '../../kubernetes/yaml/block-offsets.ts';
import type { Range } from '../../lint/rule.ts';
import { type ConfigEntry, configEntries } from '../variables/config-entries.ts';
import type { ConfigurationText } from './configuration-text.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { volumeOf } from '../containers/filled-volumes.ts';
import { CHOOSES, onlyConfigurationFile } from './own-configuration.ts';
import { mountsAround } from '../images/working-folder.ts';

/**
 * The program's one configuration file, where a ConfigMap that is seen brings it, once for each overlay that has its own;
 * undefined where the program may read another file, or nobody sees the text.
 */
export function mountedConfiguration(
  container: Pick<ContractContainer, 'facts' | 'image' | 'env' | 'given'>,
  program: Program,
  contract: Contract,
): readonly ConfigurationText[] | undefined {
  const settings = [...(program.configurationBy ?? []), ...(program.configuration?.configuredBy ?? [])];
  const named =
    namedByFlag(settings, container) ??
    fileOfSettings(program, container) ??
    fileOfConfiguration(program.configuration, container);
  const path = named ?? writtenFile(program);
  if (path === undefined || !/^\/.*\.(?:ya?ml|json)$/i.test(path)) return undefined;
  const mayChoose = ({ name }: EnvVariable) => CHOOSES.test(name) && !settings.includes(`env:${name}`);
  if (program.env.some((one) => mayChoose(one) && container.env(one.name) !== undefined)) return undefined;
  const texts = textsAt(path, container, contract)?.map((one) => ({ ...one, roots: parseFields(one.text) }));
  const isRead = (roots: readonly Field[]) => (named === undefined ? isMeant(roots, program) : roots.length === 1);
  if (!texts || texts.length === 0 || !texts.every(({ roots }) => isRead(roots))) return undefined;
  return texts.flatMap(({ roots: [root], ...one }) => (root ? [{ root, ...one }] : []));
}

/** The one that an argument names, where nothing else can name any. */
function namedByFlag(settings: readonly string[], { given }: Pick<ContractContainer, 'given'>): string | undefined {
  const [path, other] = new Set(
    settings
      .filter(isOutside)
      .map(given)
      .filter((value) => value !== undefined),
  );
  return other === undefined ? (path ?? undefined) : undefined;
}

/** The one that settings name, or that the source names where nobody gives them. */
function fileOfSettings(program: Program, container: Pick<ContractContainer, 'given'>): string | undefined {
  const file = onlyFile(program);
  if (!file?.configuredBy) return undefined;
  const isGiven = file.configuredBy.filter(isOutside).some((by) => container.given(by) !== undefined);
  return isGiven ? namedByFlag(file.configuredBy, container) : file.path;
}

/** The one that the program decodes, where nobody gives a setting that names another. */
function fileOfConfiguration(
  configuration: Configuration | undefined,
  { given }: Pick<ContractContainer, 'given'>,
): string | undefined {
  if (!configuration || configuration.path === null) return undefined;
  const isGiven = configuration.configuredBy.some((by) => !isOutside(by) || given(by) !== undefined);
  return isGiven ? undefined : configuration.path;
}

/** A file of configuration does not say itself where it is: a key of that name is asked of it in vain, and without an end. */
function isOutside(by: string): boolean {
  return !by.startsWith('config:');
}

/** The one that the source names, whatever is set. */
function writtenFile(program: Program): string | undefined {
  const file = onlyFile(program);
  return file?.certainty === 'known' ? file.path : undefined;
}

/** The one file of configuration that the program reads, whichever of its commands runs. */
function onlyFile(program: Program): RuntimeFile | undefined {
  const file = onlyConfigurationFile(program);
  return file?.commands ? undefined : file;
}

/** Another file than the program's own shares no section with its listeners, and no key with what it takes. */
function isMeant(roots: readonly Field[], { listens, configuration }: Program): boolean {
  const sections = [
    ...listens.flatMap(({ configuredBy }) => configuredBy.flatMap((by) => /^config:([^.]+)/.exec(by)?.[1] ?? [])),
    ...(configuration?.keys ?? []).map(({ name }) => name),
  ].map((name) => name.toLowerCase());
  const [root, second] = roots;
  return !second && entries(root).some(({ key }) => sections.includes(key.toLowerCase()));
}

type WrittenText = Omit<ConfigurationText, 'root'>;

/** The text that an entry holds: its own, or that of the file it is made of. */
function written(
  { path, value, object, file, text: around, field }: ConfigEntry,
  sourceOf: Contract['sourceOf'],
): WrittenText[] {
  const text = path === undefined ? value : sourceOf(path);
  if (text === null || text === undefined) return [];
  if (path !== undefined)
    return [{ text, object, file: path, placeOf: ({ start, end }) => ({ start, end }), isVerbatim: true }];
  const offset = blockOffsets(around, field, text);
  const placeOf = ({ start, end }: Range) => (offset ? { start: offset(start), end: offset(end) } : field);
  return [{ text, object, file, placeOf, isVerbatim: offset !== undefined }];
}

/** What the ConfigMap that is mounted around a path has for it, once for each overlay; undefined where not all of them are seen. */
function textsAt(
  path: string,
  { facts }: Pick<ContractContainer, 'facts'>,
  { workspace, sourceOf }: Contract,
): readonly WrittenText[] | undefined {
  // What other values may change, a chart does not change by itself.
  const mayBePatched: Workspace['mayBePatched'] = (object, words) =>
    workspace.isByDefault !== true && workspace.mayBePatched(object, words);
  if (mayBePatched(facts.object, ['volumeMounts', 'volumes'])) return undefined;
  const mount = mountsAround(path, { facts }).at(-1);
  const folder = resolvePath(textAt(mount, 'mountPath') ?? '', '/');
  const volume = mount && volumeOf(mount, { facts });
  const source = at(volume, 'configMap');
  if (!mount || folder === undefined || !source || at(mount, 'subPathExpr')) return undefined;
  const inVolume = folder === path ? textAt(mount, 'subPath') : path.slice(folder.length + 1);
  if (inVolume === undefined || (folder !== path && at(mount, 'subPath'))) return undefined;
  const chosen = at(source, 'items');
  const key = chosen
    ? textAt(
        items(chosen).find((one) => textAt(one, 'path') === inVolume),
        'key',
      )
    : inVolume;
  const reference = workspace
    .referencesOf(facts.object.manifest, facts.pod)
    .find(({ field }) => field === at(source, 'name'));
  const objects = reference ? workspace.meantBy(reference, facts.object) : [];
  if (!reference || key === undefined || objects.length === 0) return undefined;
  const texts = objects.flatMap((object) => {
    if (mayBePatched(object, ['data', 'configMapGenerator'])) return [];
    const entry = configEntries(object, 'ConfigMap', reference.target.name, workspace)?.get(key);
    return entry ? written(entry, sourceOf) : [];
  });
  return texts.length === objects.length ? texts : undefined;
}
