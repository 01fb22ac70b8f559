import { isCalled } from '../../go/program-name.ts';
import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { type Copy, copyOf } from '../../dockerfile/files/copies.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { goBuilds } from '../../dockerfile/commands/go-builds.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { lineage, stageNamed } from '../../dockerfile/stages/stages.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { mayLieAt } from '../builds/built-programs.ts';
import { mayMake } from './copied-files.ts';
import { holdsOnlyBinaries } from './built-folder.ts';
import { baseName } from './image-name.ts';
import { arePlain } from './plain-commands.ts';
import { mayBring, missingPackage, toolBase } from './missing-tools.ts';
import { firstFolder, workingFolder } from '../../dockerfile/stages/working-folder.ts';

/** Whether it is certain that an image lacks what a command line starts with. `base`: the image that it is made from. */
export function lacksCommand(
  word: string,
  { dockerfile, built }: Pick<ContractImage, 'dockerfile' | 'built'>,
): { readonly base: string } | undefined {
  const stage = dockerfile.stages.at(-1);
  const base = stage && baseImage(dockerfile, stage);
  const has = toolBase(base);
  if (!stage || base === undefined || has === null || word === '' || word.includes('$')) return undefined;
  if (has !== 'none') {
    const isMissing = missingPackage(word, has) !== undefined && !mayBring(dockerfile, stage, word);
    return isMissing ? { base } : undefined;
  }
  if (/^(?:openssl|c_rehash)$/.test(baseName(word)) || !baseFacts(base).plain) return undefined;
  const isThere = word.includes('/')
    ? pathsOf(word, base).some((path) => mayHold(path, { dockerfile, built }, stage))
    : mayBring(dockerfile, stage, word);
  return isThere ? undefined : { base };
}

/** Folders of PATH in images that do not set it. */
const SEARCHED = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/go/bin'];

/** Folders that hold programs of a distribution. */
const OF_DISTRIBUTION = /^\/(?:usr\/)?(?:s?bin|lib\w*|share)\/|^\/(?:etc|busybox|usr\/local\/go)\//;

/** Whether it is certain that an image has no program of this project where a command line looks for it. */
export function lacksProgram(
  word: string,
  image: ContractImage,
  { go }: Contract,
): { readonly base: string } | undefined {
  const { dockerfile, run } = image;
  const stage = dockerfile.stages.at(-1);
  const base = stage && baseImage(dockerfile, stage);
  if (!stage || base === undefined || !baseFacts(base).plain || /^$|\$/.test(word)) return undefined;
  const isSearched = !word.includes('/');
  const isOurs = go.programs.some((program) => isCalled(program, baseName(word)));
  if (!isOurs && (isSearched || OF_DISTRIBUTION.test(resolvePath(word, workingFolder(dockerfile)) ?? '/bin/')))
    return undefined;
  if (isSearched && run.env.has('PATH')) return undefined;
  const paths = isSearched ? SEARCHED.map((folder) => `${folder}/${word}`) : pathsOf(word, base);
  const isThere = paths.some((path) => mayHold(path, image, stage, (one) => mayRunMake(one, path, dockerfile)));
  return isThere ? undefined : { base };
}

function mayRunMake(run: Instruction, path: string, dockerfile: Dockerfile): boolean {
  return !arePlain(commandsOf(dockerfile, run)) || mayMake(withoutUsers(run.source.text), path);
}

/** Users and groups are called after programs. */
function withoutUsers(script: string): string {
  return script.replace(/\b(?:add(?:user|group)|(?:user|group)add)\b[^&;|]*/g, '');
}

/** In images of a distribution `/bin` may be a link to `/usr/bin`. */
function pathsOf(word: string, base: string): readonly string[] {
  const [, folder, rest] = /^(?:\/usr)?\/(s?bin)\/(.*)$/.exec(word) ?? [];
  return base === 'scratch' || folder === undefined ? [word] : [`/${folder}/${rest}`, `/usr/${folder}/${rest}`];
}

/** Folders that images without a shell may have from the start. */
const SYSTEM = /^\/(?:bin|sbin|etc|home|lib\d*|opt|root|run|srv|tmp|usr|var)(?:\/|$)/;

/** Whether something that is copied into an image without a shell is a path, or a folder that may hold it. */
function mayHold(
  word: string,
  image: Pick<ContractImage, 'dockerfile' | 'built'>,
  stage: Stage,
  isMade: (run: Instruction) => boolean = () => true,
): boolean {
  const { dockerfile } = image;
  let folder = firstFolder(dockerfile, stage);
  const folders = new Set<string>();
  // A file that is copied to a folder that is there lies in it, slash or not.
  const isThere = (path: string) => SYSTEM.test(path) || [...folders].some((one) => `${one}/`.startsWith(`${path}/`));
  for (const owner of lineage(dockerfile.stages, stage).reverse()) {
    for (const instruction of owner.instructions) {
      const { keyword, words } = instruction;
      if (keyword === 'WORKDIR') {
        folder = resolvePath(words[0]?.value ?? '', folder);
        if (folder !== undefined) folders.add(folder);
      }
      if (keyword === 'ADD' || keyword === 'ONBUILD' || instruction.heredocs.length > 0) return true;
      if (keyword === 'RUN' && isMade(instruction)) return true;
      // Where it lies may depend on a folder that a later WORKDIR chooses: any of them will do.
      const path = resolvePath(word, folder);
      if (keyword !== 'COPY') continue;
      const copied = copyInto(instruction, folder);
      if (!copied || path === undefined || mayCopy(copied, path, isThere, image, owner)) return true;
      folders.add(copied.isFolder ? copied.destination : copied.destination.replace(/\/[^/]*$/, ''));
    }
  }
  return false;
}

interface CopyInto {
  readonly copy: Copy;
  /** Absolute. */
  readonly destination: string;
  readonly isFolder: boolean;
}

/** Undefined: where it goes is not known. */
function copyInto(instruction: Instruction, folder: string | undefined): CopyInto | undefined {
  const copy = copyOf(instruction);
  const destination = copy && resolvePath(copy.destination, folder);
  if (!copy || destination === undefined) return undefined;
  return { copy, destination, isFolder: /(?:^|\/)\.?$/.test(copy.destination) || copy.sources.length > 1 };
}

function mayCopy(
  { copy, destination, isFolder }: CopyInto,
  path: string,
  isThere: (path: string) => boolean,
  { dockerfile, built }: Pick<ContractImage, 'dockerfile' | 'built'>,
  owner: Stage,
): boolean {
  if (path === destination) return true;
  if (!path.startsWith(destination === '/' ? '/' : `${destination}/`)) return false;
  const from = copy.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, owner.index);
  const made = from ? filesBuilt(dockerfile, from) : [];
  // What lies where is known of all that is built, and nothing else is copied along.
  const isKnown = built.areAllKnown && !built.chosenByCall && !mayLieAt(path, built);
  if (from && isKnown && copy.sources.every((source) => holdsOnlyBinaries(source, from, dockerfile))) return false;
  // One file goes into a folder under its own name, or is the destination itself.
  return copy.sources.some((source) =>
    made.includes(source) ? (isFolder || isThere(destination)) && path.endsWith(`/${baseName(source)}`) : true,
  );
}

/** What the builds of a stage write that is certainly a file: several packages, or a folder that is there, make it a folder. */
function filesBuilt(dockerfile: Dockerfile, stage: Stage): string[] {
  const instructions = lineage(dockerfile.stages, stage).flatMap((one) => one.instructions);
  const isMade = (output: string) =>
    instructions.some(({ keyword, source, words }) =>
      keyword === 'WORKDIR'
        ? `${words[0]?.value ?? ''}/`.startsWith(`${output}/`)
        : /\bmkdir\b/.test(source.text) && source.text.includes(output),
    );
  return goBuilds(dockerfile, stage).flatMap(({ command, outputs }) => {
    const packages = command.words.filter(({ value }) => /^\.(?:\.?\/|$)/.test(value));
    if (packages.some(({ value }) => value.includes('...'))) return [];
    const [output = '', another] = outputs ?? [];
    if (another === undefined && output.endsWith('/')) return namesOf(packages).map((name) => output + name);
    if (packages.length > 1) return [];
    return (outputs ?? []).filter((output) => !output.endsWith('/') && !isMade(output));
  });
}

/** What a build into a folder calls the programs of packages that are named one by one; none where it cannot be read off. */
function namesOf(packages: readonly { readonly value: string }[]): string[] {
  const names = packages.flatMap(({ value }) => /^\.\/(?:[\w.-]+\/)*([\w-]*[a-z][\w-]*)$/i.exec(value)?.[1] ?? []);
  return names.length === packages.length ? names : [];
}
