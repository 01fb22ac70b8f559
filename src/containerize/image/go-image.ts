import { goRelease, OLDEST_SUPPORTED_GO, TABLE_DATE } from '../../dockerfile/stages/end-of-life.ts';
import type { GoModule } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import { baseName } from './base-names.ts';
import type { Choices, Decision } from '../plan-types.ts';

/** Builds a module that names no version: any newer Go builds older code. */
const VERSION_WITHOUT_DIRECTIVE = '1.26';

export interface GoImage {
  readonly image: string;
  /** Minor version of Go 1. */
  readonly minor: number;
  readonly decision: Decision;
}

/**
 * The golang image that fits go.mod's `go` line; patch releases stay free, they carry the security fixes. For a
 * release that gets none any more it is the oldest that does: a newer Go builds older code, by the language of its directive.
 */
export function chooseGoImage(module: GoModule, workspaceGo: string | null = null, choices: Choices = {}): GoImage {
  const goMod = module.dir === '.' ? 'go.mod' : `${module.dir}/go.mod`;
  const fromWork = minorOf(workspaceGo) > minorOf(module.go);
  const chosen = choose(
    fromWork ? workspaceGo : module.go,
    fromWork ? 'go.work' : goMod,
    minorOf(module.toolchain?.replace(/^go/, '') ?? null),
  );
  const named = choices.images?.go;
  if (named === undefined) return { ...chosen, image: baseName(chosen.image, choices) };
  const image = baseName(named.replaceAll('{version}', chosen.image.slice('golang:'.length)), choices);
  return { ...chosen, image, decision: decide(['builder image'], image, namedBecause(image, chosen)) };
}

/** A tag that says an older Go than the module asks for is worth a word: the build would stop there. */
function namedBecause(image: string, { minor }: GoImage): Message {
  const tagged = minorOf(/:(?:go)?(1\.\d+)[^/]*$/.exec(image)?.[1] ?? null);
  return tagged > 0 && tagged < minor
    ? ['The settings of images name it, but the module asks for Go 1.{0}', minor]
    : ['The settings of images name it'];
}

function minorOf(go: string | null): number {
  return Number(/^1\.(\d{1,3})/.exec(go ?? '')?.[1] ?? 0);
}

/** `toolchain`: minor of the Go that its developers build with, which is offered where it is newer; 0 where none is named. */
function choose(go: string | null, goMod: string, toolchain: number): GoImage {
  const match = /^1\.(\d{1,3})(?:\.\d+)?((?:rc|beta)\d+)?/.exec(go ?? '');
  if (!match) {
    const image = `golang:${VERSION_WITHOUT_DIRECTIVE}`;
    const because: Message =
      go === null
        ? ['`{0}` has no go directive; a newer Go builds older code', goMod]
        : ['`{0}` asks for Go `{1}`, which names no release', goMod, go];
    return { image, minor: 26, decision: decide(['builder image'], image, because) };
  }
  const [, minor = '', preview = ''] = match;
  const release = goRelease(`1.${minor}`);
  if (release?.ended) {
    const image = `golang:${OLDEST_SUPPORTED_GO}`;
    const decision = decide(
      ['builder image'],
      image,
      [
        '`{0}` says go {1}, which has had no security fixes since {2}; a newer Go builds older code',
        goMod,
        go ?? '',
        release.end,
      ],
      { alternatives: [`${image}-alpine`, `golang:1.${minor}`] },
    );
    return { image, minor: Number(OLDEST_SUPPORTED_GO.slice(2)), decision };
  }
  // Of what is out, the release is the newer one; before that, the tag is the pre-release that go.mod names.
  const image = `golang:1.${minor}${release ? '' : preview}`;
  const because: Message =
    release || preview !== ''
      ? ['`{0}` says go {1}', goMod, go ?? '']
      : [
          '`{0}` says go {1}, of which nothing was known on {2}: see that its image is there',
          goMod,
          go ?? '',
          TABLE_DATE,
        ];
  return {
    image,
    minor: Number(minor),
    decision: decide(['builder image'], image, because, {
      alternatives: [`${image}-alpine`, ...(toolchain > Number(minor) ? [`golang:1.${toolchain}`] : [])],
    }),
  };
}
