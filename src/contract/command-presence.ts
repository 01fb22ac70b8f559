import { baseFacts } from '../dockerfile/base-images.ts';
import { copyOf } from '../dockerfile/copies.ts';
import { baseImage } from '../dockerfile/final.ts';
import { goBuilds } from '../dockerfile/go-builds.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { resolvePath } from '../dockerfile/paths.ts';
import { lineage, stageNamed } from '../dockerfile/stages.ts';
import { baseName } from './image-name.ts';
import { mayBring, missingPackage, toolBase } from './missing-tools.ts';
import { firstFolder } from './working-folder.ts';

/** Whether it is certain that an image lacks what a command line starts with. `base`: the image that it is made from. */
export function lacksCommand(word: string, dockerfile: Dockerfile): { readonly base: string } | undefined {
  const stage = dockerfile.stages.at(-1);
  const base = stage && baseImage(dockerfile, stage);
  const has = toolBase(base);
  if (!stage || base === undefined || has === null || word === '' || word.includes('$')) return undefined;
  if (has !== 'none') {
    const isMissing = missingPackage(word, has) !== undefined && !mayBring(dockerfile, stage, word);
    return isMissing ? { base } : undefined;
  }
  if (/^(?:openssl|c_rehash)$/.test(baseName(word)) || !baseFacts(base).plain) return undefined;
  const isThere = word.includes('/') ? mayHold(word, dockerfile, stage) : mayBring(dockerfile, stage, word);
  return isThere ? undefined : { base };
}

/** Whether something that is copied into an image without a shell is a path, or a folder that may hold it. */
function mayHold(word: string, dockerfile: Dockerfile, stage: Stage): boolean {
  let folder = firstFolder(dockerfile, stage);
  for (const owner of lineage(dockerfile.stages, stage).reverse()) {
    for (const instruction of owner.instructions) {
      const { keyword, words } = instruction;
      if (keyword === 'WORKDIR') folder = resolvePath(words[0]?.value ?? '', folder);
      if (keyword === 'RUN' || keyword === 'ADD' || keyword === 'ONBUILD' || instruction.heredocs.length > 0)
        return true;
      // Where it lies may depend on a folder that a later WORKDIR chooses: any of them will do.
      const path = resolvePath(word, folder);
      if (keyword === 'COPY' && (path === undefined || mayCopy(instruction, path, folder, dockerfile, owner)))
        return true;
    }
  }
  return false;
}

function mayCopy(
  instruction: Instruction,
  path: string,
  folder: string | undefined,
  dockerfile: Dockerfile,
  owner: Stage,
): boolean {
  const copy = copyOf(instruction);
  const destination = copy && resolvePath(copy.destination, folder);
  if (!copy || destination === undefined) return true;
  if (path === destination) return true;
  if (!path.startsWith(destination === '/' ? '/' : `${destination}/`)) return false;
  const from = copy.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, owner.index);
  const made = from ? goBuilds(dockerfile, from).flatMap(({ outputs }) => outputs ?? []) : [];
  // One file goes into a folder under its own name, or is the destination itself.
  const isFolder = /\/$|^\.$/.test(copy.destination) || copy.sources.length > 1;
  return copy.sources.some((source) =>
    made.includes(source) ? isFolder && path.endsWith(`/${baseName(source)}`) : true,
  );
}
