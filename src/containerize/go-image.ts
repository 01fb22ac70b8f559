import type { GoModule } from '../go/project.ts';
import type { Message } from '../words/message.ts';
import { decide } from './decision.ts';
import type { Decision } from './plan-types.ts';

/** Builds a module that names no version: any newer Go builds older code. */
const VERSION_WITHOUT_DIRECTIVE = '1.26';

export interface GoImage {
  readonly image: string;
  /** Minor version of Go 1. */
  readonly minor: number;
  readonly decision: Decision;
}

/** The golang image that fits go.mod's `go` directive; patch releases stay free, they carry the security fixes. */
export function chooseGoImage(module: GoModule): GoImage {
  const match = /^1\.(\d{1,3})(?:\.\d+)?(rc|beta)?/.exec(module.go ?? '');
  const goMod = module.dir === '.' ? 'go.mod' : `${module.dir}/go.mod`;
  if (!match) {
    const image = `golang:${VERSION_WITHOUT_DIRECTIVE}`;
    const because: Message =
      module.go === null
        ? ['`{0}` has no go directive; a newer Go builds older code', goMod]
        : ['`{0}` asks for Go `{1}`, which names no release', goMod, module.go];
    return { image, minor: 26, decision: decide(['builder image'], image, because) };
  }
  const [, minor = '', preview] = match;
  const image = `golang:1.${minor}${preview === undefined ? '' : '-rc'}`;
  return {
    image,
    minor: Number(minor),
    decision: decide(['builder image'], image, ['`{0}` says go {1}', goMod, module.go ?? ''], {
      alternatives: [`${image}-alpine`],
    }),
  };
}
