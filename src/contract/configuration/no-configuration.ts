import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt, foldersAbove, joinNames, type ListFolder, pathsBelow } from '../../dockerfile/files/file-tree.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { stageNamed } from '../../dockerfile/stages/stages.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import type { Program } from '../../go/project.ts';
import type { ContractImage } from '../contract.ts';
import { mayLieAt } from '../builds/built-programs.ts';
import { holdsOnlyBinaries } from '../images/built-folder.ts';
import { baseName } from '../images/image-name.ts';
import { arePlain } from '../images/plain-commands.ts';

export const CONFIGURATION = /\.(?:ya?ml|toml|json|ini|conf|cfg|properties|env)$/i;

/** So many files of a folder are looked at; of one that has more nothing is said. */
const MOST_FILES = 200;

/** Whether nothing that an image is made of brings a file that a program could read its settings from. */
export function bringsNoConfiguration(image: ContractImage, list: ListFolder): boolean {
  const { dockerfile } = image;
  const final = dockerfile.stages.at(-1);
  const { plain, go } = baseFacts(final && baseImage(dockerfile, final));
  if (!final || (!plain && !go)) return false;
  return inFolders(dockerfile, final).every(({ instruction, folder }) => {
    const { keyword, heredocs, rest } = instruction;
    if (heredocs.length > 0 || keyword === 'ADD' || keyword === 'ONBUILD') return false;
    if (keyword === 'RUN') return !rest.text.includes('>') && arePlain(commandsOf(dockerfile, instruction));
    return keyword !== 'COPY' || bringsNone(instruction, folder, image, list);
  });
}

function bringsNone(
  instruction: Instruction,
  folder: string | undefined,
  { file, dockerfile, built }: ContractImage,
  list: ListFolder,
): boolean {
  const copy = copyOf(instruction);
  const final = dockerfile.stages.length - 1;
  if (!copy) return false;
  const stage = copy.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, final);
  return copy.sources.every((source) => {
    if (copy.from === undefined) return holdsNone(source, file, list);
    const destination = resolvePath(copy.destination, folder);
    if (destination === undefined) return false;
    const isBinary = mayLieAt(destination, built) || mayLieAt(joinNames(destination, baseName(source)), built);
    return isBinary || (stage !== undefined && holdsOnlyBinaries(source, stage, dockerfile));
  });
}

/** Whether a file of the context is none that settings are read from, or a folder has none. */
function holdsNone(source: string, file: string, list: ListFolder): boolean {
  if (/[$*?[\]\\]|:\/\//.test(source)) return false;
  const plain = resolvePath(source, '/')?.slice(1) ?? '';
  return foldersAbove(file).every((context) => {
    const path = joinNames(context, plain);
    const entry = entryAt(list, path);
    if (entry !== 'folder') return entry !== 'unseen' && !CONFIGURATION.test(plain);
    const below = [...pathsBelow(list, path, MOST_FILES)];
    return below.length < MOST_FILES && !below.some((one) => CONFIGURATION.test(one));
  });
}

/** Whether the repository has a file that the analysis may have taken settings of a program from. */
export function hasConfigurationOf({ name, moduleDir }: Program, list: ListFolder): boolean {
  return ['', 'conf', 'config', 'configs', 'etc', 'settings'].some((folder) =>
    [...(list(joinNames(moduleDir === '.' ? '' : moduleDir, folder)) ?? [])].some(([file]) => {
      return CONFIGURATION.test(file) && (USUAL.test(file) || file.startsWith(name));
    }),
  );
}

const USUAL = /^\.?(?:app|application|conf|config|configuration|default|dev|env|local|prod|production|settings?)\b/i;
