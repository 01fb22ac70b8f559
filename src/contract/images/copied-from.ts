import { copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt, foldersAbove, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { stageNamed } from '../../dockerfile/stages/stages.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import { programName } from '../../shell/commands.ts';
import { contextFolder } from '../builds/build-context.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { baseName } from './image-name.ts';
import { isWithin } from './working-folder.ts';

/** The file of the repository that is at a path of the final image, as it is; undefined: none is, or nobody knows. */
export function copiedFrom(
  path: string,
  { file, dockerfile }: Pick<ContractImage, 'file' | 'dockerfile'>,
  contract: Pick<Contract, 'list' | 'builds'>,
): string | undefined {
  const { list } = contract;
  const final = dockerfile.stages.at(-1);
  if (!list || !final) return undefined;
  const certain = contextFolder(file, contract);
  const contexts = certain === undefined ? foldersAbove(file) : [certain];
  return inStage(path, { dockerfile, contexts, list }, final, 0);
}

interface Around {
  readonly dockerfile: Dockerfile;
  /** Folders of the repository that may be the build's. */
  readonly contexts: readonly string[];
  readonly list: ListFolder;
}

const MOST_STAGES = 5;

/** What comes last counts. */
function inStage(path: string, around: Around, stage: Stage, depth: number): string | undefined {
  const { dockerfile } = around;
  if (depth > MOST_STAGES) return undefined;
  for (const { instruction, folder } of inFolders(dockerfile, stage).reverse()) {
    if (instruction.keyword === 'RUN' && mayChange(path, dockerfile, instruction)) return undefined;
    const copy = copyOf(instruction);
    if (!copy) continue;
    const destination = resolvePath(copy.destination, folder);
    if (destination === undefined || instruction.heredocs.length > 0) return undefined;
    if (!isWithin(path, destination)) continue;
    const from = copy.from === undefined ? null : stageNamed(dockerfile.stages, copy.from, stage.index);
    if (from === undefined) return undefined;
    const inner = path.slice(destination === '/' ? 1 : destination.length + 1);
    const isFolder = copy.destination.endsWith('/') || copy.destination === '.' || copy.sources.length > 1;
    for (const source of copy.sources) {
      const found = from
        ? behind(source, inner).map((one) => inStage(one, around, from, depth + 1))
        : [inContext(source, inner, isFolder, around)];
      const [one] = found.flatMap((name) => name ?? []);
      if (one !== undefined || /[$*?[\]]/.test(source)) return one;
    }
  }
  return undefined;
}

/** Where a path below the destination of a copy may be in the stage that it comes from: a folder brings what is in it. */
function behind(source: string, inner: string): string[] {
  const from = resolvePath(source, '/');
  if (from === undefined) return [];
  return inner === '' || baseName(from) === inner ? [from] : [`${from === '/' ? '' : from}/${inner}`];
}

function inContext(source: string, inner: string, isFolder: boolean, { contexts, list }: Around): string | undefined {
  const plain = resolvePath(source, '/')?.slice(1);
  if (plain === undefined) return undefined;
  const files = contexts.flatMap((context) => {
    const at = joinNames(context, plain);
    const kind = entryAt(list, at);
    if (kind === 'file') return (inner === '' && !isFolder) || inner === baseName(at) ? [at] : [];
    return kind === 'folder' && entryAt(list, joinNames(at, inner)) === 'file' ? [joinNames(at, inner)] : [];
  });
  const [file, another] = new Set(files);
  return another === undefined ? file : undefined;
}

/** Commands that leave what is in a file. */
const HARMLESS = /^(?:chmod|chown|dos2unix|ls|test|mkdir)$/;

/** Whether a command names the file, or a pattern in its folder, and may write it. */
function mayChange(path: string, dockerfile: Dockerfile, instruction: Instruction): boolean {
  const name = baseName(path);
  return commandsOf(dockerfile, instruction).some(
    (command) => !HARMLESS.test(programName(command)) && instruction.rest.text.includes(name),
  );
}
