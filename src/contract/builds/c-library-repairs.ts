import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage, finalStage } from '../../dockerfile/stages/final.ts';
import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import { bringsLibrary } from '../../dockerfile/commands/library-packages.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import type { GoBuild } from '../../dockerfile/commands/go-builds.ts';
import type { TextEdit } from '../../lint/fix.ts';
import { FIRST_ON_TRIXIE } from './debian-release.ts';
import { goVersion } from './go-version.ts';
import { lineEndOf } from '../../dockerfile/syntax/new-line.ts';

/** Where the tag of the builder does not say which. */
const ALPINE = '3.23';

/** The edits with which the binary finds its C library when it runs; null: nothing simple does it. */
export function fitBase(dockerfile: Dockerfile, builder: Stage): readonly TextEdit[] | null {
  const final = dockerfile.stages.at(-1);
  const root = final && lineage(dockerfile.stages, final).at(-1);
  if (!final || !root?.image) return [];
  const here = baseFacts(baseImage(dockerfile, builder)).libc;
  const there = baseFacts(baseImage(dockerfile, final)).libc;
  if (here === null || there === null || here === there || bringsLibrary(dockerfile, final)) return [];
  const to = baseLike(baseImage(dockerfile, builder) ?? '', here);
  const isPlain = root.image.end - root.image.start === root.image.text.length && !root.image.text.includes('$');
  // What runs there runs in that image only.
  const runs = lineage(dockerfile.stages, final).some(({ instructions }) =>
    instructions.some(({ keyword, json }) => keyword === 'RUN' || (keyword === 'ENTRYPOINT' && json === null)),
  );
  if (to === null || !isPlain || runs) return null;
  // Where the Dockerfile says who runs it, the tag changes nothing but what the name fixes.
  const isNonRoot = /(?::|-)nonroot$/.test(root.image.value) || finalStage(dockerfile)?.user;
  const user = isNonRoot && to.includes('distroless') ? ':nonroot' : '';
  return [{ start: root.image.start, end: root.image.end, text: to + user }];
}

/** A small image with the C library of a golang image. */
function baseLike(builder: string, libc: 'glibc' | 'musl' | 'none'): string | null {
  const image = parseImage(builder);
  if (!image || officialName(image) !== 'golang') return null;
  const tag = image.tag ?? '';
  if (libc === 'musl') return `alpine:${/alpine(3\.\d+)/.exec(tag)?.[1] ?? ALPINE}`;
  if (/bullseye|buster/.test(tag)) return null;
  const minor = goVersion(tag)?.minor ?? FIRST_ON_TRIXIE;
  const isOlder = tag.includes('bookworm') || (!tag.includes('trixie') && minor < FIRST_ON_TRIXIE);
  return `gcr.io/distroless/base-debian${isOlder ? 12 : 13}`;
}

/** The edits that switch cgo on, and bring a compiler where there is none; null where the file does not show how. */
export function switchOn(dockerfile: Dockerfile, builder: Stage, build: GoBuild): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  if (build.cgo === 'off') {
    if (!build.setAt) return null;
    const { start, end } = build.setAt;
    const text = dockerfile.text.slice(start, end).replace(/0(?=["']?$)/, '1');
    edits.push({ start, end, text });
  }
  if (build.compiler === false) {
    if (baseFacts(baseImage(dockerfile, builder)).libc !== 'musl') return null;
    const at = (lineage(dockerfile.stages, builder).at(-1) ?? builder).from.end;
    const lineEnd = lineEndOf(dockerfile.text);
    edits.push({ start: at, end: at, text: `${lineEnd}RUN apk add --no-cache gcc musl-dev` });
  }
  return edits;
}
